import fc from "fast-check";
import { readText } from "../../src/contract/prism/postman-body.ts";
import { borneOut, merged } from "../../src/contract/prism/postman-schema.ts";
import { createSubstitute } from "../../src/contract/prism/postman-text.ts";
import { readUrl } from "../../src/contract/prism/postman-url.ts";
import { readWithPrism } from "../../src/contract/prism/prism.ts";
import { plainJudge } from "../support/schemas.ts";

const variables = [
  { key: "baseUrl", value: "https://api.example.com/v1" },
  { key: "host", value: "api.example.com" },
  { key: "version", value: "v2" },
  { key: "id", value: "41" },
  { key: "off", value: "x", disabled: true },
];
const substitute = createSubstitute({ variable: variables });

describe("the address of a Postman request", () => {
  test.each<[unknown, string, string]>([
    ["{{baseUrl}}/pets/:pet", "https://api.example.com/v1", "pets/:pet"],
    ["https://{{host}}:8080/{{version}}/pets/", "https://api.example.com:8080", "v2/pets"],
    ["{{host}}/pets", "https://api.example.com", "pets"],
    ["{{unknown}}/pets/{{id}}/{{off}}", "", "pets/:id/:off"],
    ["{{baseUrl}}/files/{{name}}.json", "https://api.example.com/v1", "files/{name}.json"],
    ["{{baseUrl}}/pets/{pet}?a=b#c", "https://api.example.com/v1", "pets/:pet"],
    ["/pets", "", "pets"],
    ["", "", ""],
    [null, "", ""],
    [
      { protocol: "http", host: ["a", "b"], port: "81", path: ["c", { value: ":d" }] },
      "http://a.b:81",
      "c/:d",
    ],
    [{ host: "{{baseUrl}}", path: "pets" }, "https://api.example.com/v1", "pets"],
    [{ raw: "{{baseUrl}}/pets" }, "https://api.example.com/v1", "pets"],
  ])("%j", (url, server, path) => {
    const read = readUrl(url, substitute);
    expect([read.server, read.segments.join("/")]).toEqual([server, path]);
  });

  test("its query comes from the text where there is no list, and keeps what is switched off", () => {
    expect(readUrl("{{baseUrl}}/p?a=1&b={{id}}", substitute).query).toEqual([
      { key: "a", value: "1", disabled: false },
      { key: "b", value: "41", disabled: false },
    ]);
    expect(
      readUrl({ raw: "/p?a=1", query: [{ key: "c", value: null, disabled: true }] }, substitute).query,
    ).toEqual([{ key: "c", value: "", disabled: true }]);
  });

  test("values of its parameters are known from variables", () => {
    const url = { raw: "/p/:a/{{id}}", variable: [{ key: "a", value: "1" }] };
    expect([...readUrl(url, substitute).values]).toEqual([
      ["id", "41"],
      ["a", "1"],
    ]);
  });
});

/** What Prism infers of a value. */
async function inferred(value: unknown): Promise<unknown> {
  const { raw } = readText(JSON.stringify(value), "application/json")?.body ?? {};
  const response = { code: 200, header: [{ key: "content-type", value: "application/json" }], body: raw };
  const item = [{ request: { url: "/" }, response: [response] }];
  const [operation] = await readWithPrism({ info: { name: "x" }, item });
  return operation?.responses[0]?.contents?.[0]?.schema;
}

describe("schemas inferred from saved bodies", () => {
  test("every value is valid by what is left of its own schema, and by that merged with another's", async () => {
    const inherited = Object.getOwnPropertyNames(Object.prototype);
    const name = fc.oneof(fc.string(), fc.constantFrom(...inherited, "type", "types", "children", "items"));
    const { value: nested } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.jsonValue(),
        fc.array(tie("value")),
        fc.dictionary(name, tie("value")),
      ),
    }));
    const body = fc.oneof(fc.dictionary(name, nested), fc.array(nested));
    await fc.assert(
      fc.asyncProperty(body, body, async (one, other) => {
        const schemas = [
          borneOut(await inferred(one), [one]),
          borneOut(await inferred(other), [other]),
        ] as const;
        expect(plainJudge(schemas[0])(one)).toEqual([]);
        const judge = plainJudge(merged(...schemas));
        expect([...judge(one), ...judge(other)]).toEqual([]);
      }),
      { numRuns: 50 },
    );
    // Prism's inference would have left its marks here.
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(inherited);
    expect(Object.keys(Object)).toEqual([]);
  });

  test("types are kept where all values have them", async () => {
    const value = { a: 1, b: [{ c: "x" }, { c: null }], d: [], e: [[1], ["x"]] };
    expect(borneOut(await inferred(value), [value])).toEqual({
      type: "object",
      properties: {
        a: { type: "integer" },
        b: { type: "array", items: { type: "object", properties: { c: {} } } },
        d: { type: "array", items: {} },
        e: { type: "array", items: {} },
      },
    });
  });
});
