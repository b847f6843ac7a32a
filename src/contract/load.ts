import { combine } from "./combine.ts";
import type { Contract } from "./contract.ts";
import { Cursor } from "./cursor.ts";
import type { JsonObject } from "./read.ts";
import { dialectOf, unknownVersion } from "./version.ts";

/** Loads a document that is already parsed and refers to nothing outside itself. */
export function contractOf(root: JsonObject, source: string): Contract {
  const dialect = dialectOf(root);
  if (dialect === undefined) throw unknownVersion(root, source);
  const documents = [{ cursor: Cursor.start(root), source, mount: undefined }];
  return combine({ root, documents, dialectAt: () => dialect, files: [], unusable: [], mayBeEmpty: false });
}
