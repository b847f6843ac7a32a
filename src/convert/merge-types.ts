import { told, type Comparison } from "./comparison.ts";
import type { Shape } from "./model.ts";
import { typeText, type TypeAlternative, type TypeNotation } from "./type-notation.ts";
import { pluck, type Version } from "./version.ts";

/** The most detailed type; where types contradict each other the richest capture's, and null if any of them allows it. */
export function mergeTypes(
  versions: readonly Version<Shape>[],
  comparison: Comparison,
): TypeNotation | undefined {
  const types = pluck(versions, ({ type }) => type);
  const [first, ...others] = types.map(({ value }) => value);
  const best = others.reduce((type, other) => (isRefinedBy(type, other) ? other : type), first);
  const merged = best && { ...best, nullable: types.some(({ value }) => value?.nullable) };
  if (types.some(({ value }) => typeText(value) !== typeText(merged))) {
    const detail = types.every(({ value }) => isRefinedBy(value, merged));
    comparison.note({
      what: "type",
      stated: told(types, typeText),
      absentFrom: [],
      meaning: detail ? "less detailed" : "contradicts",
      outcome: typeText(merged),
    });
  }
  return merged;
}

/** Whether one type says the same as another or less: `array` is refined by `array[object]`. */
function isRefinedBy(type: TypeNotation | undefined, other: TypeNotation | undefined): boolean {
  if (!type) return true;
  if (!other || type.nullable !== other.nullable || type.alternatives.length !== other.alternatives.length)
    return false;
  return type.alternatives.every((alternative, at) =>
    alternativeIsRefinedBy(alternative, other.alternatives[at]),
  );
}

function alternativeIsRefinedBy(type: TypeAlternative, other: TypeAlternative | undefined): boolean {
  if (type.name !== other?.name) return false;
  return (type.format ?? other.format) === other.format && isRefinedBy(type.items, other.items);
}
