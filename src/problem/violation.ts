/** Where a breach of the contract was found; `response` is a body that was sent and broke it, of an example say. */
export type Place = "path" | "query" | "header" | "cookie" | "body" | "response" | "response-header";

/** One breach of the contract, as a value. */
export interface Violation {
  readonly in: Place;
  /** JSON Pointer into the body (`/roles/0/status_role`), or `/` and the parameter's name. */
  readonly pointer: string;
  /** The rule that was broken: a JSON Schema keyword, or `required`, `content-type`, `undeclared`. */
  readonly code: string;
  /** One sentence for the person who sent the request: `firstname is required!` */
  readonly message: string;
  /** Where in the document the rule stands, as a URI fragment (`#/paths/…`). */
  readonly schemaPointer: string;
}
