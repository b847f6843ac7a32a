import { briefly, judging, to } from "../support/judging.ts";

const text = { type: "string" };
const object = (properties: Record<string, object>, ...required: string[]) => ({
  type: "object",
  properties,
  required,
});
const cat = object({ kind: text, meow: { type: "boolean" } }, "kind", "meow");
const dog = object({ kind: text, bark: { type: "integer" } }, "kind", "bark");
const union = (discriminator: object, keyword: "oneOf" | "anyOf" = "oneOf") => ({
  [keyword]: [to("Cat"), to("Dog")],
  discriminator: { propertyName: "kind", ...discriminator },
});

describe.each(["oneOf", "anyOf"] as const)("a discriminator beside %s", (keyword) => {
  const judge = briefly({ Pet: union({}, keyword), Cat: cat, Dog: dog });

  test("the value names the schema that judges", () => {
    expect(judge("Pet", { kind: "Cat", meow: true })).toEqual([]);
    expect(judge("Pet", { kind: "Cat", meow: "loud" })).toEqual(["/meow type"]);
    expect(judge("Pet", { kind: "Dog", meow: true })).toEqual(["/bark required"]);
  });

  test("a value that fits both is what it says it is", () => {
    expect(judge("Pet", { kind: "Dog", bark: 1, meow: true })).toEqual([]);
  });

  test("an unknown value, or none: one error, on the property, with the values that would do", () => {
    for (const value of [{ kind: "Fish" }, {}]) {
      const errors = judging({ Pet: union({}, keyword), Cat: cat, Dog: dog })("Pet", value);
      expect(errors.map((error) => [error.pointer, error.keyword, error.params])).toEqual([
        ["/kind", "discriminator", { allowedValues: ["Cat", "Dog"] }],
      ]);
      expect(errors[0]!.schemaPointer).toBe("#/components/schemas/Pet/discriminator");
    }
  });

  test("what is no object is told so", () => {
    expect(judge("Pet", 7)).toEqual(["type"]);
  });
});

describe("what chooses a branch", () => {
  test.each([
    ["a name", { tabby: "Cat" }],
    ["a reference", { tabby: "#/components/schemas/Cat" }],
    ["a file", { tabby: "Cat.json" }],
    ["a file in a folder", { tabby: "./schemas/Cat.yaml" }],
  ])("a mapping to %s", (_, mapping) => {
    const judge = briefly({ Pet: union({ mapping }), Cat: cat, Dog: dog });
    expect(judge("Pet", { kind: "tabby", meow: 1 })).toEqual(["/meow type"]);
    expect(judge("Pet", { kind: "tabby", meow: true })).toEqual([]);
    // A mapping adds to the names, it does not replace them (3.0.3, Discriminator Object).
    expect(judge("Pet", { kind: "Dog", bark: 1 })).toEqual([]);
  });

  test("the only value that a branch allows", () => {
    const fixed = (schema: typeof cat, value: object) => ({
      ...schema,
      properties: { ...schema.properties, kind: value },
    });
    const judge = briefly({
      Pet: union({}),
      Cat: fixed(cat, { const: "cat" }),
      Dog: fixed(dog, { type: "string", enum: ["dog", "puppy"] }),
    });
    expect(judge("Pet", { kind: "cat", meow: 1 })).toEqual(["/meow type"]);
    expect(judge("Pet", { kind: "puppy", bark: 1 })).toEqual([]);
    expect(judge("Pet", { kind: "Cat", meow: true })).toEqual(["/kind discriminator"]);
  });

  test("not an enumeration that all inherit", () => {
    const base = object({ kind: { type: "string", enum: ["Cat", "Dog"] } }, "kind");
    const judge = briefly({
      Base: base,
      Pet: union({}),
      Cat: { allOf: [to("Base"), object({ meow: { type: "boolean" } }, "meow")] },
      Dog: { allOf: [to("Base"), object({ bark: { type: "integer" } }, "bark")] },
    });
    expect(judge("Pet", { kind: "Dog", bark: 1 })).toEqual([]);
    expect(judge("Pet", { kind: "Dog" })).toEqual(["/bark required"]);
  });

  test("an inline branch is chosen by no name, and tried", () => {
    const judge = briefly({
      Pet: {
        oneOf: [to("Cat"), object({ kind: text, wings: { type: "integer" } }, "wings")],
        discriminator: { propertyName: "kind" },
      },
      Cat: cat,
    });
    expect(judge("Pet", { kind: "Bird", wings: 2 })).toEqual([]);
  });

  test("a property that is no text chooses nothing", () => {
    const status = (value: number) => object({ kind: { type: "integer", const: value } }, "kind");
    const judge = briefly({ Pet: union({}), Cat: status(1), Dog: status(2) });
    expect(judge("Pet", { kind: 2 })).toEqual([]);
    expect(judge("Pet", { kind: 3 })).not.toEqual([]);
  });

  test("3.2's default, where nothing else is named", () => {
    const judge = briefly({ Pet: union({ defaultMapping: "Dog" }), Cat: cat, Dog: dog });
    expect(judge("Pet", { kind: "Wolf", bark: 1 })).toEqual([]);
    expect(judge("Pet", { kind: "Wolf" })).toEqual(["/bark required"]);
  });

  test("a discriminator within a discriminator", () => {
    const judge = briefly({
      Animal: {
        oneOf: [to("Pet"), to("Wild")],
        discriminator: { propertyName: "realm", mapping: { home: "Pet", wood: "Wild" } },
      },
      Wild: object({ realm: text }),
      Pet: union({}),
      Cat: cat,
      Dog: dog,
    });
    expect(judge("Animal", { realm: "home", kind: "Cat", meow: 0 })).toEqual(["/meow type"]);
    expect(judge("Animal", { realm: "sea" })).toEqual(["/realm discriminator"]);
  });

  test("beside nullable", () => {
    const judge = briefly({ Pet: { ...union({}), nullable: true }, Cat: cat, Dog: dog }, { dialect: "3.0" });
    expect(judge("Pet", null)).toEqual([]);
    expect(judge("Pet", { kind: "Dog" })).toEqual(["/bark required"]);
  });
});

