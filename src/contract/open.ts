import { join } from "node:path";
import type { DocumentSource } from "../options.ts";
import { InputError } from "../problem/input-error.ts";
import { Bundle } from "./files/bundle.ts";
import { combine } from "./combine.ts";
import type { Contract, Unusable } from "./contract.ts";
import { Cursor } from "./cursor.ts";
import type { LoadedDocument } from "./loaded.ts";
import { mayLeadOutward } from "./files/outward.ts";
import { readDocument, type JsonObject } from "./read.ts";
import { Reader, type ReaderOptions } from "./files/reader.ts";
import { refusedParts } from "./files/refused-parts.ts";
import { isForeign } from "./prism/is-foreign.ts";
import { dialectOf, unknownVersion } from "./version.ts";
import { loadInTurn } from "../load-in-turn.ts";

export interface OpenOptions extends ReaderOptions {
  /** For whoever looks at documents without serving them. */
  readonly mayBeEmpty?: boolean;
}

interface NamedDocument {
  readonly location: string;
  readonly value: JsonObject;
  readonly leadsOutward: boolean;
  /** What messages call it. */
  readonly source: string;
  /** What could not be turned into OpenAPI. */
  readonly leftOut?: readonly Unusable[];
}

/**
 * Reads documents, and all files they refer to, into one contract. Rejects with InputError where one cannot be read or
 * has operations and none can be served; `unusable` of the contract tells what else is wrong.
 */
export async function openContract(
  sources: readonly DocumentSource[],
  options: OpenOptions,
): Promise<Contract> {
  if (sources.length === 0) throw new InputError("no document is given", { help: "Name at least one." });
  const reader = new Reader(options);
  const bundle = new Bundle(reader);
  const leftOut: Unusable[] = [];
  const placed: { fragment: string; source: string; mount: string | undefined }[] = [];
  for (const { document, mount } of sources) {
    const named = await openForeign(await readNamed(document, reader, placed.length), reader);
    leftOut.push(...(named.leftOut ?? []));
    const { fragment } = bundle.add(named.location, named.value, named.leadsOutward);
    placed.push({
      fragment,
      source: named.source,
      mount: mount === undefined ? undefined : mountPath(mount),
    });
  }
  await bundle.settle();
  const { root } = bundle;
  const documents: LoadedDocument[] = placed.map(({ fragment, ...rest }) => ({
    cursor: Cursor.start(root, fragment),
    ...rest,
  }));
  const dialectAt = (fragment: string) => bundle.dialectAt(fragment);
  const unusable = [...leftOut, ...refusedParts(bundle.refusals, { root, dialectAt })];
  return combine({
    root,
    documents,
    dialectAt,
    files: [...reader.paths],
    unusable,
    mayBeEmpty: options.mayBeEmpty === true,
  });
}

async function readNamed(
  document: DocumentSource["document"],
  reader: Reader,
  index: number,
): Promise<NamedDocument> {
  if (typeof document === "string") {
    const { location, text } = await reader.document(document);
    const value = readDocument(text, document);
    return { location, value, leadsOutward: mayLeadOutward(text), source: document };
  }
  const source = index === 0 ? "the document" : `document ${String(index + 1)}`;
  // Its references count from the current folder.
  const location = join(await reader.trust("."), source);
  return { location, value: copyOf(document, source), leadsOutward: true, source };
}

/** References are changed in place, which is nothing to do to what belongs to somebody else. */
function copyOf(document: JsonObject, place: string): JsonObject {
  try {
    return structuredClone(document);
  } catch (error) {
    throw new InputError(`this is no plain document: ${(error as Error).message}`, {
      place,
      help: "Give what JSON.parse would give.",
    });
  }
}

/** Swagger 2.0 and Postman collections are turned into OpenAPI, together with the files they refer to. */
async function openForeign(named: NamedDocument, reader: Reader): Promise<NamedDocument> {
  if (dialectOf(named.value) !== undefined) return named;
  if (!isForeign(named.value)) throw unknownVersion(named.value, named.source);
  const own = new Bundle(reader);
  own.add(named.location, named.value, named.leadsOutward);
  await own.settle();
  const refused = refusedParts(own.refusals, {
    root: own.root,
    dialectAt: (fragment) => own.dialectAt(fragment),
  });
  const { foreignDocument } = await loadInTurn(() => import("./prism/foreign.ts"));
  const { "x-locum-unusable": leftOut, ...value } = await foreignDocument(own.root, named.source);
  return { ...named, value, leadsOutward: false, leftOut: [...refused, ...(leftOut as readonly Unusable[])] };
}

/** `billing/` → `/billing`; `/` → nothing. */
function mountPath(mount: string): string {
  return mount
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => `/${segment}`)
    .join("");
}
