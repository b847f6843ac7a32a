import { defaults, type DocumentInput, type DocumentSource, type Options } from "../options.ts";
import { InputError } from "../problem/input-error.ts";
import { didYouMean, listed } from "../problem/nearest.ts";

/** Callers without types may give anything: throws InputError where an option cannot be used. */
export function checkOptions(options: Options): Options {
  const { port, store, scenarios } = options;
  const known = ["document", "ports", ...Object.keys(defaults)];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const cause = `there is no option ${JSON.stringify(unknown)}${didYouMean(unknown, known)}`;
    refuse("createMockServer", cause, `Give some of ${listed(known, known.length)}.`);
  }
  const documents = documentsOf(options);
  if (documents.length === 0)
    refuse("document", "a document is needed", "Give a path, or the document itself.");
  documents.forEach(checkDocument);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    refuse("port", `${JSON.stringify(port)} is no port`, "Give a number from 0 (any free one) to 65535.");
  }
  if (!["file", "memory"].includes(store)) {
    refuse("store", `${JSON.stringify(store)} is no store`, "Give file or memory.");
  }
  if (scenarios !== undefined && typeof (scenarios as unknown) !== "string") {
    refuse("scenarios", "the scenarios are files of a folder", "Give the path of the folder.");
  }
  return options;
}

/** The documents that are served, each with the place it is mounted at, if any. */
export function documentsOf({ document }: Pick<Options, "document">): readonly DocumentSource[] {
  return (isList(document) ? document : [document]).map((one) => (isSource(one) ? one : { document: one }));
}

const isList = (given: Options["document"]): given is readonly DocumentInput[] => Array.isArray(given);

/** No OpenAPI document has a field of that name. */
const isSource = (given: DocumentInput): given is DocumentSource =>
  typeof given === "object" && (given as unknown) !== null && "document" in given;

function checkDocument({ document, mount }: DocumentSource): void {
  const isDocument =
    typeof document === "string" || (typeof document === "object" && (document as unknown) !== null);
  if (!isDocument) refuse("document", "a document is needed", "Give a path, or the document itself.");
  if (mount === undefined) return;
  if (!/^(\/[A-Za-z0-9._~-]+)+\/?$/.test(mount)) {
    const cause = `${JSON.stringify(mount)} is no path to mount a document at`;
    refuse("mount", cause, "Write it as /billing.");
  }
  if (/^\/__(admin|session)(\/|$)/.test(mount)) {
    refuse("mount", `${mount} is the mock's own`, "Choose another, such as /billing.");
  }
}

function refuse(place: string, cause: string, help: string): never {
  throw new InputError(cause, { place, help });
}
