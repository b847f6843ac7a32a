import { forEachPart, type Kind } from "../grammar.ts";

/** A text in a document that leads to another place. */
export interface Reference {
  readonly holder: Record<string, unknown>;
  /** `$ref`, `externalValue`, or a key of a discriminator's mapping. */
  readonly member: string;
  readonly text: string;
  /** What it leads to; `externalValue` and `mapping` where it is no `$ref`. */
  readonly kind: Kind;
}

// `"$ref": "#\/…"`: PHP escapes slashes.
const outward = /\$ref["']?\s*:(?!\s*["']?#\\?\/)|\$self["']?\s*:|externalValue["']?\s*:/;

/** Whether a text may refer to other files; a no is certain, and costs a fraction of what looking at its parts would. */
export function mayLeadOutward(text: string): boolean {
  return outward.test(text);
}

/** Finds the references in parts of documents; each part is looked at once. */
export class ReferenceFinder {
  readonly #seen = new Map<Kind, Set<object>>();

  /** The references in `value` that were not found before. */
  find(value: unknown, kind: Kind): Reference[] {
    const found: Reference[] = [];
    const open: [part: object, kind: Kind][] = [];
    const visit = (part: object, its: Kind) => {
      const seen = this.#seen.get(its) ?? new Set();
      this.#seen.set(its, seen);
      if (seen.has(part)) return;
      seen.add(part);
      open.push([part, its]);
    };
    if (typeof value === "object" && value !== null) visit(value, kind);
    for (let next = open.pop(); next; next = open.pop()) {
      const [part, its] = next;
      if (!Array.isArray(part)) addReferences(part as Record<string, unknown>, its, found);
      forEachPart(part, its, visit);
    }
    return found;
  }
}

function addReferences(holder: Record<string, unknown>, kind: Kind, found: Reference[]): void {
  const { $ref, externalValue, mapping } = holder;
  if (typeof $ref === "string") found.push({ holder, member: "$ref", text: $ref, kind });
  if (kind === "example" && typeof externalValue === "string" && !Object.hasOwn(holder, "value")) {
    found.push({ holder, member: "externalValue", text: externalValue, kind: "externalValue" });
  }
  if (kind !== "discriminator" || typeof mapping !== "object" || mapping === null) return;
  for (const [member, text] of Object.entries(mapping)) {
    if (typeof text === "string")
      found.push({ holder: mapping as typeof holder, member, text, kind: "mapping" });
  }
}
