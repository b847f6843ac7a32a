import type { DeclaredResponse, MediaType, Operation } from "../contract/operation.ts";
import { perOperation } from "../contract/per-operation.ts";
import { acceptedTypes, negotiate } from "../http/accept.ts";
import { covers, essence, isJson } from "../http/media-type.ts";
import { concreteType, mediaKind, type MediaKind } from "../media/kind.ts";
import { ProblemError } from "../problem/problem.ts";

/** A status and what the contract says of it. */
export interface Choice {
  readonly status: number;
  /** Undefined where the contract does not declare the status. */
  readonly declared: DeclaredResponse | undefined;
}

/** The declaration that covers a status: the number itself, its range, or `default`. */
export function declaredFor(operation: Operation, status: number): DeclaredResponse | undefined {
  const keys = [String(status), `${String(status)[0] ?? ""}XX`, "default"];
  for (const key of keys) {
    const found = operation.responses.find((response) => response.key === key);
    if (found) return found;
  }
  return undefined;
}

/** The status of success: the lowest 2xx declared, then `2XX`, a redirection, `default`; undefined for none. */
export const successOf = perOperation(findSuccess);

function findSuccess(operation: Operation): Choice | undefined {
  const keys = operation.responses.map(({ key }) => key);
  const numbers = keys.filter((key) => /^[23]\d\d$/.test(key)).map(Number);
  const lowest = (hundreds: number) =>
    numbers.filter((one) => Math.floor(one / 100) === hundreds).sort((a, b) => a - b)[0];
  const open = (key: string, status: number) => (keys.includes(key) ? status : undefined);
  // Where a redirection is declared beside `default`, the latter is for errors.
  const status = lowest(2) ?? open("2XX", 200) ?? lowest(3) ?? open("3XX", 302) ?? open("default", 200);
  return status === undefined ? undefined : { status, declared: declaredFor(operation, status) };
}

/** What a valid request gets where the contract declares no success for it. */
export const silence: Choice = {
  status: 200,
  declared: { key: "200", description: "", headers: [], content: [], fragment: "" },
};

/** Which declared error tells of a failure: the first of `statuses` that is declared, then `4XX`, then `default`. */
export function errorFor(operation: Operation, statuses: readonly number[]): Choice {
  const [first = 500] = statuses;
  for (const status of statuses) {
    const declared = operation.responses.find(({ key }) => key === String(status));
    if (declared) return { status, declared };
  }
  return { status: first, declared: declaredFor(operation, first) };
}

/** RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5: whatever is declared, these have no content. */
export function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

const offered = new WeakMap<DeclaredResponse, readonly MediaType[]>();

export interface MediaWish {
  readonly accept: string | undefined;
  /** The name of an example that is asked for: a media type that has it is preferred. */
  readonly example?: string | undefined;
}

/**
 * The media type to answer in, JSON first where the client leaves the choice; undefined for no content.
 * Throws `not-acceptable` with what there is.
 */
export function chooseMedia(
  { accept, example }: MediaWish,
  { status, declared }: Choice,
): MediaType | undefined {
  if (!declared || declared.content.length === 0 || isBodiless(status)) return undefined;
  let offers = offered.get(declared);
  if (!offers) offered.set(declared, (offers = offersOf(declared)));
  const shown = example === undefined ? [] : offers.filter((media) => isNamed(media, example));
  const found =
    (shown.length > 0 ? negotiate(accept, shown) : undefined) ??
    negotiate(accept, offers) ??
    inRange(accept ?? "", declared);
  if (found) return found;
  const types = declared.content.map(({ type }) => type).join(", ");
  throw new ProblemError("not-acceptable", {
    detail: `The operation answers in ${types}; the request accepts only ${(accept ?? "").slice(0, 200)}.`,
    help: `Send Accept: ${types}, or leave the header out.`,
  });
}

function isNamed({ examples }: MediaType, name: string): boolean {
  return examples.some((example) => example.name === name);
}

function offersOf({ content }: DeclaredResponse): readonly MediaType[] {
  return content.map(concrete).toSorted((one, other) => rank(one.type) - rank(other.type));
}

function rank(type: string): number {
  const plain = essence(type);
  if (plain === "application/json") return 0;
  return isJson(plain) ? 1 : 2;
}

const concretes = new WeakMap<MediaType, MediaType>();

/** A range of the document (`text/*`) as what it is written in when nobody asks for more; other media types as they are. */
export function concrete(media: MediaType): MediaType {
  if (!media.type.includes("*")) return media;
  let known = concretes.get(media);
  if (!known) concretes.set(media, (known = { ...media, type: concreteType(media.type, isBinary(media)) }));
  return known;
}

function isBinary({ schema }: MediaType): boolean {
  return typeof schema === "object" && schema.format === "binary";
}

/** Whatever a value is, it can be written so. */
const writable: ReadonlySet<MediaKind> = new Set(["json", "lines", "yaml", "xml", "csv"]);

/** What is asked for by name and lies in a range of the document: as asked, if it can be written so. */
function inRange(accept: string, { content }: DeclaredResponse): MediaType | undefined {
  for (const type of acceptedTypes(accept)) {
    const media = content.find((one) => one.type.includes("*") && covers(one.type, type));
    if (media) return isBinary(media) || writable.has(mediaKind(type)) ? { ...media, type } : concrete(media);
  }
  return undefined;
}
