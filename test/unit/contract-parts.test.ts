import * as files from "node:fs/promises";
import { contractOf } from "../../src/contract/load.ts";
import { openContract } from "../../src/contract/open.ts";
import { everyPart } from "../support/documents.ts";

const responses = { 200: { description: "ok" } };
const operationOf = (operation: object, more: object = {}) => {
  const document = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/x": { post: { responses, ...operation } } },
    ...more,
  };
  const [found] = contractOf(document, "t").operations;
  if (!found) throw new Error("there is no operation");
  return found;
};

test("a callback is an operation of its own", () => {
  const [callback, ...others] = operationOf({
    callbacks: {
      done: {
        "{$request.body#/url}": {
          put: {
            parameters: [{ name: "X-Try", in: "header", schema: { type: "integer" } }],
            requestBody: { content: { "application/json": { schema: { const: "done" } } } },
            responses,
          },
        },
        "x-note": { post: {} },
      },
      gone: { $ref: "#/components/callbacks/Gone" },
    },
  }).callbacks;
  expect(others).toEqual([]);
  expect([callback?.name, callback?.expression, callback?.operation.method]).toEqual([
    "done",
    "{$request.body#/url}",
    "PUT",
  ]);
  expect(callback?.operation.requestBody?.content[0]?.schema).toEqual({ const: "done" });
  expect(callback?.operation.parameters.map(({ name }) => name)).toEqual(["x-try"]);
  expect(callback?.operation.fragment).toBe("#/paths/~1x/post/callbacks/done/{$request.body#~1url}/put");
});

test("a media type tells how the parts of a form are written", () => {
  const encoding = {
    photo: { contentType: "image/png, image/jpeg", headers: { "X-Size": { schema: { type: "integer" } } } },
    tags: { style: "spaceDelimited", allowReserved: true },
    plain: {},
  };
  const content = { "Multipart/Form-Data": { schema: {}, encoding } };
  const [media] = operationOf({ requestBody: { content } }).requestBody?.content ?? [];
  expect(media?.type).toBe("multipart/form-data");
  expect(media?.encoding).toEqual({
    photo: {
      contentType: "image/png, image/jpeg",
      style: "form",
      explode: true,
      allowReserved: false,
      isStyled: false,
      headers: [expect.objectContaining({ name: "X-Size", schema: { type: "integer" } })],
    },
    tags: {
      contentType: undefined,
      style: "spaceDelimited",
      explode: false,
      allowReserved: true,
      isStyled: true,
      headers: [],
    },
    plain: {
      contentType: undefined,
      style: "form",
      explode: true,
      allowReserved: false,
      isStyled: false,
      headers: [],
    },
  });
});

test("what stands beside the reference to a schema counts, from OpenAPI 3.1 on", () => {
  const components = { schemas: { Name: { type: "string", maxLength: 5 } } };
  const schema = { $ref: "#/components/schemas/Name", minLength: 2 };
  const content = { "application/json": { schema } };
  const schemaIn = (openapi: string) =>
    operationOf({ requestBody: { content } }, { openapi, components }).requestBody?.content[0]?.schema;
  expect(schemaIn("3.1.0")).toEqual({ minLength: 2, allOf: [components.schemas.Name] });
  expect(schemaIn("3.0.3")).toEqual(components.schemas.Name);
});

test.each<[string, unknown, unknown, readonly (readonly string[])[]]>([
  ["the operation's own goes before the document's", [{ a: ["x"] }], [{ b: [] }], [["a x"]]],
  ["the document's, where the operation says nothing", undefined, [{ b: [] }, { a: [] }], [["b"], ["a"]]],
  ["the same where YAML has `security:` and nothing behind it", null, [{ b: [] }], [["b"]]],
  ["none: an empty list", [], [{ b: [] }], []],
  ["none at all", undefined, undefined, []],
  ["either or none", [{ a: [] }, {}], undefined, [["a"], []]],
  ["both at once", [{ a: [], b: ["y", 1] }], undefined, [["a", "b y"]]],
  ["one that lost its list", { a: [] }, undefined, [["a"]]],
  ["names where objects should be", ["a"], undefined, [["a"]]],
  ["one that nobody defined", [{ gone: [] }], undefined, [["gone (unknown)"]]],
  [
    "an address in the document",
    [{ "#/components/securitySchemes/a": [] }],
    undefined,
    [["#/components/securitySchemes/a"]],
  ],
])("security: %s", (...[, own, documents, expected]) => {
  const key = { type: "apiKey", in: "header", name: "k" };
  const operation = operationOf(own === undefined ? {} : { security: own }, {
    ...(documents === undefined ? {} : { security: documents }),
    components: { securitySchemes: { a: key, b: { $ref: "#/components/securitySchemes/a" } } },
  });
  const told = operation.security.map((needs) =>
    needs.map(({ name, scheme, scopes }) =>
      [name, ...scopes, ...(scheme.kind === "unknown" ? ["(unknown)"] : [])].join(" "),
    ),
  );
  expect(told).toEqual(expected);
});

test("a document that is given as an object is left as it was", async () => {
  const options = { files, allowRef: false };
  const frozen = structuredClone(everyPart);
  const contract = await openContract([{ document: frozen }], options);
  expect(contract.operations).toHaveLength(3);
  expect(frozen).toEqual(everyPart);
});
