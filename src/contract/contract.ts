import type { Schemas } from "../schema/schema.ts";
import type { Sent } from "./choice.ts";
import type { Operation } from "./operation.ts";
import type { JsonObject } from "./read.ts";

/** Where a request's path and method led. */
export type Found =
  | { readonly kind: "operation"; readonly operation: Operation; readonly pathValues: readonly string[] }
  | { readonly kind: "method"; readonly allow: readonly string[] }
  | { readonly kind: "none"; readonly nearest: readonly string[] };

/** A part of the document that is not served as it is written, though the rest is. */
export interface Unusable {
  /** `GET /pets`; where no operation is to blame, the path, component or file. */
  readonly operation: string;
  /** Where it stands: `#/paths/~1pets/get/parameters/0`, `schemas/pet.yaml#/properties/owner`. */
  readonly place: string;
  readonly cause: string;
}

/** A loaded document, or several. */
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
  /** The document with everything it refers to, all references local (see `place.ts`). Not to be changed. */
  readonly root: JsonObject;
  /** Absolute paths of the files that were read. */
  readonly files: readonly string[];
  /** What whoever starts it should know: a document without operations. */
  readonly warnings: readonly string[];
  /** Looked for when first asked for. */
  readonly unusable: readonly Unusable[];
  /** By operationId, or by `POST /path`, or by `POST /base/path`. */
  operation(id: string): Operation | undefined;
  /** Percent-encoded path, upper-case method; HEAD finds GET. What was sent counts where several share the path. */
  find(method: string, path: string, sent?: Sent): Found;
  /** Why the document's operation at that method and path is not served. */
  unusableAt(method: string, path: string, sent?: Sent): Unusable | undefined;
}
