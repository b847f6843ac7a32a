import fc from "fast-check";

/** A schema as a document has it, of OpenAPI 3.1 (JSON Schema 2020-12). */
export type Written = Readonly<Record<string, unknown>>;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A value, and a schema that it satisfies: whoever says that nothing can is wrong. */
export interface Witnessed {
  readonly value: Json;
  readonly schema: Written;
}

type Make = (value: Json, depth: number) => fc.Arbitrary<Written>;

const texts: readonly (readonly [text: string, keywords: Written])[] = [
  ["ABC-1234", { pattern: "^[A-Z]{3}-\\d{4}$" }],
  ["+4912345", { pattern: "^\\+?[1-9]\\d{1,14}$" }],
  ["cats", { pattern: "^(cat|dog)s?$" }],
  ["23:59", { pattern: "^(?:[01]\\d|2[0-3]):[0-5]\\d$" }],
  ["a1b2", { pattern: "^(?=.*\\d)(?=.*[a-z]).{4,12}$" }],
  ["#00ff7f", { pattern: "^#[0-9a-f]{6}$" }],
  ["x-a", { pattern: "^x-" }],
  ["2024-02-29", { format: "date" }],
  ["2024-02-29T12:00:00Z", { format: "date-time" }],
  ["ada@example.org", { format: "email" }],
  ["https://example.org/a", { format: "uri" }],
  ["7f3c1d2e-5b6a-4c3d-8e9f-0a1b2c3d4e5f", { format: "uuid" }],
  ["192.0.2.1", { format: "ipv4" }],
  ["YWRh", { format: "byte" }],
  ["Ada", {}],
  ["", {}],
  ["ünïcödé 𝒳", {}],
];

const names = [
  "id",
  "email",
  "url",
  "status",
  "created_at",
  "price",
  "firstName",
  "x-a",
  "x-b",
  "zzz",
  "tags",
];
const key = fc.constantFrom(...names);

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...texts).map(([text]) => text),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -400, max: 400 }).map((quarters) => quarters / 4),
  fc.boolean(),
  fc.constant(null),
);

const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    scalar,
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie("value"), { maxLength: 4 }),
  ),
}));

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !isList(value);

