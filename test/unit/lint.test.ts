import * as files from "node:fs/promises";
import fc from "fast-check";
import { openContract } from "../../src/contract/open.ts";
import { createGenerator } from "../../src/generate/generator.ts";
import { lintContract } from "../../src/lint/lint.ts";
import { InputError } from "../../src/problem/input-error.ts";
import { escapeSegment } from "../../src/schema/pointer.ts";

async function findingsIn(document: object) {
  const options = { files, allowRef: false, mayBeEmpty: true };
  const contract = await openContract([{ document: document as Record<string, unknown> }], options);
  return lintContract(contract, await createGenerator(contract.schemas)).findings;
}

const schema = {
  type: "object",
  required: ["id", "kind"],
  properties: {
    id: { type: "integer", minimum: 1, example: 7 },
    kind: { enum: ["a", "b"], default: "a" },
    name: { type: "string", pattern: "^[a-z]+$", maxLength: 9, examples: ["ada"] },
    parent: { $ref: "#/components/schemas/Thing" },
    parts: { type: "array", items: { oneOf: [{ $ref: "#/components/schemas/Thing" }, { type: "null" }] } },
  },
};

const document = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  servers: [{ url: "/v1" }],
  security: [{ key: [] }],
  paths: {
    "/things/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" }, example: 3 }],
      put: {
        operationId: "replace",
        requestBody: { content: { "application/json": { schema, example: { id: 1, kind: "a" } } } },
        responses: {
          200: {
            description: "ok",
            headers: { "X-Left": { schema: { type: "integer" }, example: 3 } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
          },
        },
        callbacks: {
          done: { "{$request.body#/url}": { post: { responses: { 200: { description: "ok" } } } } },
        },
      },
    },
  },
  components: {
    schemas: { Thing: schema },
    securitySchemes: { key: { type: "apiKey", in: "query", name: "k" } },
  },
};

/** Pointers of everything below `paths` and `components`. */
function placesOf(value: unknown, place: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [place];
  return [place, ...Object.entries(value).flatMap(([name, one]) => placesOf(one, [...place, name]))];
}
const places = placesOf(document).filter(([first]) => first === "paths" || first === "components");

const odd = fc.constantFrom<unknown>(
  ...[null, 0, -1, 1e9, "", "x", true, [], [[]], [null], {}, { a: null }, "#/paths", "(", "intger"],
  ...[
    { $ref: "#/components/schemas/Thing" },
    { $ref: "#/nowhere" },
    { $ref: 7 },
    { $ref: "gone.yaml" },
    { allOf: null },
  ],
  ...[{ type: ["null"] }, { type: [] }, { enum: [] }, { const: 1 }, { properties: [] }, { required: "id" }],
);

function withOdd(place: readonly string[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(document) as Record<string, unknown>;
  let holder = copy;
  for (const name of place.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
  holder[place.at(-1)!] = value;
  return copy;
}

describe("lintContract", () => {
  test("finds nothing in a document that is well made", async () => {
    expect(await findingsIn(document)).toEqual([]);
  });

  test("ends well whatever stands anywhere in a document, and tells each thing once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        odd,
        fc.constantFrom(...places),
        odd,
        async (...[one, a, other, b]) => {
          const copy = withOdd(one, a);
          try {
            const findings = await findingsIn(
              other[0] === one[0] ? copy : { ...copy, ...pick(withOdd(other, b), other[0]!) },
            );
            const told = findings.map(({ code, place, said }) => `${code} ${place} ${said}`);
            expect(new Set(told).size).toBe(told.length);
            for (const { place } of findings) expect(place).toMatch(/^(?:[^#]+)?#/);
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
          }
        },
      ),
      { numRuns: 50 },
    );
  }, 120_000);

  test("names of the author's choice are never taken for members of the language", async () => {
    const names = ["__proto__", "constructor", "$ref", "example", "a/b~c", "ä %41", ""];
    const properties = Object.fromEntries(names.map((name) => [name, { type: "intger" }]));
    const schemas = JSON.parse(JSON.stringify({ Thing: { properties } })) as object;
    const findings = await findingsIn({ ...document, components: { ...document.components, schemas } });
    const places = findings
      .filter(({ code }) => code === "type-unknown")
      .map(({ place }) => decodeURI(place));
    for (const name of names.slice(3)) {
      expect(places.join("\n")).toContain(`/properties/${escapeSegment(name)}/type`);
    }
  });

  test.each([
    ["allOf in allOf", (inner: object) => ({ allOf: [inner] })],
    ["properties in properties", (inner: object) => ({ properties: { a: inner } })],
    ["lists of lists", (inner: object) => ({ type: "array", minItems: 1, items: inner })],
  ])("%s, 3,000 deep, are told of and not fallen into", async (_, wrap) => {
    let deep: object = { type: "string" };
    for (let depth = 0; depth < 3_000; depth++) deep = wrap(deep);
    const copy = { ...document, components: { ...document.components, schemas: { Thing: deep } } };
    const findings = await findingsIn(copy).catch((error: unknown) => {
      if (error instanceof InputError) return [{ code: "input" }];
      throw error;
    });
    expect(findings.map(({ code }) => code)).not.toEqual([]);
  });
});

function pick(value: Record<string, unknown>, name: string): Record<string, unknown> {
  return { [name]: value[name] };
}

test("what an operation says of its resource, and nobody understands, is told", async () => {
  const said: readonly (readonly [string, unknown, boolean])[] = [
    ["x-locum-resource", "things", true],
    ["x-locum-resource", false, true],
    ["x-locum-resource", { collection: "things", role: "list" }, true],
    ["x-locum-resource", { collection: "things", role: "lists" }, false],
    ["x-locum-resource", { role: "list" }, false],
    ["x-locum-resource", 7, false],
    ["x-locum-store", false, true],
    ["x-locum-store", "no", false],
  ];
  for (const [name, value, isGood] of said) {
    const get = { [name]: value, responses: { 200: { description: "ok" } } };
    const findings = await findingsIn({ ...document, paths: { "/things": { get } } });
    const places = findings.filter(({ code }) => code === "resource-unknown").map(({ place }) => place);
    expect(places).toEqual(isGood ? [] : [`#/paths/~1things/get/${name}`]);
  }
});
