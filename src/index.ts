export { createMockServer } from "./mock-server.ts";
export type { MockServer, MockServerOptions } from "./mock-server.ts";
export type { MockSession, ToldStub } from "./mock-session.ts";
export type { MatcherInput, ResponseInput, StubInput } from "./stubs/input.ts";
export type { DocumentInput, DocumentSource, Options } from "./options.ts";
export type { ShownExchange } from "./journal/shown.ts";
export type { PreferencesInput } from "./server/told/preferences.ts";
export type { Violation } from "./problem/violation.ts";
export { InputError } from "./problem/input-error.ts";
