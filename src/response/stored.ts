import type { Generator } from "../generate/generator.ts";
import type { SchemaError, Schemas } from "../schema/schema.ts";
import type { Violation } from "../problem/violation.ts";
import type { Collection } from "../store/collection.ts";
import type { JsonObject, Page, Store, StoredRecord } from "../store/store.ts";
import type { Part } from "./paging.ts";

/** One request to a resource, as the store sees it. */
export interface StoreRequest {
  readonly session: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** What the request said of the thing, as far as the contract lets it. */
  readonly said: JsonObject;
  /** The members of the thing that the request has words for. */
  readonly sayable: ReadonlySet<string>;
  /** What it asks to be done to the thing. */
  readonly patch: Patch;
  /** RFC 9110, section 13: only if it is, or is not, as the client knows it. */
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** What a scenario adds. */
  readonly scripted: unknown;
  /** The authored example to build a new thing from. */
  readonly example: unknown;
  readonly dynamic: boolean;
  /** What reading the thing would have answered before anything was written. */
  readonly imagined: () => Readonly<Record<string, unknown>> | undefined;
  /** The collection as it is before anything was written. */
  readonly imaginedList: () => Collection | "unknown";
}

/** How a PATCH is to be understood: by its media type. */
export type Patch =
  | { readonly kind: "json-patch"; readonly operations: unknown }
  /** RFC 7396; `isStrict` where the media type says so. */
  | { readonly kind: "merge"; readonly value: unknown; readonly isStrict: boolean };

/** What the store has to say. */
export type StoreAnswer =
  | One
  | Many
  /** What it was, made up where it was never written. */
  | { readonly kind: "deleted"; readonly made: () => Made }
  /** The client knows it as it is. */
  | { readonly kind: "unchanged"; readonly record: StoredRecord }
  /** Nothing was written yet: answer from the contract, with these members. */
  | { readonly kind: "unwritten"; readonly given: Readonly<Record<string, unknown>> | undefined }
  | Refusal;

/** A single thing: created, found or changed. */
export interface One {
  readonly kind: "one";
  readonly made: Made;
  readonly key: string | undefined;
  /** A request to replace it created it. */
  readonly isNew?: boolean;
}

export interface Many {
  readonly kind: "many";
  readonly page: Page;
  readonly part: Part;
  /** Nothing of it was ever written. */
  readonly isImagined: boolean;
}

/** Why the store gives no success. */
export type Refusal =
  /** The store is the authority, and there is no such thing. */
  | { readonly kind: "missing" }
  /** A thing with the id that was sent is there already. */
  | { readonly kind: "conflict" }
  /** It is not as the client knows it. */
  | { readonly kind: "stale" }
  /** A patch does not apply to it, or makes of it what the contract does not allow; or a cursor leads nowhere. */
  | { readonly kind: "inapplicable" | "invalid"; readonly violations: readonly Violation[] };

/** A record, and its value while that is at hand. */
export interface Made {
  readonly record: StoredRecord;
  readonly value: JsonObject;
}

export interface StoreTools {
  readonly store: Store;
  readonly generator: Generator;
  readonly schemas: Schemas;
  /** What counts as now before anything is written: milliseconds since 1970. */
  readonly now: number;
  /** What is wrong with a thing, in words. */
  readonly tell: (error: SchemaError) => Violation;
}
