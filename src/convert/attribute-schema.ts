import type { JsonObject, JsonValue } from "./json.ts";
import { unknownShape, type Attribute, type Keywords, type Shape } from "./model.ts";
import type { TypeAlternative, TypeNotation } from "./type-notation.ts";

/** The JSON Schema (2020-12, as in OpenAPI 3.1) of an attribute or of a header or parameter's value. */
export function attributeSchema(attribute: Attribute): JsonObject {
  const { deprecated, readOnly, writeOnly } = attribute;
  return schemaOf(attribute, {
    ...(deprecated ? { deprecated } : {}),
    ...(readOnly ? { readOnly } : {}),
    ...(writeOnly ? { writeOnly } : {}),
  });
}

/** The JSON Schema of a shape; `flags` go behind its description. */
export function schemaOf(shape: Shape, flags: JsonObject = {}): JsonObject {
  const { type, description, constraints, variants, examples } = shape;
  const told = { ...(description ? { description } : {}), ...flags };
  const { default: byDefault, ...own } = constraints.own;
  const common = {
    ...(variants && variants.options.length > 0
      ? { [variants.keyword]: variants.options.map((option) => schemaOf(option)) }
      : {}),
    ...(byDefault === undefined ? {} : { default: byDefault as JsonValue }),
    ...(examples.length > 0 ? { examples: examples as readonly JsonValue[] } : {}),
  };
  if (type && !isFlat(type, own)) {
    return {
      ...told,
      anyOf: [...type.alternatives.map((one) => alternativeSchema(one, shape)), ...nullSchema(type)],
      ...common,
    };
  }
  return {
    ...typeKeywords(type),
    ...told,
    ...valueKeywords(own, type?.nullable ?? false),
    ...itemsKeyword(shape),
    ...objectKeywords(shape),
    ...common,
  };
}

/** JSON Schema's keywords mind their own types, so most unions need no `anyOf`. */
function isFlat({ alternatives }: TypeNotation, own: Keywords): boolean {
  const names = new Set(alternatives.map(({ name }) => name));
  const formats = alternatives.filter(({ format }) => format);
  const enumOfItems = own.enum !== undefined && names.has("array") && names.size > 1;
  return names.size === alternatives.length && formats.length < 2 && !enumOfItems;
}

function alternativeSchema(
  alternative: TypeAlternative,
  { constraints, children, additionalProperties }: Shape,
): JsonObject {
  const { own } = constraints;
  // `Values are …` on `string | array[string]` holds for the string and for each item.
  const each = own.enum ? { ...constraints.items, enum: own.enum } : constraints.items;
  const array = alternative.name === "array";
  return schemaOf({
    ...unknownShape,
    type: { alternatives: [alternative], nullable: false },
    constraints: {
      own: pickKeywords(
        own,
        (name) => name !== "default" && (name === "minItems" || name === "maxItems") === array,
      ),
      items: array ? each : {},
    },
    children,
    additionalProperties,
  });
}

function pickKeywords(keywords: Keywords, keep: (name: string) => boolean): Keywords {
  return Object.fromEntries(Object.entries(keywords).filter(([name]) => keep(name)));
}

function nullSchema({ nullable }: TypeNotation): JsonObject[] {
  return nullable ? [{ type: "null" }] : [];
}

function typeKeywords(type: TypeNotation | undefined): JsonObject {
  if (!type || type.alternatives.some(({ name }) => name === "any")) return {};
  const names = [...type.alternatives.map(({ name }) => name), ...(type.nullable ? ["null"] : [])];
  const format = type.alternatives.find((alternative) => alternative.format)?.format;
  return { type: names.length === 1 ? names[0] : names, ...(format ? { format } : {}) };
}

/** A nullable enum lists null: the type alone would not let it through. */
function valueKeywords({ enum: values, ...others }: Keywords, nullable: boolean): JsonObject {
  if (!values) return others as JsonObject;
  const listed = (nullable && !values.includes(null) ? [...values, null] : values) as readonly JsonValue[];
  return { ...(listed.length === 1 ? { const: listed[0] } : { enum: listed }), ...(others as JsonObject) };
}

function itemsKeyword({ type, constraints, children, additionalProperties }: Shape): JsonObject {
  const array = type?.alternatives.find(({ name }) => name === "array");
  if (!array) return {};
  const item = {
    ...unknownShape,
    type: array.items,
    constraints: { own: constraints.items, items: {} },
    children,
    additionalProperties,
  };
  const schema = schemaOf(item);
  return Object.keys(schema).length > 0 ? { items: schema } : {};
}

/** A child called `*` is the schema of all properties that have no name of their own. */
function objectKeywords({ type, children, additionalProperties }: Shape): JsonObject {
  if (type && !type.alternatives.some(({ name }) => name === "object" || name === "any")) return {};
  const named = (children ?? []).filter(({ name }) => name !== "*");
  const others = children?.find(({ name }) => name === "*");
  const required = named.filter((child) => child.required).map(({ name }) => name);
  const additional = others ? attributeSchema(others) : additionalProperties;
  return {
    ...(named.length > 0
      ? { properties: Object.fromEntries(named.map((child) => [child.name, attributeSchema(child)])) }
      : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(additional === undefined ? {} : { additionalProperties: additional }),
  };
}
