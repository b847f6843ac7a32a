export { createMockServer } from "./mock-server.ts";
export type { MockServer, MockServerOptions, MockSession } from "./mock-server.ts";
export type { DocumentInput, DocumentSource, Options } from "./options.ts";
export type { ShownExchange } from "./journal/shown.ts";
export type { Violation } from "./problem/violation.ts";
export { InputError } from "./problem/input-error.ts";
