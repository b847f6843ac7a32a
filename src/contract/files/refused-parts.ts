import { fragmentSegments } from "../../schema/pointer.ts";
import { createResources } from "../../schema/resources.ts";
import type { Dialect } from "../../schema/translate.ts";
import type { Refusal } from "./bundle.ts";
import type { Unusable } from "../contract.ts";
import { fragmentSegment } from "../cursor.ts";
import { methods } from "../methods.ts";
import { documentPlace, filesMember } from "../place.ts";

interface Bundled {
  readonly root: object;
  readonly dialectAt: (fragment: string) => Dialect;
}

/** The parts of a document whose references were refused. */
export function refusedParts(
  refusals: readonly Refusal[],
  { root, dialectAt }: Bundled,
): readonly Unusable[] {
  if (refusals.length === 0) return [];
  const fragments = fragmentsOf(new Set(refusals.map(({ holder }) => holder)), root);
  const resources = createResources(root, dialectAt);
  // A schema may give itself an address (`$id`), and be referred to by it.
  const isAddress = (text: string, fragment: string) => {
    try {
      return resources.locate(text, resources.at(fragment)).startsWith("#");
    } catch {
      return false;
    }
  };
  return refusals
    .map(({ holder, ...refusal }) => ({ ...refusal, fragment: fragments.get(holder) ?? "#" }))
    .filter(({ text, fragment }) => !isAddress(text, fragment))
    .map(({ fragment, cause }) => ({
      operation: subjectOf(fragment),
      place: documentPlace(fragment),
      cause,
    }));
}

/** Where objects stand; looked for only when something is wrong with them. */
function fragmentsOf(wanted: ReadonlySet<object>, root: object): ReadonlyMap<object, string> {
  const found = new Map<object, string>();
  const seen = new Set<object>();
  const open: [value: object, fragment: string][] = [[root, "#"]];
  for (let next = open.pop(); next && found.size < wanted.size; next = open.pop()) {
    const [value, fragment] = next;
    if (seen.has(value)) continue;
    seen.add(value);
    if (wanted.has(value)) found.set(value, fragment);
    for (const [name, child] of Object.entries(value) as [string, unknown][]) {
      if (typeof child === "object" && child !== null)
        open.push([child, `${fragment}/${fragmentSegment(name)}`]);
    }
  }
  return found;
}

/** What people call it: `GET /pets`, `components/schemas/Pet`, `schemas/pet.yaml`. */
function subjectOf(fragment: string): string {
  const [first = "", second = "", third = ""] = fragmentSegments(fragment);
  if (first === "paths") return methods.includes(third) ? `${third.toUpperCase()} ${second}` : second;
  if (first === filesMember) return second;
  return [first, second, third].filter((one) => one !== "").join("/") || "the document";
}