function typeOf(value: Json): string {
  if (value === null) return "null";
  if (isList(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

const all = (...parts: readonly fc.Arbitrary<Written>[]): fc.Arbitrary<Written> =>
  fc.tuple(...parts).map((written) => Object.assign({}, ...written) as Written);
const maybe = (part: fc.Arbitrary<Written>) => fc.option(part, { nil: {} });
const constant = (written: Written) => fc.constant(written);

/** What a value's type is called: its own, one that includes it, several. */
function typed(value: Json): fc.Arbitrary<Written> {
  const own = typeOf(value);
  return fc.constantFrom(
    { type: own },
    { type: own },
    { type: own === "null" ? own : [own, "null"] },
    { type: [own, own === "string" ? "boolean" : "string"] },
    ...(own === "integer" ? [{ type: "number" }] : []),
  );
}

function ofText(text: string): fc.Arbitrary<Written> {
  const length = Array.from(text).length;
  const [, keywords = {}] = texts.find(([one]) => one === text) ?? [];
  return all(
    typed(text),
    maybe(fc.integer({ min: 0, max: length }).map((minLength) => ({ minLength }))),
    maybe(fc.integer({ min: length, max: length + 20 }).map((maxLength) => ({ maxLength }))),
    maybe(constant(keywords)),
  );
}

function ofNumber(value: number): fc.Arbitrary<Written> {
  const slack = fc.constantFrom(0, 1, 7, 1000);
  const divisors = [0.25, 0.5, 2, 3, 7, 10].filter((one) => Number.isInteger(value / one));
  return all(
    typed(value),
    maybe(slack.map((by) => ({ minimum: value - by }))),
    maybe(slack.map((by) => ({ exclusiveMaximum: value + by + 1 }))),
    maybe(slack.map((by) => ({ maximum: value + by }))),
    maybe(slack.map((by) => ({ exclusiveMinimum: value - by - 1 }))),
    divisors.length === 0
      ? constant({})
      : maybe(fc.constantFrom(...divisors).map((multipleOf) => ({ multipleOf }))),
    Number.isInteger(value) ? maybe(constant({ format: "int32" })) : constant({}),
  );
}

function ofList(list: readonly Json[], depth: number): fc.Arbitrary<Written> {
  const size = list.length;
  const distinct = new Set(list.map((one) => JSON.stringify(one))).size === size;
  const each = fc.tuple(...list.map((one) => around(one, depth)));
  const items = each.map((schemas) => ({ items: schemas.length === 0 ? {} : { anyOf: schemas } }));
  const tuple = fc
    .tuple(each, fc.constantFrom({}, { items: false }, { unevaluatedItems: false }))
    .map(([prefixItems, rest]) => ({ prefixItems, ...rest }));
  const contained = list.map((one) =>
    around(one, depth).chain((contains) =>
      fc.constantFrom({ contains }, { contains, minContains: 1, maxContains: Math.max(1, size) }),
    ),
  );
  return all(
    typed(list),
    fc.oneof(items, size === 0 ? items : tuple, constant({})),
    contained.length === 0 ? constant({}) : maybe(fc.oneof(...contained)),
    maybe(fc.integer({ min: 0, max: size }).map((minItems) => ({ minItems }))),
    maybe(fc.integer({ min: size, max: size + 3 }).map((maxItems) => ({ maxItems }))),
    distinct ? maybe(constant({ uniqueItems: true })) : constant({}),
  );
}

const impossible = fc.constantFrom<Written | boolean>(
  false,
  { type: "string", minLength: 4, maxLength: 2 },
  { type: "integer", enum: ["a"] },
);

function ofObject(object: Readonly<Record<string, Json>>, depth: number): fc.Arbitrary<Written> {
  const keys = Object.keys(object);
  const partOf = (one: string) => around(object[one] ?? null, depth);
  const properties = (some: readonly string[]) =>
    fc
      .tuple(...some.map(partOf))
      .map((schemas) => Object.fromEntries(some.map((one, i) => [one, schemas[i]])));
  const absent = names.filter((one) => !keys.includes(one));
  const required = fc.subarray(keys).map((required) => ({ required }));
  const declared = fc.tuple(fc.subarray(keys), fc.boolean()).chain(([some, more]) => {
    const rest = keys.filter((one) => !some.includes(one));
    const optional = more
      ? fc.tuple(
          fc.constantFrom(...absent),
          fc.oneof(
            anyValue.chain((one) => around(one, depth)),
            impossible,
          ),
        )
      : fc.constant(undefined);
    const others: fc.Arbitrary<Written>[] = [
      constant({}),
      fc
        .tuple(...rest.map(partOf))
        .map((anyOf) => ({ additionalProperties: anyOf.length > 0 ? { anyOf } : false })),
      ...(rest.length === 0
        ? [constant({ additionalProperties: false }), constant({ unevaluatedProperties: false })]
        : []),
      ...(rest.every((one) => one.startsWith("x-"))
        ? [
            fc.tuple(...rest.map(partOf)).map((anyOf) => ({
              patternProperties: { "^x-": anyOf.length > 0 ? { anyOf } : {} },
              additionalProperties: false,
            })),
          ]
        : []),
    ];
    return fc.tuple(properties(some), optional, fc.oneof(...others)).map(([own, extra, closing]) => ({
      properties: extra ? { ...own, [extra[0]]: extra[1] } : own,
      ...closing,
    }));
  });
  const split = fc.subarray(keys).chain((some) => {
    const rest = keys.filter((one) => !some.includes(one));
    return fc.tuple(properties(some), properties(rest), fc.boolean()).map(([one, other, closed]) => ({
      allOf: [
        { type: "object", properties: one },
        { properties: other, required: rest },
      ],
      ...(closed ? { unevaluatedProperties: false } : {}),
    }));
  });
  const longest = Math.max(0, ...keys.map((one) => one.length));
  return all(
    typed(object),
    fc.oneof({ weight: 3, arbitrary: declared }, split),
    required,
    maybe(fc.integer({ min: longest, max: 20 }).map((maxLength) => ({ propertyNames: { maxLength } }))),
    maybe(fc.integer({ min: 0, max: keys.length }).map((minProperties) => ({ minProperties }))),
    maybe(fc.integer({ min: keys.length, max: keys.length + 3 }).map((maxProperties) => ({ maxProperties }))),
    keys.length > 1
      ? maybe(
          fc
            .subarray(keys, { minLength: 1 })
            .map((others) => ({ dependentRequired: { [keys[0] ?? ""]: others } })),
        )
      : constant({}),
    keys.length > 0
      ? maybe(
          fc
            .constantFrom(...keys)
            .chain((one) => fc.tuple(fc.constant(one), fc.subarray(keys), partOf(one)))
            .map(([one, others, schema]) => ({
              dependentSchemas: { [one]: { required: others, properties: { [one]: schema } } },
            })),
        )
      : constant({}),
  );
}

/** A schema that says of a value what it is, and no more. */
const plain: Make = (value, depth) => {
  if (typeof value === "string") return ofText(value);
  if (typeof value === "number") return ofNumber(value);
  if (isList(value)) return ofList(value, depth);
  if (isObject(value)) return ofObject(value, depth);
  return typed(value);
};

const different = (value: Json) => scalar.filter((other) => JSON.stringify(other) !== JSON.stringify(value));

/** The same, with other schemas around it that exclude it or ask for it again. */
const combined: Make = (value, depth) => {
  const own = plain(value, depth + 1);
  const otherType = typeOf(value) === "string" ? { type: "integer" } : { type: "string", minLength: 1 };
  const others = different(value);
  const open = isObject(value) ? [constant({ type: "object" })] : [];
  return fc.oneof(
    others.map((other) => ({ enum: [value, other] })),
    constant({ const: value }),
    fc.tuple(own, own).map((allOf) => ({ allOf })),
    fc.tuple(own, others).map(([one, other]) => ({ ...one, not: { const: other } })),
    fc.tuple(own, others).map(([one, other]) => ({ ...one, not: { enum: [other, "standard", 1] } })),
    own.map((one) => ({ ...one, not: otherType })),
    fc
      .tuple(
        own,
        anyValue.chain((other) => around(other, depth + 1)),
      )
      .map((anyOf) => ({ anyOf })),
    own.map((one) => ({ oneOf: [otherType, one].map((part) => ({ ...part, title: "one" })) })),
    fc
      .tuple(own, others)
      .map(([one, other]) => ({ oneOf: [one, { const: other }, { allOf: [one, { enum: [other] }] }] })),
    fc
      .tuple(own, own)
      .map(([one, other]) => ({ if: otherType, then: { const: "never" }, else: one, ...other })),
    fc.tuple(own, own).map(([one, other]) => ({ if: one, then: other, else: { const: value } })),
    own.map((one) => ({ ...one, default: value })),
    own.map((one) => ({ ...one, examples: [value, "another"] })),
    ...open.map((one) => fc.tuple(one, own).map((allOf) => ({ allOf }))),
    own.map((one) => ({ ...one, anyOf: [{ required: ["id"] }, { not: { required: ["id"] } }] })),
  );
};

/** Schemas that a value satisfies. */
export const around: Make = (value, depth) =>
  depth > 3
    ? fc.constantFrom<Written>({}, { type: typeOf(value) })
    : fc.oneof({ weight: 3, arbitrary: plain(value, depth + 1) }, combined(value, depth + 1));

/** Any value, and a schema that it satisfies. */
export const witnessed: fc.Arbitrary<Witnessed> = anyValue.chain((value) =>
  around(value, 0).map((schema) => ({ value, schema })),
);
