import { fieldOf, type Field } from "./field.ts";
import { Impossible } from "./impossible.ts";
import { singular, wordsOf } from "./meanings/words.ts";
import { judge, type Planner } from "./plan.ts";
import { propertySchemas } from "./properties.ts";
import { nodeOf, type Shape } from "./shape.ts";

const mostExtra = 1000;

export interface Extra {
  readonly kept: readonly Field[];
  /** How many. */
  readonly missing: number;
  /** What each of them is; undefined: what its name says. */
  readonly words?: string;
}

/** Undeclared properties, where more are demanded than are declared. Throws Impossible where there are not so many. */
export function extraFields(
  planner: Planner,
  { members }: Shape,
  { kept, missing, words }: Extra,
): readonly Field[] {
  if (missing > mostExtra)
    throw new Impossible(`an object of ${missing} more properties is too large to make`);
  const patterns = members.flatMap((member) => Object.keys(member.patternProperties ?? {}));
  const rules = members.flatMap((member) =>
    member.propertyNames === undefined ? [] : [member.propertyNames],
  );
  const sources = [
    ...patterns.map((pattern) => nodeOf([{ type: "string", pattern }])),
    nodeOf([{ type: "string" }, ...rules]),
  ];
  const accepts = judge(planner, nodeOf(rules));
  const extra: Field[] = [];
  for (let i = 0; extra.length < missing && i < missing * 10 + 50; i++) {
    for (const source of sources) {
      const key = planner.name(source, i);
      if (
        key === undefined ||
        (rules.length > 0 && !accepts(key)) ||
        [...kept, ...extra].some((field) => field.key === key)
      )
        continue;
      const place = { words: words ?? wordsOf(key), context: "", primary: false };
      const field =
        extra.length < missing &&
        fieldOf(planner, nodeOf(propertySchemas(members, key, planner)), {
          key,
          place,
          required: false,
        });
      if (field) extra.push({ ...field, required: true });
    }
  }
  if (extra.length < missing) throw new Impossible("it demands more properties than it allows");
  return extra;
}

/** Entries in a map; enough to show what it is. */
const mapEntries = 2;

/** Some entries of an object that is a map: no properties of its own, and a schema for whatever else it has. */
export function mapFields(
  planner: Planner,
  shape: Shape,
  { most, called }: { readonly most: number; readonly called: string },
): readonly Field[] {
  const missing = Math.min(mapEntries, most);
  if (missing === 0 || !isMap(shape)) return [];
  try {
    const entries = extraFields(planner, shape, { kept: [], missing, words: singular(called) });
    return entries.map((field) => ({ ...field, required: false }));
  } catch (error) {
    if (error instanceof Impossible) return [];
    throw error;
  }
}

function isMap({ members }: Shape): boolean {
  const says = (schema: unknown): boolean =>
    typeof schema === "object" && schema !== null && Object.keys(schema).length > 0;
  return members.some(
    ({ additionalProperties, patternProperties }) => says(additionalProperties) || says(patternProperties),
  );
}
