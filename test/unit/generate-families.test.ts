import fc from "fast-check";
import { createGenerator } from "../../src/generate/generator.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { createSchemas } from "../../src/schema/schemas.ts";
import { to } from "../support/judging.ts";
import { plainJudge } from "../support/schemas.ts";

const leaf = fc.constantFrom<Schema>(
  { type: "integer", minimum: 3, maximum: 9 },
  { type: "string", minLength: 2 },
  { type: "boolean" },
  { type: "array", items: { type: "number" }, maxItems: 4 },
  { enum: ["a", "b"] },
);
const partsOf = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), leaf, { maxKeys: 3 });
const parts = partsOf("one", "two", "three", "four");
const member = fc.record({ parts, wants: fc.boolean(), label: fc.option(fc.constantFrom("x", "y", "z")) });
const family = fc.record({
  members: fc.array(member, { minLength: 2, maxLength: 4 }),
  isChoice: fc.boolean(),
  // Of other names than an heir's own: together they must not ask for the impossible.
  shared: partsOf("first", "second"),
});
type Family = typeof family extends fc.Arbitrary<infer T> ? T : never;

/** A base and its heirs as OpenAPI writes them, and by its label what each heir has to be in plain JSON Schema. */
function written({ members, isChoice, shared }: Family) {
  const heirs = members.map((one, index) => {
    const name = `Kind${String(index)}`;
    const label = one.label === null ? name : `${one.label}${String(index)}`;
    const own = { type: "object", properties: one.parts, required: one.wants ? Object.keys(one.parts) : [] };
    return { name, label, own };
  });
  const renamed = heirs.filter(({ name, label }) => name !== label);
  const mapping = Object.fromEntries(
    renamed.map(({ name, label }) => [label, `#/components/schemas/${name}`]),
  );
  const discriminator = { propertyName: "kind", ...(renamed.length > 0 ? { mapping } : {}) };
  const root = { type: "object", required: ["kind"], properties: { kind: { type: "string" }, ...shared } };
  const bodies = heirs.map(
    ({ name, own }) => [name, { allOf: [isChoice ? root : to("Base"), own] }] as const,
  );
  const base = isChoice
    ? { oneOf: heirs.map(({ name }) => to(name)), discriminator }
    : { ...root, discriminator };
  const judges = new Map(
    heirs.map(({ label, own }) => [
      label,
      plainJudge({ allOf: [root, own], properties: { kind: { const: label } } }),
    ]),
  );
  return { schemas: { Base: base, ...Object.fromEntries(bodies) }, judges };
}

test("whatever a family is like, a value is wholly the member whose label it has", async () => {
  await fc.assert(
    fc.asyncProperty(family, async (family) => {
      const { schemas, judges } = written(family);
      const document = createSchemas({ root: { components: { schemas } }, dialectAt: () => "2020-12" });
      const generator = await createGenerator(document);
      const schema = document.at("#/components/schemas/Base", "response");
      for (let seed = 0; seed < 4; seed++) {
        const value = generator.generate(schema, { seed }) as { readonly kind: string };
        expect(judges.get(value.kind)?.(value)).toEqual([]);
      }
    }),
    { numRuns: 30 },
  );
});
