import { isDeepStrictEqual } from "node:util";
import { isObject, pointerSegments } from "../schema/pointer.ts";

/** Why a patch cannot be applied. */
export interface PatchFailure {
  /** `conflict`: not to the thing as it is (RFC 5789, section 2.2); `malformed`: to nothing at all. */
  readonly kind: "conflict" | "malformed";
  /** Into the patch. */
  readonly pointer: string;
  readonly message: string;
}

export type Patched = { readonly value: unknown } | { readonly failure: PatchFailure };

const mostOperations = 1000;
const deepest = 200;
/** Values and characters that all `copy` operations together may multiply. */
const mostCopied = 1_000_000;

class Refused extends Error {
  readonly kind: PatchFailure["kind"];
  constructor(kind: PatchFailure["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Applies a JSON Patch (RFC 6902): all of it, or nothing. */
export function applyJsonPatch(document: unknown, patch: unknown): Patched {
  if (!Array.isArray(patch)) return failed("malformed", "", "a JSON Patch is a list of operations");
  if (patch.length > mostOperations)
    return failed("malformed", "", `a patch has at most ${String(mostOperations)} operations here`);
  const budget = { left: mostCopied };
  let value = document;
  for (const [index, operation] of patch.entries()) {
    try {
      value = applyOne(value, operation, budget);
    } catch (error) {
      if (error instanceof Refused) return failed(error.kind, `/${String(index)}`, error.message);
      throw error;
    }
  }
  return { value };
}

function failed(kind: PatchFailure["kind"], pointer: string, message: string): Patched {
  return { failure: { kind, pointer, message } };
}

interface Budget {
  left: number;
}

function applyOne(document: unknown, operation: unknown, budget: Budget): unknown {
  if (!isObject(operation)) throw new Refused("malformed", "an operation is an object");
  const path = segmentsOf(operation, "path");
  switch (operation["op"]) {
    case "add":
      return add(document, path, valueOf(operation));
    case "remove":
      return remove(document, path);
    case "replace":
      find(document, path);
      return path.length === 0 ? valueOf(operation) : add(remove(document, path), path, valueOf(operation));
    case "move": {
      const from = segmentsOf(operation, "from");
      // RFC 6902, section 4.4: nothing can be moved into itself.
      const isInside = from.length < path.length && from.every((segment, index) => segment === path[index]);
      if (isInside)
        throw new Refused("malformed", "from must not be a part of path: nothing moves into itself");
      return add(remove(document, from), path, find(document, from));
    }
    case "copy": {
      const copied = find(document, segmentsOf(operation, "from"));
      spend(copied, budget);
      return add(document, path, copied);
    }
    case "test":
      if (isDeepStrictEqual(find(document, path), valueOf(operation))) return document;
      throw new Refused("conflict", `${JSON.stringify(operation["path"])} has another value`);
    default:
      throw new Refused("malformed", "op must be add, remove, replace, move, copy or test");
  }
}

function segmentsOf(operation: JsonObject, member: "path" | "from"): string[] {
  const pointer = operation[member];
  if (typeof pointer !== "string" || !/^(\/([^~]|~[01])*)?$/s.test(pointer))
    throw new Refused("malformed", `${member} must be a JSON Pointer such as /name`);
  const segments = pointerSegments(pointer);
  if (segments.length > deepest) throw new Refused("malformed", `${member} is too deep`);
  return segments;
}

function valueOf(operation: JsonObject): unknown {
  if (!Object.hasOwn(operation, "value")) throw new Refused("malformed", "value is missing");
  return operation["value"];
}

function find(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const segment of path) {
    const key = Array.isArray(value) ? String(indexIn(value, segment, value.length - 1)) : segment;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) throw nothingAt(path);
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function add(document: unknown, path: readonly string[], value: unknown): unknown {
  return changed(document, path, {
    ofList: (list, last) =>
      list.toSpliced(last === "-" ? list.length : indexIn(list, last, list.length), 0, value),
    ofObject: (owner, last) => ({ ...owner, [last]: value }),
    whole: value,
  });
}

function remove(document: unknown, path: readonly string[]): unknown {
  find(document, path);
  return changed(document, path, {
    ofList: (list, last) => list.toSpliced(Number(last), 1),
    ofObject: (owner, last) => Object.fromEntries(Object.entries(owner).filter(([name]) => name !== last)),
    whole: null,
  });
}

type JsonObject = Readonly<Record<string, unknown>>;

/** What to do to the last object or list of a path, and what becomes of the document where the path is empty. */
interface Change {
  readonly ofList: (list: readonly unknown[], last: string) => unknown;
  readonly ofObject: (owner: JsonObject, last: string) => unknown;
  readonly whole: unknown;
}

/** The document with one of its objects or lists changed; what the change does not touch is shared with it. */
function changed(document: unknown, path: readonly string[], change: Change): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change.whole;
  const isLast = rest.length === 0;
  if (Array.isArray(document)) {
    const list = document as readonly unknown[];
    return isLast
      ? change.ofList(list, first)
      : list.with(Number(first), changed(find(list, [first]), rest, change));
  }
  if (!isObject(document)) throw nothingAt(path);
  if (isLast) return change.ofObject(document, first);
  return { ...document, [first]: changed(find(document, [first]), rest, change) };
}

/** RFC 6901, section 4: digits without a leading zero. */
function indexIn(list: readonly unknown[], segment: string, most: number): number {
  const index = /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : Infinity;
  if (index <= most) return index;
  throw new Refused(
    "conflict",
    `a list of ${String(list.length)} has no ${JSON.stringify(segment.slice(0, 40))}`,
  );
}

function nothingAt(path: readonly string[]): Refused {
  return new Refused("conflict", `there is nothing at ${JSON.stringify(`/${path.join("/")}`.slice(0, 200))}`);
}

/** Copies of copies grow without end: what they weigh is counted, and not beyond what is left. */
function spend(value: unknown, budget: Budget): void {
  budget.left -= 1 + (typeof value === "string" ? value.length : 0);
  if (budget.left < 0) throw new Refused("malformed", "the patch copies more than the mock takes");
  if (typeof value !== "object" || value === null) return;
  for (const part of Object.values(value)) spend(part, budget);
}
