import { pick } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { isNull } from "./choices.ts";
import { meaningOf, type Position } from "./meanings/lookup.ts";
import type { From } from "./meanings/meaning.ts";
import { judge, type Draw, type Plan, type Planner } from "./plan.ts";
import { isOfType } from "../schema/json-type.ts";
import type { Node, Shape } from "./shape.ts";

const plainKeywords = new Set([
  "type",
  "enum",
  "const",
  "title",
  "description",
  "default",
  "examples",
  "example",
  "deprecated",
  "readOnly",
  "writeOnly",
  "$ref",
  "$comment",
  "externalDocs",
  "xml",
]);

/** How one of the values of `enum` or `const` is drawn: the one a row speaks of where it is among them. */
export function valuesPlan(
  planner: Planner,
  { node, shape, position }: { node: Node; shape: Shape; position: Position },
): Plan {
  const own = possible(planner, node, shape);
  const values = own.length === 0 && planner.lenient ? (shape.values ?? []) : own;
  const present = values.filter((value) => value !== null);
  if (values.length === 0) throw new Impossible("its enum has no value that its other keywords allow");
  if (present.length === 0) return { draw: () => null, merges: false };
  const row = rowed(present, position);
  const chosen: Draw = (scene, seed) => row?.draw(scene, seed) ?? pick(present, seed);
  const isNullable = present.length < values.length;
  return {
    draw: isNullable ? (scene, seed) => (isNull(seed, scene, false) ? null : chosen(scene, seed)) : chosen,
    merges: false,
    facet: row?.facet,
    named: true,
    variety: present.length,
    present: isNullable ? chosen : undefined,
  };
}

function possible(
  planner: Planner,
  node: Node,
  { members, types, values = [], typed, choice }: Shape,
): readonly unknown[] {
  const plain =
    choice === undefined &&
    members.every((member) => Object.keys(member).every((keyword) => plainKeywords.has(keyword)));
  if (!plain) return values.filter(judge(planner, node));
  return typed ? values.filter((value) => types.some((type) => isOfType(value, type))) : values;
}

function rowed(values: readonly unknown[], position: Position): Pick<Plan, "facet" | "draw"> | undefined {
  const meaning = meaningOf(position, "text", {});
  if (meaning?.facet === undefined || !meaning.text) return undefined;
  const byText = new Map(
    values.flatMap((value) => (typeof value === "string" ? [[value.toLowerCase(), value] as const] : [])),
  );
  const spellings: readonly From<string>[] = [meaning.text, ...(meaning.brief ? [meaning.brief] : [])];
  const draw: Draw = (scene, seed) => {
    for (const spelling of spellings) {
      const value = byText.get(spelling(scene, seed).toLowerCase());
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return { facet: meaning.facet, draw };
}
