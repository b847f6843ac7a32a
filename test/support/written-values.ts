import fc from "fast-check";
import type { Schema, SchemaObject } from "../../src/schema/schema.ts";

/** A schema and a value that satisfies it. */
export interface Specimen {
  readonly schema: SchemaObject;
  readonly value: unknown;
}

const awkward = [
  "<",
  "&",
  ">",
  '"',
  "'",
  "\n",
  "\t",
  " ",
  "]]>",
  ",",
  ";",
  "=",
  "%20",
  "+",
  "|",
  "\r",
  "a",
  "[0]",
];

/** Any text that XML can hold: no control characters, no half of a surrogate pair. */
export const texts = fc.oneof(
  fc.array(fc.constantFrom(...awkward), { maxLength: 6 }).map((parts) => parts.join("")),
  fc
    .string({ unit: "grapheme", maxLength: 12 })
    .map((text) => text.replace(/\p{C}/gu, "").replace(/[\ufffe\uffff]/g, "")),
);

/** Property names as documents have them, well-behaved and not. */
const names = fc.constantFrom(
  ...["id", "name", "first name", "1st", "x_x0020_y", "größe", "a.b-c", "$ref", "ns:part", "_", "toString"],
  ...["constructor", "xml", "@type", "#text", "items", "value"],
);

const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));

function kept(schema: SchemaObject, values: fc.Arbitrary<unknown>): fc.Arbitrary<Specimen> {
  return values.map((value) => ({ schema, value }));
}

/** Scalars, some of which may be null. */
export const scalars: fc.Arbitrary<Specimen> = fc.oneof(
  kept({ type: "string" }, texts),
  kept({ type: "integer" }, fc.integer()),
  kept({ type: "number" }, numbers),
  kept({ type: "boolean" }, fc.boolean()),
);

const nullable: fc.Arbitrary<Specimen> = fc.oneof(
  kept({ type: ["string", "null"] }, fc.option(texts)),
  kept({ type: ["integer", "null"] }, fc.option(fc.integer())),
);

/** Objects whose members are drawn from `members`; every one of them is required. */
export function objectsOf(
  members: fc.Arbitrary<Specimen>,
  { maxKeys = 5, keys = names }: { maxKeys?: number; keys?: fc.Arbitrary<string> } = {},
): fc.Arbitrary<Specimen> {
  return fc.dictionary(keys, members, { maxKeys, noNullPrototype: true }).map((made) => ({
    schema: {
      type: "object",
      required: Object.keys(made),
      properties: mapValues(made, ({ schema }) => schema),
    },
    value: mapValues(made, ({ value }) => value),
  }));
}

/** Lists of what one schema describes; `shape` gives a value its schema, so that items can differ. */
export function listsOf(items: fc.Arbitrary<Specimen>, minLength = 0): fc.Arbitrary<Specimen> {
  return items.chain(({ schema, value }) =>
    fc.integer({ min: minLength, max: 3 }).map((length) => ({
      schema: { type: "array", items: schema },
      value: Array.from({ length }, () => value),
    })),
  );
}

function mapValues<T>(object: Record<string, Specimen>, of: (specimen: Specimen) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(object).map(([name, specimen]) => [name, of(specimen)]));
}

/** What the `xml` object can say, for a specimen of one kind; names are told apart by whoever draws them. */
function withXml(specimens: fc.Arbitrary<Specimen>, xml: fc.Arbitrary<object>): fc.Arbitrary<Specimen> {
  return fc.tuple(specimens, fc.option(xml, { nil: undefined })).map(([{ schema, value }, said]) => ({
    schema: said ? { ...schema, xml: said } : schema,
    value,
  }));
}

const spaces = fc.record(
  {
    prefix: fc.constantFrom("p", "q"),
    namespace: fc.constantFrom("urn:a", "http://example.org/?a&b"),
  },
  { requiredKeys: [] },
);

/** Every element and attribute has another name than its property. */
function renamed([{ schema, value }, isRenamed]: readonly [Specimen, boolean]): Specimen {
  if (!isRenamed) return { schema, value };
  const entries = Object.entries(schema.properties ?? {}).map(([name, property], index) => {
    const { xml, ...rest } = property as SchemaObject;
    return [name, { ...rest, xml: { ...(xml as object | undefined), name: `n${String(index)}` } }] as const;
  });
  return { schema: { ...schema, properties: Object.fromEntries(entries) }, value };
}

/** Objects as XML documents: attributes, wrapped lists, namespaces, null, nested three deep. */
export const xmlSpecimens: fc.Arbitrary<Specimen> = fc.letrec<{ object: Specimen; member: Specimen }>(
  (tie) => ({
    object: withXml(fc.tuple(objectsOf(tie("member")), fc.boolean()).map(renamed), spaces),
    member: fc.oneof(
      { depthSize: "small", withCrossShrink: true, maxDepth: 3 },
      fc.oneof(
        scalars,
        nullable,
        withXml(scalars, fc.constant({ attribute: true })),
        withXml(scalars, spaces),
      ),
      withXml(listsOf(fc.oneof(scalars, tie("member"))), fc.record({ wrapped: fc.boolean() })),
      tie("object"),
    ),
  }),
).object;

/** What rows of cells can say. */
export const rows: fc.Arbitrary<Specimen> = objectsOf(scalars, { maxKeys: 4 }).chain(({ schema, value }) =>
  fc.integer({ min: 1, max: 4 }).map((length) => ({
    schema: { type: "array", items: schema } satisfies Schema,
    value: Array.from({ length }, () => value),
  })),
);
