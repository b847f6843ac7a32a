import type { Contract } from "../contract/contract.ts";
import { fragmentSegment, isReference } from "../contract/cursor.ts";
import { forEachPart, type Kind } from "../contract/grammar.ts";
import { fragmentSegments, valueAt } from "../schema/pointer.ts";
import type { Direction } from "../schema/schema.ts";
import { finding, type Finding } from "./finding.ts";
import { reasonOf } from "./objection.ts";
import type { Part } from "./parts.ts";

/** A schema that nothing can be judged by; the blame goes to the smallest parts of it that are broken by themselves. */
export function checkUsable(part: Part, contract: Contract): Finding[] {
  const { kind, isRoot, value, fragment, direction } = part;
  if (kind !== "schema" || !isRoot || Object.keys(value).every((keyword) => harmless.has(keyword))) return [];
  const reason = flawOf(fragment, direction, contract);
  if (reason === undefined) return [];
  const culprits = new Blame(contract, direction).smallest({ fragment, reason });
  return culprits.map((one) => finding("schema-unusable", one.fragment, one.reason));
}

/** Schemas of nothing but these are usable whatever they say, or are looked at elsewhere. */
const harmless = new Set([
  ...["$ref", "type", "format", "enum", "pattern", "nullable", "readOnly", "writeOnly"],
  ...["title", "description", "default", "example", "deprecated"],
]);

interface Culprit {
  readonly fragment: string;
  readonly reason: string;
}

/** Why the schema at a fragment cannot be used; undefined where it can. */
function flawOf(fragment: string, direction: Direction, { schemas }: Contract): string | undefined {
  try {
    schemas.validator(schemas.at(fragment, direction))({});
    return undefined;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

class Blame {
  readonly #contract: Contract;
  readonly #direction: Direction;
  readonly #seen = new Set<string>();

  constructor(contract: Contract, direction: Direction) {
    this.#contract = contract;
    this.#direction = direction;
  }

  /** Those parts of a broken schema that are broken, and of which no part is. */
  smallest(culprit: Culprit): Culprit[] {
    this.#seen.add(culprit.fragment);
    const below = this.#below(culprit.fragment).flatMap((fragment) => {
      if (this.#seen.has(fragment)) return [];
      const reason = flawOf(fragment, this.#direction, this.#contract);
      return reason === undefined ? [] : this.smallest({ fragment, reason });
    });
    return below.length > 0 ? below : [culprit];
  }

  /** The schemas in a schema, or the one it refers to. */
  #below(fragment: string): string[] {
    const valueOf = (place: string) => valueAt(this.#contract.root, fragmentSegments(place));
    const value = valueOf(fragment);
    if (typeof value !== "object" || value === null) return [];
    const leadsOn = isReference(value) && value.$ref.startsWith("#/") && valueOf(value.$ref) !== undefined;
    const found = leadsOn ? [value.$ref] : [];
    const visit = (holder: object, kind: Kind, at: string) => {
      forEachPart(holder, kind, (part, its, name) => {
        const below = `${at}/${fragmentSegment(name)}`;
        if (its === "schema" && !Array.isArray(part)) found.push(below);
        else if (its.startsWith("schema")) visit(part, its, below);
      });
    };
    visit(value, "schema", fragment);
    return found;
  }
}
