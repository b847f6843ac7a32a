import type { Options } from "../options.ts";
import { InputError } from "../problem/input-error.ts";

/** Callers without types may give anything: throws InputError where an option cannot be used. */
export function checkOptions(options: Options): Options {
  const { document, port, store } = options;
  const isDocument =
    typeof document === "string" || (typeof document === "object" && (document as unknown) !== null);
  if (!isDocument) refuse("document", "a document is needed", "Give a path, or the document itself.");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    refuse("port", `${JSON.stringify(port)} is no port`, "Give a number from 0 (any free one) to 65535.");
  }
  if (!["file", "memory"].includes(store)) {
    refuse("store", `${JSON.stringify(store)} is no store`, "Give file or memory.");
  }
  return options;
}

function refuse(place: string, cause: string, help: string): never {
  throw new InputError(cause, { place, help });
}
