import { briefly, to, type Judging } from "../support/judging.ts";

const id = { type: "integer", readOnly: true };
const secret = { type: "string", writeOnly: true };
const all = ["id", "name", "secret"];
const user = { type: "object", properties: { id, name: { type: "string" }, secret }, required: all };

const parts: [string, Record<string, object>][] = [
  ["directly", { User: user }],
  ["behind a reference", { User: to("Real"), Real: user }],
  [
    "where the property is a reference",
    {
      Id: id,
      Secret: secret,
      User: { ...user, properties: { id: to("Id"), name: {}, secret: to("Secret") } },
    },
  ],
  [
    "where the property is wrapped in allOf",
    {
      Id: id,
      Secret: secret,
      User: {
        ...user,
        properties: { id: { allOf: [to("Id")] }, name: {}, secret: { allOf: [to("Secret")] } },
      },
    },
  ],
  [
    "where one part declares and another asks",
    { User: { allOf: [{ properties: user.properties }, { required: all }] } },
  ],
  [
    "where a named part asks",
    { Asks: { required: all }, User: { allOf: [to("Asks"), { properties: user.properties }] } },
  ],
  [
    "where a named part declares",
    { Declares: { properties: user.properties }, User: { allOf: [to("Declares")], required: all } },
  ],
  [
    "where a named part of a named part asks",
    {
      Asks: { required: all },
      More: { allOf: [to("Asks")] },
      User: { allOf: [to("More"), { properties: user.properties }] },
    },
  ],
];

const sent = { name: "Ada", secret: "x" };
const received = { id: 1, name: "Ada" };

describe.each(parts)("readOnly and writeOnly, %s", (_, schemas) => {
  const judge = (value: unknown, direction: Required<Judging>["direction"]) =>
    briefly(schemas, { dialect: "3.0", direction })("User", value);

  test("each side is asked for what it sends", () => {
    expect(judge(sent, "request")).toEqual([]);
    expect(judge(received, "response")).toEqual([]);
    expect(judge({ name: "Ada" }, "request")).toEqual(["/secret required"]);
    expect(judge({ name: "Ada" }, "response")).toEqual(["/id required"]);
  });
});

describe("further in", () => {
  const schemas = {
    User: user,
    List: { type: "array", items: to("User") },
    ByName: { type: "object", additionalProperties: to("User") },
    Either: { properties: { id }, anyOf: [{ required: ["id"] }, { required: ["name"] }] },
    Given: { properties: { id, name: {} }, dependentRequired: { name: ["id", "other"] } },
  };
  const judge = briefly(schemas);

  test("in items and in additional properties", () => {
    expect(judge("List", [sent])).toEqual([]);
    expect(judge("ByName", { a: sent, b: { name: "Ada" } })).toEqual(["/b/secret required"]);
  });

  test("in a choice and in dependencies of the same object", () => {
    expect(judge("Either", {})).toEqual([]);
    expect(judge("Given", { name: 1 })).toEqual(["/other dependentRequired"]);
  });

  test("a schema that others use as it stands is asked for all of it there", () => {
    const shared = briefly({
      Asks: { required: ["id"] },
      User: { allOf: [to("Asks"), { properties: { id } }] },
      Other: { allOf: [to("Asks")] },
    });
    expect(shared("User", {})).toEqual([]);
    expect(shared("Other", {})).toEqual(["/id required"]);
  });

  test("what is sent all the same is judged like anything else", () => {
    expect(judge("User", { ...sent, id: 7 })).toEqual([]);
    expect(judge("User", { ...sent, id: "seven" })).toEqual(["/id type"]);
    const closed = briefly({ User: { ...user, additionalProperties: false } });
    expect(closed("User", { ...sent, id: 7 })).toEqual([]);
  });

  test("a response that gives away what is writeOnly is refused where the object is closed", () => {
    const closed = briefly({ User: { ...user, additionalProperties: false } }, { direction: "response" });
    expect(closed("User", received)).toEqual([]);
    expect(closed("User", { ...received, secret: "x" })).toEqual(["/secret additionalProperties"]);
  });
});
