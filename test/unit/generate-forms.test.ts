import { createGenerator } from "../../src/generate/generator.ts";
import { createSchemas } from "../../src/schema/schemas.ts";
import { to } from "../support/judging.ts";
import { plainJudge } from "../support/schemas.ts";

type Value = Readonly<Record<string, unknown>>;

/** Values that a response of a document answers with, by twenty seeds. */
async function valuesOf(schemas: Readonly<Record<string, unknown>>, name: string, given?: Value) {
  const document = createSchemas({ root: { components: { schemas } }, dialectAt: () => "2020-12" });
  const generator = await createGenerator(document);
  const schema = document.at(`#/components/schemas/${name}`, "response");
  return Array.from({ length: 20 }, (_, seed) =>
    generator.generate(schema, given ? { seed, given } : { seed }),
  ) as readonly Value[];
}

const pet = {
  type: "object",
  required: ["kind", "name"],
  properties: { kind: { type: "string" }, name: { type: "string" } },
  discriminator: { propertyName: "kind" },
};
const heir = (required: string, base = "Pet") => ({
  allOf: [
    to(base),
    { type: "object", required: [required], properties: { [required]: { type: "integer" } } },
  ],
});
const animals = { Pet: pet, Dog: heir("bark"), Cat: heir("purr"), Kitten: heir("age", "Cat") };
const has = (...required: string[]) => plainJudge({ type: "object", required });

describe("a base that a discriminator tells its heirs by", () => {
  const demands: Readonly<Record<string, readonly string[]>> = {
    Dog: ["name", "bark"],
    Cat: ["name", "purr"],
    Kitten: ["name", "purr", "age"],
  };

  test("is answered as one of them, whole, and each of them is met", async () => {
    const values = await valuesOf(animals, "Pet");
    for (const value of values)
      expect(has(...(demands[String(value["kind"])] ?? ["nobody"]))(value)).toEqual([]);
    expect(new Set(values.map(({ kind }) => kind))).toEqual(new Set(Object.keys(demands)));
  });

  test("is answered by the names that its mapping gives them", async () => {
    const mapped = { propertyName: "kind", mapping: { dog: "#/components/schemas/Dog", cat: "Cat" } };
    const values = await valuesOf({ ...animals, Pet: { ...pet, discriminator: mapped } }, "Pet");
    for (const { kind, ...rest } of values) {
      expect(["dog", "cat", "Kitten"]).toContain(kind);
      expect("bark" in rest).toBe(kind === "dog");
    }
  });

  test("is the heir that what is given of it names", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`Kind${String(i)}`, heir(`part${String(i)}`)]),
    );
    for (const value of await valuesOf({ Pet: pet, ...many }, "Pet", { kind: "Kind17" }))
      expect(value).toMatchObject({ kind: "Kind17", part17: expect.any(Number) as number });
  });

  test("stays itself where an heir is asked for, and where it has none", async () => {
    for (const value of await valuesOf(animals, "Dog")) {
      expect(value).toMatchObject({ kind: "Dog", bark: expect.any(Number) as number });
      expect(value).not.toHaveProperty("purr");
    }
    for (const value of await valuesOf({ Pet: pet }, "Pet")) expect(has("kind", "name")(value)).toEqual([]);
  });

  test("is not told by a property that is no text", async () => {
    const page = {
      ...pet,
      required: ["items"],
      properties: { items: { type: "array", items: { type: "string" } } },
      discriminator: { propertyName: "items" },
    };
    const schemas = { Pet: page, Dog: heir("bark") };
    for (const name of ["Pet", "Dog"])
      for (const { items } of await valuesOf(schemas, name)) expect(items).toBeInstanceOf(Array);
  });

  test("ends where an heir has another of its kind in it", async () => {
    const owner = {
      allOf: [to("Pet"), { type: "object", required: ["friend"], properties: { friend: to("Pet") } }],
    };
    for (const value of await valuesOf({ Pet: pet, Owner: owner, Dog: heir("bark") }, "Pet"))
      expect(JSON.stringify(value)).toMatch(/"bark"/);
  });
});

describe("forms of which a discriminator chooses one", () => {
  const form = (...names: string[]) => ({
    type: "object",
    required: ["kind"],
    properties: {
      kind: { type: "string" },
      ...Object.fromEntries(names.map((name) => [name, { type: "integer" }])),
    },
  });
  const forms = { Circle: form("radius"), Square: form("side"), Box: form("depth") };
  const choice = {
    oneOf: [to("Circle"), to("Square"), to("Box")],
    discriminator: { propertyName: "kind" },
  };

  test("are told apart by what else they have as well: a reader may not know discriminators", async () => {
    const plain = plainJudge({ oneOf: Object.values(forms) });
    const values = await valuesOf({ ...forms, Shape: choice }, "Shape");
    for (const value of values) expect([value, plain(value)]).toEqual([value, []]);
    expect(new Set(values.map(({ kind }) => kind))).toEqual(new Set(Object.keys(forms)));
  });

  test("are chosen by the discriminator alone where nothing else tells them apart", async () => {
    const same = { Circle: form(), Square: form() };
    const values = await valuesOf(
      { ...same, Shape: { ...choice, oneOf: [to("Circle"), to("Square")] } },
      "Shape",
    );
    for (const { kind } of values) expect(["Circle", "Square"]).toContain(kind);
  });

  test("are called what they call themselves, where that is not their name", async () => {
    const called = (kind: string) => ({ ...form(), properties: { kind: { const: kind } } });
    const values = await valuesOf(
      { Circle: called("o"), Square: called("#"), Shape: { ...choice, oneOf: [to("Circle"), to("Square")] } },
      "Shape",
    );
    expect(new Set(values.map(({ kind }) => kind))).toEqual(new Set(["o", "#"]));
  });
});
