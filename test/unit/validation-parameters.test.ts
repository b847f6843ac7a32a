import fc from "fast-check";
import { parameterReader, serialise, type Scalar, type Styled, type Value } from "../support/parameters.ts";

const styles: Omit<Styled, "name">[] = [
  ["path", "simple"] as const,
  ["path", "label"] as const,
  ["path", "matrix"] as const,
  ["query", "form"] as const,
  ["query", "spaceDelimited"] as const,
  ["query", "pipeDelimited"] as const,
  ["query", "deepObject"] as const,
  ["header", "simple"] as const,
  ["cookie", "form"] as const,
].flatMap(([place, style]) => [true, false].map((explode) => ({ in: place, style, explode })));

const names = fc.constantFrom(
  "color",
  "a-b",
  "x_y",
  "a.b",
  "page[size]",
  "100%",
  "__proto__",
  "constructor",
  "é",
  "a b",
  "$top",
);
const headerNames = fc.constantFrom("x-color", "x.y", "__proto__", "constructor");

/** Strings with everything in them that could be mistaken for a separator. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom(...Array.from("a,;=&|. %20%2C+[]\"'/?#éß😀\u0000\t")) }),
  fc.constantFrom("", "true", "null", "0", "1e3", "%", "%2C", "%25"),
);
/** What a header can carry, and a list in it without ambiguity: nothing is escaped there. */
const headerText = fc
  .string({ unit: fc.constantFrom(...Array.from("abzAZ019-_.:/ %+é")) })
  .map((text) => text.trim());

const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (Object.is(value, -0) ? 0 : value));

function scalars({
  in: place,
  style,
  explode,
}: Omit<Styled, "name">): [schema: object, arbitrary: fc.Arbitrary<Scalar>][] {
  const separator = { spaceDelimited: " ", pipeDelimited: "|", label: explode ? "." : undefined }[
    style as "label"
  ];
  // What stands between items cannot stand in them: no escape tells one from the other in these styles.
  const text =
    place === "header" ? headerText : anyText.map((one) => (separator ? one.replaceAll(separator, "") : one));
  return [
    [{ type: "string" }, text],
    [{ type: "integer" }, fc.integer()],
    [{ type: "number" }, separator === "." ? fc.integer() : number],
    [{ type: "boolean" }, fc.boolean()],
  ];
}

interface Case {
  readonly how: Styled;
  readonly schema: object;
  readonly value: Value;
}

const isEmptyItem = (value: Value) => Array.isArray(value) && value.length === 1 && value[0] === "";

function cases(how: Omit<Styled, "name">): fc.Arbitrary<Case> {
  const isDeep = how.style === "deepObject";
  const isDelimited = how.style === "spaceDelimited" || how.style === "pipeDelimited";
  const forms = scalars(how).flatMap(([items, arbitrary]): [object, fc.Arbitrary<Value>][] => {
    const key = how.in === "header" ? headerText : scalars(how)[0]![1].map(String);
    const keys = isDeep ? key.map((one) => one.replaceAll(/[[\]]/g, "")) : key;
    const entries = fc.uniqueArray(fc.tuple(keys, arbitrary), {
      minLength: 1,
      maxLength: 4,
      selector: ([name]) => name,
    });
    const object = entries.map((all) => Object.fromEntries(all.filter(([name]) => name !== "")) as Value);
    return [
      ...(isDeep || isDelimited ? [] : [[items, arbitrary] as [object, fc.Arbitrary<Value>]]),
      ...(isDeep
        ? []
        : [
            [{ type: "array", items }, fc.array(arbitrary, { maxLength: 4 })] as [
              object,
              fc.Arbitrary<Value>,
            ],
          ]),
      [{ type: "object", items }, object],
    ];
  });
  return fc
    .tuple(how.in === "header" ? headerNames : names, fc.constantFrom(...forms))
    .chain(([name, [schema, arbitrary]]) =>
      arbitrary.map((value) => ({ how: { ...how, name }, value, schema: withProperties(schema, value) })),
    );
}

/** An exploded object is known by the names of its properties. */
function withProperties(schema: object, value: Value): object {
  if (!("type" in schema) || schema.type !== "object" || typeof value !== "object") return schema;
  const { items } = schema as { items?: object };
  const properties = Object.fromEntries(Object.keys(value).map((name) => [name, items]));
  return { type: "object", properties };
}

describe("whatever a parameter's value, what was sent is what is read", () => {
  test.each(styles)("$in, style $style, explode $explode", (how) => {
    fc.assert(
      fc.property(cases(how), ({ how: styled, schema, value }) => {
        const isHeader = styled.in === "header";
        fc.pre(
          !isEmptyItem(value) ||
            (styled.explode && !isHeader && styled.style !== "label" && styled.style !== "simple"),
        );
        // `=` and `,` are no part of what a header's lists and objects are made of.
        const wire = serialise(value, styled);
        // An empty segment is a parameter that is missing.
        fc.pre(styled.in !== "path" || wire?.path !== "");
        const read = parameterReader(styled, { schema, required: styled.in === "path" });
        expect(read(wire ?? {}).value).toEqual(wire === undefined ? undefined : value);
        if (wire !== undefined) expect(read(wire).violations).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
