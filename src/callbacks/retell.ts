import { declaredProperties } from "../schema/properties.ts";
import { isObject } from "../schema/pointer.ts";
import type { Schema, SchemaObject, Schemas } from "../schema/schema.ts";

/** Something an exchange said, and the schema it was said by where that is known. */
export interface Saying {
  readonly value: unknown;
  readonly schema: Schema | undefined;
}

/** Properties that are no more than the wrapping of the thing a notice is about. */
const envelope = /^(?:data|payload|object|resource|body|content|entity|record|result)$/i;
const deepest = 3;

/**
 * What a schema's value should say again of an exchange: properties of the same name where the schema accepts the
 * value, and the thing itself where a property has its schema. The first that says something of it is believed.
 */
export function retell(
  schema: Schema,
  sayings: readonly Saying[],
  schemas: Schemas,
): Record<string, unknown> | undefined {
  return below(schema, 0);

  function below(part: Schema, depth: number): Record<string, unknown> | undefined {
    const told = [...declaredProperties(part, schemas)].flatMap(([name, property]) => {
      const value =
        namesake(name, property, { sayings, schemas }) ??
        thing(property, sayings, schemas) ??
        (depth < deepest && envelope.test(name) ? below(property, depth + 1) : undefined);
      return value === undefined ? [] : [[name, value] as const];
    });
    return told.length > 0 ? Object.fromEntries(told) : undefined;
  }
}

/** The exchange's sayings over an authored example, which knows better what its enumerated properties are. */
export function retellOver(
  example: unknown,
  { schema, sayings }: { readonly schema: Schema; readonly sayings: readonly Saying[] },
  schemas: Schemas,
): unknown {
  const told = retell(schema, sayings, schemas);
  if (!told || !isObject(example)) return example;
  const properties = declaredProperties(schema, schemas);
  const isChosen = (name: string) => {
    const property = schemas.resolve(properties.get(name) ?? true);
    return typeof property === "object" && ("enum" in property || "const" in property);
  };
  const merged = {
    ...example,
    ...Object.fromEntries(Object.entries(told).filter(([name]) => !(name in example && isChosen(name)))),
  };
  const judge = schemas.validator(schema);
  return judge(merged).length <= judge(example).length ? merged : example;
}

interface Heard {
  readonly sayings: readonly Saying[];
  readonly schemas: Schemas;
}

function namesake(name: string, property: Schema, { sayings, schemas }: Heard): unknown {
  const accepts = schemas.validator(property);
  for (const { value } of sayings) {
    if (!isObject(value) || !Object.hasOwn(value, name)) continue;
    if (value[name] !== undefined && accepts(value[name]).length === 0) return value[name];
  }
  return undefined;
}

function thing(property: Schema, sayings: readonly Saying[], schemas: Schemas): unknown {
  const place = placeOf(property, schemas);
  if (place === undefined) return undefined;
  const accepts = schemas.validator(property);
  return sayings.find(
    ({ schema, value }) =>
      isObject(value) &&
      schema !== undefined &&
      placeOf(schema, schemas) === place &&
      accepts(value).length === 0,
  )?.value;
}

/** Where an object's schema stands in the document: the same schema has the same place, whoever sends it. */
function placeOf(schema: Schema, schemas: Schemas): string | undefined {
  const resolved = schemas.resolve(schema);
  return isObject(resolved) && declares(resolved) ? schemas.fragment(resolved) || undefined : undefined;
}

const declares = ({ properties, allOf }: SchemaObject) => properties !== undefined || allOf !== undefined;
