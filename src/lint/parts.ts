import { fragmentSegment, isReference } from "../contract/cursor.ts";
import { forEachPart, type Kind } from "../contract/grammar.ts";
import type { JsonObject } from "../contract/read.ts";
import { fragmentSegments, valueAt } from "../schema/pointer.ts";
import type { Direction } from "../schema/schema.ts";

/** A part of a document, met once whatever leads to it. */
export interface Part {
  /** `schema`, `mediaType`, …, as the grammar calls it. */
  readonly kind: Kind;
  readonly value: JsonObject;
  readonly fragment: string;
  /** Who sends what it describes. */
  readonly direction: Direction;
  /** Whether anything below `paths` leads to it. */
  readonly isUsed: boolean;
  /** A schema in no other schema: it is what a value is judged by. */
  readonly isRoot: boolean;
}

/** The parts of a document, those that `paths` leads to first. */
export function* partsOf(root: JsonObject): Generator<Part> {
  const walk = new Walk(root);
  yield* walk.from("paths", true);
  for (const member of ["components", "webhooks"]) yield* walk.from(member, false);
}

interface Open {
  readonly value: object;
  readonly kind: Kind;
  readonly fragment: string;
  readonly direction: Direction | undefined;
  readonly isRoot: boolean;
}

class Walk {
  readonly #root: JsonObject;
  readonly #seen = new Map<Kind, Set<object>>();

  constructor(root: JsonObject) {
    this.#root = root;
  }

  *from(member: string, isUsed: boolean): Generator<Part> {
    const open: Open[] = [];
    forEachPart(this.#root, "document", (value, kind, name) => {
      if (name !== member) return;
      open.push({ value, kind, fragment: `#/${name}`, direction: undefined, isRoot: true });
    });
    for (let next = open.pop(); next; next = open.pop()) {
      const { value, kind, fragment, direction, isRoot } = next;
      if (!this.#isFirst(value, kind)) continue;
      if (!Array.isArray(value) && !/[*~]$/.test(kind)) {
        const own = { kind, value: value as JsonObject, fragment, isUsed, isRoot };
        yield { ...own, direction: direction ?? "response" };
      }
      for (const below of this.#below(next).toReversed()) open.push(below);
    }
  }

  /** What the part holds and what it refers to, in the order of the document. */
  #below({ value, kind, fragment, direction, isRoot }: Open): Open[] {
    const found: Open[] = [];
    const isList = Array.isArray(value) || kind.endsWith("*");
    if (isReference(value)) {
      const target = valueAt(this.#root, fragmentSegments(value.$ref));
      if (value.$ref.startsWith("#") && typeof target === "object" && target !== null) {
        found.push({ value: target, kind, fragment: value.$ref, direction, isRoot });
      }
    }
    forEachPart(value, kind, (part, its, name) => {
      found.push({
        value: part,
        kind: its,
        fragment: `${fragment}/${fragmentSegment(name)}`,
        direction: directionOf(its, name) ?? direction,
        isRoot: isList ? isRoot : kind !== "schema",
      });
    });
    return found;
  }

  #isFirst(value: object, kind: Kind): boolean {
    let seen = this.#seen.get(kind);
    if (!seen) this.#seen.set(kind, (seen = new Set()));
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  }
}

function directionOf(kind: Kind, name: string): Direction | undefined {
  if (kind.startsWith("requestBody")) return "request";
  if (kind.startsWith("response")) return "response";
  if (kind.startsWith("parameter") && name === "parameters") return "request";
  return undefined;
}
