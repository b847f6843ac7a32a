import type { MediaType, NamedExample } from "../contract/operation.ts";
import type { Generator, Written } from "../generate/generator.ts";
import { ProblemError } from "../problem/problem.ts";
import { isObject } from "../schema/pointer.ts";
import type { Schema, SchemaObject, Schemas } from "../schema/schema.ts";
import { compose, merge, type Composed } from "./compose.ts";

export interface FittingTools {
  readonly schemas: Schemas;
  readonly generator: Generator;
}

export interface Fitting {
  readonly seed: number;
  readonly examples: boolean;
  /** What is already decided, the fullest first; what makes no valid value gives way to the next. */
  readonly givens: readonly unknown[];
}

/** What content is made of. */
export interface Ingredients {
  readonly seed: number;
  readonly dynamic: boolean;
  /** The authored example to answer with; undefined: generate. */
  readonly example: NamedExample | undefined;
  /** What the request said that the response has room for. */
  readonly echoed: unknown;
  /** The id in the path, as the response says it. */
  readonly named: unknown;
  /** What a scenario says: said, valid or not. */
  readonly scripted: unknown;
}

/** Makes content of the contract alone: an example or generated, around as much of what is known as keeps it valid. */
export function composeFitting(media: MediaType, ingredients: Ingredients, tools: FittingTools): Composed {
  const { example, scripted, echoed, named, dynamic, seed } = ingredients;
  const givens = [merge(echoed, named), named];
  const { generator, schemas } = tools;
  if (scripted !== undefined) {
    const given = merge(givens[0], scripted);
    return compose(media, { seed, dynamic, example, given }, generator);
  }
  if (example) {
    const fits = fitting(media.schema ?? true, schemas);
    const isOpen = isObject(example.value);
    const value = givens.map((given) => merge(example.value, given)).find((one) => isOpen && fits(one));
    return { value: value ?? example.value, source: "example" };
  }
  const [written] = media.examples;
  const anew = () => composeAnew(media, { seed, dynamic, givens }, tools);
  if (dynamic || !written) return anew();
  // None of the examples is valid; where nothing else is either, what the author wrote is the best there is.
  const made = unlessImpossible(anew);
  const isValid = made !== undefined && schemas.validator(media.schema ?? true)(made.value).length === 0;
  return isValid ? made : { value: written.value, source: "example" };
}

interface Anew extends Pick<Ingredients, "seed" | "dynamic"> {
  readonly givens: readonly unknown[];
}

function composeAnew(media: MediaType, { seed, dynamic, givens }: Anew, tools: FittingTools): Composed {
  if (media.schema === undefined || givens.every((given) => given === undefined)) {
    return compose(media, { seed, dynamic }, tools.generator);
  }
  const value = generateFitting(media.schema, { seed, examples: !dynamic, givens }, tools);
  return { value, source: "generated" };
}

/** Generates a value of a schema around as much of what is given as keeps it valid. Throws `impossible-schema`. */
export function generateFitting(schema: Schema, fitting: Fitting, tools: FittingTools): unknown {
  return writeFitting(schema, fitting, tools).value;
}

/** The same with its JSON, where that is known. */
export function writeFitting(
  schema: Schema,
  { seed, examples, givens }: Fitting,
  { schemas, generator }: FittingTools,
): Written {
  const fits = fitting(schema, schemas);
  const write = (given: unknown) =>
    generator.write(schema, given === undefined ? { seed, examples } : { seed, examples, given });
  for (const given of givens) {
    if (given === undefined) continue;
    const written = unlessImpossible(() => write(given));
    if (written !== undefined && fits(written.value)) return written;
  }
  return write(undefined);
}

/** Whether a value that was put together of valid parts is valid: looked at only where the parts may contradict one another. */
export function fitting(schema: Schema, schemas: Schemas): (value: unknown) => boolean {
  if (isPlain(schema, schemas)) return () => true;
  const judge = schemas.validator(schema);
  return (value) => judge(value).length === 0;
}

function unlessImpossible<T>(generate: () => T): T | undefined {
  try {
    return generate();
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Keywords by which one property has a say in another's. */
const entangling = [
  "oneOf",
  "anyOf",
  "not",
  "if",
  "dependentSchemas",
  "dependentRequired",
  "dependencies",
  "propertyNames",
  "patternProperties",
  "maxProperties",
  "unevaluatedProperties",
  "contains",
  "discriminator",
] as const;

const plain = new WeakMap<SchemaObject, boolean>();

/** Whether a value is valid as soon as each of its properties is; of lists nothing is asked, they are taken whole. */
function isPlain(schema: Schema, schemas: Schemas): boolean {
  const resolved = schemas.resolve(schema);
  if (typeof resolved !== "object") return resolved;
  const known = plain.get(resolved);
  if (known !== undefined) return known;
  // Until it is known, what contains itself says nothing against itself.
  plain.set(resolved, true);
  const parts = [...(resolved.allOf ?? []), ...Object.values(resolved.properties ?? {})];
  const found =
    entangling.every((keyword) => resolved[keyword] === undefined) &&
    (resolved.additionalProperties !== false || resolved.allOf === undefined) &&
    (resolved.allOf ?? []).every((part) => !isClosed(part, schemas)) &&
    parts.every((part) => isPlain(part, schemas));
  plain.set(resolved, found);
  return found;
}

function isClosed(schema: Schema, schemas: Schemas): boolean {
  const resolved = schemas.resolve(schema);
  return typeof resolved === "object" && resolved.additionalProperties === false;
}
