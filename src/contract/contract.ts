import type { Schemas } from "../schema/schema.ts";
import type { Operation } from "./operation.ts";

/** Where a request's path and method led. */
export type Found =
  | { readonly kind: "operation"; readonly operation: Operation; readonly pathValues: readonly string[] }
  | { readonly kind: "method"; readonly allow: readonly string[] }
  | { readonly kind: "none"; readonly nearest: readonly string[] };

/** A loaded document. */
export interface Contract {
  /** `info.title` and `info.version`, for people. */
  readonly title: string;
  readonly version: string;
  /** Names the contract in data files: records of another contract are ignored and kept. */
  readonly name: string;
  /** Where it came from, for messages. */
  readonly source: string;
  readonly operations: readonly Operation[];
  readonly schemas: Schemas;
  /** By operationId, or by `POST /path`. */
  operation(id: string): Operation | undefined;
  /** Percent-encoded path, upper-case method; HEAD finds GET. */
  find(method: string, path: string): Found;
}
