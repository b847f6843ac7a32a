import fc from "fast-check";
import { createGenerator } from "../../src/generate/generator.ts";
import type { Schema, SchemaObject } from "../../src/schema/schema.ts";
import { plainJudge, schemasOf } from "../support/schemas.ts";

/** Names people use, so that meanings meet constraints they do not expect, and names nobody uses. */
const name = fc.constantFrom(
  "id",
  "email",
  "firstName",
  "last_name",
  "phone_1",
  "city",
  "country",
  "latitude",
  "created_at",
  "date_update",
  "status",
  "is_absent",
  "absent_msg",
  "price",
  "currency",
  "website",
  "avatar",
  "lang",
  "dob",
  "description",
  "zzz",
  "toString",
  "a/b",
  "count",
);
const bounds = (least: number, most: number) =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: {} });

const formats = [
  "date",
  "date-time",
  "time",
  "duration",
  "email",
  "idn-email",
  "hostname",
  "idn-hostname",
  "ipv4",
  "ipv6",
  "uri",
  "uri-reference",
  "uri-template",
  "url",
  "uuid",
  "byte",
  "binary",
  "password",
  "json-pointer",
  "relative-json-pointer",
  "regex",
  "iri",
  "something-unknown",
];
const patterns = [
  "^[A-Z]{3}-\\d{4}$",
  "^\\+?[1-9]\\d{1,14}$",
  "[a-z]+",
  "^(cat|dog)s?$",
  "^[^@\\s]+@[^@\\s]+$",
  "^\\p{Lu}\\p{Ll}+$",
  "^a?b*c+$",
  "^(?:[01]\\d|2[0-3]):[0-5]\\d$",
  "^$|^x$",
  "^(?=.*\\d)(?=.*[a-z]).{4,12}$",
  "^#[0-9a-fA-F]{6}$",
  "\\bword\\b",
  "^(\\w+\\s?)*$",
  "^[\\w.-]+$",
];

const text = fc.oneof(
  fc.tuple(bounds(0, 60), fc.boolean(), fc.boolean()).map(([[minLength, maxLength], low, high]) => ({
    type: "string",
    ...(low ? { minLength } : {}),
    ...(high ? { maxLength } : {}),
  })),
  fc.constantFrom(...formats).map((format) => ({ type: "string", format })),
  fc.constantFrom(...patterns).map((pattern) => ({ type: "string", pattern })),
  bounds(5, 30).map(([minLength, maxLength]) => ({
    type: "string",
    pattern: "^[a-z0-9]+$",
    minLength,
    maxLength,
  })),
  bounds(16, 80).map(([minLength, maxLength]) => ({ type: "string", format: "email", minLength, maxLength })),
);
const number = fc.oneof(
  fc
    .tuple(fc.constantFrom("integer", "number"), bounds(-1000, 1000))
    .map(([type, [minimum, maximum]]) => ({ type, minimum, maximum })),
  fc
    .tuple(fc.constantFrom("integer", "number"), fc.integer({ min: -50, max: 50 }))
    .map(([type, exclusiveMinimum]) => ({ type, exclusiveMinimum, exclusiveMaximum: exclusiveMinimum + 2 })),
  fc
    .tuple(fc.constantFrom(0.01, 0.1, 0.5, 3, 7, 25), fc.integer({ min: -20, max: 20 }))
    .map(([multipleOf, minimum]) => ({ type: "number", multipleOf, minimum, maximum: minimum + 60 })),
  fc
    .constantFrom("int32", "int64", "float", "double", "bigint")
    .map((format) => ({ type: "integer", format })),
  fc
    .constantFrom("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    .chain((keyword) =>
      fc
        .double({ noNaN: true, min: -1e15, max: 1e15 })
        .map((bound) => ({ type: "number", [keyword]: bound })),
    ),
);
const fixed = fc.oneof(
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), {
      minLength: 1,
      maxLength: 5,
    })
    .map((values) => ({ enum: values })),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ const: value })),
  fc.constant({ type: "string", enum: ["a", "bb", "ccc"], minLength: 2 }),
);
const leaf: fc.Arbitrary<Schema> = fc.oneof(
  text,
  number,
  fixed,
  fc.constant({ type: "boolean" }),
  fc.constant({ type: "null" }),
  fc.constant(true),
  fc.constant({}),
  text.map((schema) => ({ ...schema, type: ["string", "null"] })),
  fc.constantFrom(
    { type: "string", example: "plain" },
    { type: "string", maxLength: 3, example: "too long" },
    { type: ["integer", "string"], default: 4 },
  ),
);

