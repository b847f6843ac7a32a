import type { CaptureText } from "./capture.ts";
import { isObject } from "./json.ts";
import type { Attribute, Content, Shape } from "./model.ts";
import { readType, type TypeNotation } from "./type-notation.ts";

/** Names what a body's bullets lost after its examples' keys, which stand in the same order; what stays nameless is left out. */
export function recoverContent(content: Content, capture: CaptureText): Content {
  const values = content.examples.map(({ value }) => value);
  return { ...content, shape: content.shape && recoverShape(content.shape, values, capture) };
}

/** Names parameters or headers after names found elsewhere: in a path's template, in a sample's query. */
export function recoverFrom<A extends Attribute>(
  attributes: readonly A[],
  names: readonly string[],
  capture: CaptureText,
): A[] {
  return named(
    fillGaps(attributes, names).map((attribute) => recoverShape(attribute, [], capture)),
    capture,
  );
}

function recoverShape<S extends Shape>(shape: S, values: readonly unknown[], capture: CaptureText): S {
  if (shape.variants) {
    const options = shape.variants.options.map((option) => recoverShape(option, [], capture));
    return { ...shape, variants: { ...shape.variants, options } };
  }
  if (!shape.children) return shape;
  const objects = values
    .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isObject);
  const [example = {}] = objects;
  const filled = fillGaps(shape.children, Object.keys(example));
  const children = named(filled, capture).map((child) => {
    const below = objects.flatMap((object) =>
      Object.hasOwn(object, child.name) ? [object[child.name]] : [],
    );
    const typed = filled.includes(child) && !shape.children?.includes(child) && !child.type;
    return recoverShape(typed ? { ...child, type: typeOf(below[0]) } : child, below, capture);
  });
  return { ...shape, children };
}

/** A run of lost names is recovered where exactly as many unknown keys stand between its neighbours. */
function fillGaps<A extends Attribute>(attributes: readonly A[], keys: readonly string[]): A[] {
  const known = new Set(attributes.map(({ name }) => name));
  const filled = [...attributes];
  for (let start = 0; start < filled.length; start++) {
    if (filled[start]?.name !== "") continue;
    const next = filled.findIndex(({ name }, at) => at > start && name !== "");
    const end = next === -1 ? filled.length : next;
    const from = keys.indexOf(filled[start - 1]?.name ?? "") + 1;
    const to = keys.indexOf(filled[end]?.name ?? "");
    const between = keys.slice(from, to === -1 ? keys.length : to).filter((key) => !known.has(key));
    if (between.length === end - start) {
      between.forEach((name, at) => (filled[start + at] = { ...(filled[start + at] as A), name }));
    }
    start = end;
  }
  return filled;
}

function named<A extends Attribute>(attributes: readonly A[], capture: CaptureText): A[] {
  const lines = new Map<string, number>();
  return attributes.filter(({ name, line }) => {
    const first = lines.get(name);
    lines.set(name, first ?? line);
    if (name === "")
      capture.warn(line, "the name of this attribute was lost, and no example tells it: left out");
    else if (first !== undefined) {
      capture.warn(line, `a second attribute called \`${name}\`: left out, the one in line ${first} is kept`);
    }
    return name !== "" && first === undefined;
  });
}

function typeOf(value: unknown): TypeNotation | undefined {
  if (Array.isArray(value)) return readType("array");
  return value === null ? undefined : readType(typeof value);
}
