import { distinct, isObject } from "./json.ts";
import type { Content, Example, Shape } from "./model.ts";
import { childOf, isAuthored, isWhollyAuthored } from "./placeholder.ts";

/** A body's examples, told from the portal's fillings: whole ones, and authored leaves at their places in the shape. */
export interface Illustrated {
  readonly shape: Shape | undefined;
  readonly examples: readonly Example[];
}

/** An example the author gave a summary, or wrote in every leaf, is kept in whole; of others the authored leaves. */
export function illustrated({ shape, examples }: Content): Illustrated {
  const whole = examples.filter(({ summary, value }) => summary !== "" || isWhollyAuthored(value, shape));
  const partly = examples.filter((example) => !whole.includes(example)).map(({ value }) => value);
  return { shape: shape && withExamples(shape, partly), examples: whole };
}

function withExamples<S extends Shape>(shape: S, values: readonly unknown[]): S {
  if (!shape.children) {
    const fitting = values.filter((value) => value !== null || shape.type?.nullable !== false);
    return { ...shape, examples: distinct(fitting.filter((value) => isAuthored(value, shape))) };
  }
  const objects = values
    .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isObject);
  const children = shape.children.map((child) => {
    const below = objects.flatMap((object) =>
      Object.entries(object).flatMap(([key, value]) => (childOf(shape, key) === child ? [value] : [])),
    );
    return withExamples(child, below);
  });
  return { ...shape, children };
}