const schemas = fc.letrec<{ any: Schema; list: SchemaObject; object: SchemaObject; combined: SchemaObject }>(
  (tie) => {
    const properties = fc.dictionary(name, tie("any"), { maxKeys: 6 });
    return {
      any: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        tie("object"),
        tie("list"),
        tie("combined"),
      ),
      list: fc.oneof(
        fc
          .tuple(tie("any"), some(bounds(0, 6).map(([minItems, maxItems]) => ({ minItems, maxItems }))))
          .map(([items, limits]) => ({ type: "array", items, ...limits })),
        bounds(0, 8).map(([minItems, maxItems]) => ({
          type: "array",
          items: { type: "integer", minimum: 1, maximum: 9 },
          uniqueItems: true,
          minItems,
          maxItems,
        })),
        fc.tuple(tie("any"), tie("any"), fc.boolean()).map(([a, b, closed]) => ({
          type: "array",
          prefixItems: [a, b],
          ...(closed ? { items: false } : {}),
          minItems: 1,
        })),
        number.map((contains) => ({ type: "array", contains, minItems: 1 })),
      ),
      object: fc
        .tuple(
          properties,
          fc.subarray(["id", "email", "status", "zzz", "extra"]),
          some(
            fc.constantFrom(
              { additionalProperties: { type: "integer" } },
              { minProperties: 3 },
              { patternProperties: { "^x-": { type: "string" } } },
            ),
          ),
          some(
            fc.constantFrom(
              { dependentRequired: { id: ["other"], city: ["zip"] } },
              { propertyNames: { maxLength: 12 } },
              { unevaluatedProperties: { type: ["integer", "string"] } },
            ),
          ),
        )
        .map(([own, required, more, also]) => ({
          type: "object",
          properties: own,
          required,
          ...more,
          ...also,
        })),
      combined: fc.oneof(
        fc
          .tuple(tie("object"), properties)
          .map(([object, extra]) => ({ allOf: [object, { type: "object", properties: prefixed(extra) }] })),
        fc.tuple(tie("any"), leaf).map(([a, b]) => ({ anyOf: [a, b] })),
        fc
          .tuple(tie("any"), tie("object"))
          .map(([a, object]) => ({ oneOf: [{ type: "array", items: a }, object, { type: "null" }] })),
        text.map((schema) => ({ ...schema, not: { const: "standard" } })),
        tie("any").map((value) => ({
          type: "object",
          properties: { kind: { enum: ["a", "b"] }, value: true },
          required: ["kind"],
          if: { properties: { kind: { const: "a" } } },
          then: { required: ["value"], properties: { value } },
          else: { properties: { value: { type: "integer" } } },
        })),
        fc.tuple(properties, properties).map(([a, b]) => ({
          oneOf: [
            { type: "object", properties: { ...a, type: { const: "a" } }, required: ["type"] },
            { type: "object", properties: { ...b, type: { const: "b" } }, required: ["type"] },
          ],
        })),
        fc.constant({ $ref: "#/$defs/tree" }),
      ),
    };
  },
);

const prefixed = (properties: Readonly<Record<string, Schema>>) =>
  Object.fromEntries(Object.entries(properties).map(([key, schema]) => [`more ${key}`, schema]));
const tree: SchemaObject = {
  type: "object",
  properties: {
    name: { type: "string" },
    children: { type: "array", items: { $ref: "#/$defs/tree" } },
    parent: { $ref: "#/$defs/tree" },
  },
  required: ["name", "children"],
};

/** A root with definitions, whatever the schema itself is. */
const rooted = (schema: Schema): SchemaObject => ({ $defs: { tree, it: schema }, $ref: "#/$defs/it" });

describe("whatever a schema asks for, the generated value has it", () => {
  test("for schemas of every keyword", async () => {
    await fc.assert(
      fc.asyncProperty(schemas.any, fc.integer(), fc.boolean(), async (schema, seed, examples) => {
        const root = rooted(schema);
        const generator = await createGenerator(schemasOf(root));
        const value = generator.generate(root, { seed, examples });
        expect({ value, errors: plainJudge(root)(value) }).toEqual({ value, errors: [] });
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  test("and the value survives JSON", async () => {
    await fc.assert(
      fc.asyncProperty(schemas.any, fc.integer(), async (schema, seed) => {
        const root = rooted(schema);
        const value = (await createGenerator(schemasOf(root))).generate(root, { seed });
        expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
