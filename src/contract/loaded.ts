import type { Dialect } from "../schema/translate.ts";
import type { Unusable } from "./contract.ts";
import type { Cursor } from "./cursor.ts";
import type { Operation } from "./operation.ts";
import type { JsonObject } from "./read.ts";

/** One of the documents of a contract. */
export interface LoadedDocument {
  /** Where it stands in the root. */
  readonly cursor: Cursor;
  /** File name, for messages. */
  readonly source: string;
  /** Takes the place of its servers' paths: `/billing`. */
  readonly mount: string | undefined;
}

/** Documents, read and bundled. */
export interface Loaded {
  /** Holds all documents and all files they refer to. */
  readonly root: JsonObject;
  readonly documents: readonly LoadedDocument[];
  readonly dialectAt: (fragment: string) => Dialect;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** References that were not followed. */
  readonly unusable: readonly Unusable[];
  /** A document that has operations of which none can be served is refused otherwise. */
  readonly mayBeEmpty: boolean;
}

/** An operation and where it was read. */
export interface LoadedOperation {
  readonly operation: Operation;
  readonly cursor: Cursor;
  readonly pathItems: readonly Cursor[];
  /** It answers below its mount and nowhere else. */
  readonly isMounted: boolean;
}
