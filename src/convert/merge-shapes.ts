import { told, type Comparison, type Statement } from "./comparison.ts";
import { distinct } from "./json.ts";
import { unknownShape, type Attribute, type Keywords, type Shape } from "./model.ts";
import { mergeTypes } from "./merge-types.ts";
import { typeText } from "./type-notation.ts";
import { pluck, split, union, type Version } from "./version.ts";

/** Merges what captures say of one value, the richest first; what none of them can contradict is taken from any. */
export function mergeShapes(versions: readonly Version<Shape>[], comparison: Comparison): Shape {
  const [first] = versions;
  if (!first) return unknownShape;
  return {
    type: mergeTypes(versions, comparison),
    description: mergeDescriptions(versions, comparison),
    constraints: {
      own: mergeKeywords(
        pluck(versions, ({ constraints }) => constraints.own),
        comparison,
      ),
      items: mergeKeywords(
        pluck(versions, ({ constraints }) => constraints.items),
        comparison.below("items"),
      ),
    },
    additionalProperties: comparison.pick({
      what: "additional properties",
      ...split(pluck(versions, ({ additionalProperties }) => additionalProperties)),
      aspect: "additional properties",
      tell: (allowed) => (allowed ? "allowed" : "not allowed"),
    }),
    variants: comparison.pick({
      what: "alternatives",
      ...split(pluck(versions, ({ variants }) => variants)),
      aspect: "variants",
      tell: ({ keyword, options }) => `${keyword} ${options.map(({ type }) => typeText(type)).join(", ")}`,
    }),
    children: mergeChildren(versions, comparison),
    examples: [],
  };
}

/** Merges lists of attributes: the union, each after the neighbour it follows in its own capture. */
export function mergeAttributes<A extends Attribute>(
  lists: readonly Version<readonly A[]>[],
  what: string,
  comparison: Comparison,
): A[] {
  return union(lists, ({ name }) => name).flatMap(({ key, first, stated, absent }) => {
    const place = comparison.below(key);
    place.noteAbsences({ what, stated, absent, tell: ({ type }) => typeText(type) });
    return [mergeAttribute(first, stated, place)];
  });
}

/** Descriptions: every layout shows them. */
export function mergeDescriptions(
  versions: readonly Version<{ description: string }>[],
  comparison: Comparison,
): string {
  const statement = split(pluck(versions, ({ description }) => description || undefined));
  return comparison.pick({ what: "description", ...statement, tell: (text) => `"${text}"` }) ?? "";
}

function mergeAttribute<A extends Attribute>(
  first: A,
  versions: readonly Version<A>[],
  comparison: Comparison,
): A {
  const flag = (what: "required" | "deprecated" | "readOnly" | "writeOnly") =>
    comparison.pick({
      what,
      ...split(pluck(versions, (attribute) => attribute[what] || undefined)),
      aspect: "required",
      tell: () => what,
    }) ?? false;
  return {
    ...first,
    ...mergeShapes(versions, comparison),
    required: flag("required"),
    deprecated: flag("deprecated"),
    readOnly: flag("readOnly"),
    writeOnly: flag("writeOnly"),
  };
}

/** Children are compared where captures have them; a whole level a layout never shows is one difference. */
function mergeChildren(versions: readonly Version<Shape>[], comparison: Comparison): Attribute[] | undefined {
  const { stated, absent } = split(pluck(versions, ({ children }) => children));
  if (stated.length === 0) return undefined;
  const tell = (children: readonly Attribute[]) => children.map(({ name }) => name).join(", ");
  comparison.noteAbsences({ what: "nested properties", stated, absent, aspect: "nesting", tell });
  return mergeAttributes(stated, "property", comparison);
}

function mergeKeywords(versions: readonly Version<Keywords>[], comparison: Comparison): Keywords {
  const names = distinct(versions.flatMap(({ value }) => Object.keys(value) as (keyof Keywords)[]));
  const merged = names.map((name) => {
    const statement = {
      what: name,
      ...split(pluck(versions, (keywords) => keywords[name])),
      aspect: "constraints",
      tell,
    } as const;
    return [name, name === "enum" ? mergeEnums(statement, comparison) : comparison.pick(statement)] as const;
  });
  return Object.fromEntries(merged);
}

/** Sister sites may know different values: all of them are let through. */
function mergeEnums(statement: Statement<unknown>, comparison: Comparison): readonly unknown[] {
  const { what, stated } = statement;
  const united = distinct(stated.flatMap(({ value }) => value as readonly unknown[]));
  comparison.noteAbsences(statement);
  if (distinct(stated.map(({ value }) => value)).length > 1) {
    const outcome = tell(united);
    comparison.note({ what, stated: told(stated, tell), absentFrom: [], meaning: "contradicts", outcome });
  }
  return united;
}

function tell(value: unknown): string {
  return JSON.stringify(value);
}
