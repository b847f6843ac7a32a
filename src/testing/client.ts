// `locum/client`: what a test that starts no server itself needs, without the server; as CommonJS too.
export { connect, type ConnectOptions } from "../client/connect.ts";
export { VerificationError } from "../client/errors.ts";
export { InputError } from "../problem/input-error.ts";
export type { MockClient } from "../client/client.ts";
export type { MockSession, RequestFilters, ToldStub } from "../client/session.ts";
