import { briefly, to } from "../support/judging.ts";

const nullable = { nullable: true };
const tag = { type: "string", enum: ["a", "b"] };
const pet = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };

describe("nullable, in OpenAPI 3.0", () => {
  const judge = briefly(
    {
      Pet: pet,
      Text: { type: "string", ...nullable },
      Tag: { ...tag, ...nullable },
      TagWithNull: { ...tag, enum: ["a", null], ...nullable },
      Wrapped: { allOf: [to("Pet")], ...nullable },
      WrappedObject: { type: "object", allOf: [to("Pet")], ...nullable },
      OneOf: { oneOf: [to("Pet"), { type: "integer" }], ...nullable },
      AnyOf: { anyOf: [to("Pet"), { type: "integer" }], ...nullable },
      // Siblings of $ref are ignored (3.0.3, Reference Object).
      Beside: { ...to("Pet"), ...nullable },
      Anything: nullable,
      Bounded: { minimum: 3, ...nullable },
      NotNull: { type: "string", nullable: false },
    },
    { dialect: "3.0" },
  );

  test.each([
    "Text",
    "Tag",
    "TagWithNull",
    "Wrapped",
    "WrappedObject",
    "OneOf",
    "AnyOf",
    "Anything",
    "Bounded",
  ])("%s takes null", (name) => {
    expect(judge(name, null)).toEqual([]);
  });

  test.each([
    ["Text", 1, ["type"]],
    ["Tag", "c", ["enum"]],
    ["TagWithNull", "b", ["enum"]],
    ["Wrapped", {}, ["/name required"]],
    ["WrappedObject", { name: 1 }, ["/name type"]],
    ["OneOf", { name: 1 }, ["/name type"]],
    ["AnyOf", {}, ["/name required"]],
    ["Beside", null, ["type"]],
    ["Bounded", 2, ["minimum"]],
    ["NotNull", null, ["type"]],
  ])("%s refuses %j", (name, value, errors) => {
    expect(judge(name, value)).toEqual(errors);
  });

  test("is no keyword of 3.1", () => {
    expect(briefly({ Text: { type: "string", ...nullable } })("Text", null)).toEqual(["type"]);
  });

  test("exclusive bounds are flags", () => {
    const bounded = briefly(
      { A: { minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: false } },
      { dialect: "3.0" },
    );
    expect([1, 1.1, 3, 3.1].map((value) => bounded("A", value))).toEqual([
      ["exclusiveMinimum"],
      [],
      [],
      ["maximum"],
    ]);
  });
});
