import type { MediaType, NamedExample } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { hashText } from "../generate/hash.ts";
import { essence, isJson } from "../http/media-type.ts";
import { ProblemError } from "../problem/problem.ts";
import { isObject, pointerSegments } from "../schema/pointer.ts";
import { itemsOf, propertyOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

/** An example to answer with; mended where none that the author wrote keeps the schema beside it. */
export interface UsableExample extends NamedExample {
  readonly isMended?: boolean;
}

export interface ExampleTools {
  readonly schemas: Schemas;
  readonly generator: Generator;
}

/**
 * Gives the example of a media type that can be sent as it is: the first that is valid, else the first that can be
 * mended by generating what is wrong in it; undefined for none. Looked for once for each media type.
 */
export function createExamples(tools: ExampleTools): (media: MediaType) => UsableExample | undefined {
  const known = new WeakMap<readonly NamedExample[], UsableExample | false>();
  return (media) => {
    let found = known.get(media.examples);
    if (found === undefined) known.set(media.examples, (found = findUsable(media, tools) ?? false));
    return found === false ? undefined : found;
  };
}

function findUsable(media: MediaType, tools: ExampleTools): UsableExample | undefined {
  const { schema, type, fragment } = media;
  const examples = media.examples.map((example) => readable(example, media, tools.schemas));
  // Text in another format than JSON is what goes over the wire; a schema says nothing of it.
  if (schema === undefined || !isJson(essence(type))) return examples[0];
  const judge = tools.schemas.validator(schema);
  const valid = examples.find(({ value }) => judge(value).length === 0);
  if (valid) return valid;
  for (const example of examples) {
    const value = mend(example.value, schema, { ...tools, seed: hashText(fragment) });
    if (value !== undefined) return { ...example, value, isMended: true };
  }
  return undefined;
}

/** JSON that the author wrote as a text stands for its value where only that is valid. */
function readable(example: NamedExample, { schema, type }: MediaType, schemas: Schemas): NamedExample {
  const { value } = example;
  if (typeof value !== "string" || schema === undefined || !isJson(essence(type))) return example;
  const judge = schemas.validator(schema);
  if (judge(value).length === 0) return example;
  try {
    return { ...example, value: JSON.parse(value) as unknown };
  } catch {
    return example;
  }
}

interface Mending extends ExampleTools {
  readonly seed: number;
}

/** The value with what is wrong in it left out, and generated where it is needed; undefined where that is all of it. */
function mend(value: unknown, schema: Schema, how: Mending): unknown {
  const judge = how.schemas.validator(schema);
  const errors = judge(value);
  if (errors.length === 0) return value;
  const mended = Array.isArray(value)
    ? value.map((item: unknown) => mend(item, itemsOf(schema, how.schemas), how)).filter(isThere)
    : isObject(value)
      ? mendObject(value, schema, how)
      : undefined;
  return mended !== undefined && judge(mended).length === 0 ? mended : undefined;
}

function mendObject(value: object, schema: Schema, how: Mending): unknown {
  const { schemas, generator, seed } = how;
  const faulty = new Set(
    schemas
      .validator(schema)(value)
      .map(({ pointer }) => pointerSegments(pointer)[0]),
  );
  const kept = Object.entries(value).flatMap(([name, member]) => {
    if (!faulty.has(name)) return [[name, member] as const];
    const mended = mend(member, propertyOf(schema, name, schemas), how);
    return mended === undefined ? [] : [[name, mended] as const];
  });
  if (kept.length === 0) return undefined;
  try {
    return generator.generate(schema, { seed, given: Object.fromEntries(kept) });
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function isThere(value: unknown): boolean {
  return value !== undefined;
}