describe("a base with heirs by allOf", () => {
  const heir = (base: string, property: string) => ({
    allOf: [to(base), object({ [property]: text }, property)],
  });
  const schemas = {
    Pet: {
      ...object({ kind: text }, "kind"),
      discriminator: { propertyName: "kind", mapping: { pup: "Puppy" } },
    },
    Dog: heir("Pet", "pack"),
    Puppy: heir("Dog", "toy"),
    Owner: object({ pets: { type: "array", items: to("Pet") } }),
  };
  const judge = briefly(schemas);

  test("a request is judged by the heir it names, heirs of heirs too", () => {
    expect(judge("Pet", { kind: "Dog", pack: "x" })).toEqual([]);
    expect(judge("Pet", { kind: "Dog" })).toEqual(["/pack required"]);
    expect(judge("Pet", { kind: "pup", pack: "x" })).toEqual(["/toy required"]);
    expect(judge("Owner", { pets: [{ kind: "Dog", pack: 1 }] })).toEqual(["/pets/0/pack type"]);
  });

  test("as itself it is judged as itself, and so is what names nobody", () => {
    expect(judge("Pet", { kind: "Pet" })).toEqual([]);
    // Documents made by AutoRest name values that are no schema's name; 3.1.1 asks for no search of heirs.
    expect(judge("Pet", { kind: "Fish" })).toEqual([]);
    expect(judge("Pet", {})).toEqual(["/kind required"]);
  });

  test("an heir is judged once, not over and over", () => {
    expect(judge("Dog", { kind: "Dog", pack: "x" })).toEqual([]);
    expect(judge("Dog", { kind: "Dog" })).toEqual(["/pack required"]);
  });

  test("where the error is said to stand is the heir", () => {
    const [error] = judging(schemas)("Pet", { kind: "Dog" });
    expect(error!.schemaPointer).toBe("#/components/schemas/Dog/allOf/1/required");
  });

  test("a response is judged by the heir it says it is", () => {
    expect(briefly(schemas, { direction: "response" })("Pet", { kind: "Dog" })).toEqual(["/pack required"]);
  });

  test("a base whose oneOf names its own heirs is no circle", () => {
    const circle = briefly({
      Pet: {
        ...object({ kind: text }, "kind"),
        oneOf: [to("Dog"), to("Cat")],
        discriminator: { propertyName: "kind" },
      },
      Dog: heir("Pet", "pack"),
      Cat: heir("Pet", "fur"),
    });
    expect(circle("Pet", { kind: "Cat", fur: "x" })).toEqual([]);
    expect(circle("Pet", { kind: "Cat" })).toEqual(["/fur required"]);
    expect(circle("Cat", { kind: "Cat" })).toEqual(["/fur required"]);
  });
});
