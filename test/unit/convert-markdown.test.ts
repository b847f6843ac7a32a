import { convertCaptures } from "../../src/convert/convert.ts";

const first = `# Update a pet **PUT /shops/{shop_id}/pets/{id}** Changes a pet - or two.

## Before you start

Read ## the manual.

## Servers

- Production: https://pets.example/v1 ()
- https://eu.pets.example/v1: https://eu.pets.example/v1 ()

## Authentication methods

- Bearer token
- Api key auth & Basic auth

## Parameters

#### Path parameters

- **shop_id** (integer(int64)) The shop - in digits.
- **id** (string) The pet

#### Query parameters

- **filter[status]** (array[string]) see **below** (or above)
- **dry** (boolean)

#### Headers

- **kbn-xsrf** (string) A header - **bold** too

## Body parameters Content-type: application/json; v=1

- **name** (string(nullable)) Its name
- **tags** (array[object])
- **anything** ()

## Responses

### 200: The pet, changed

#### Headers

- **X-Rate** (integer) Left

#### Body Parameters: application/json (object)

- **id** (string(uuid))

### 204: Nothing - at all

### 4XX: Wrong

#### Body Parameters: application/problem+json (array[object])

- **title** (string)

[Powered by Bump.sh](https://bump.sh)
`;

const second = first
  .replace("#### Path parameters", "### Path parameters")
  .replace("#### Query parameters", "### Query parameters")
  .replace("#### Headers\n\n- **kbn", "### Headers\n\n- **kbn")
  .replace(
    "## Body parameters Content-type: application/json; v=1",
    "### Body: application/json; v=1 (object)",
  )
  .replaceAll("#### Body Parameters:", "#### Body:")
  .replace(/### (\w{3}): /g, "### $1 ");

const flat = (text: string) => text.trim().replace(/\s+/g, " ");
const convert = (text: string) => convertCaptures([{ name: "pet.md", text }]);

describe("markdown renditions", () => {
  const { document, yaml, warnings } = convert(first);
  const operation = document as unknown as {
    paths: Record<string, { put: Record<string, unknown> }>;
    servers: unknown;
  };
  const put = operation.paths["/shops/{shop_id}/pets/{id}"]!.put;

  test("one made line by line", () => {
    expect(put).toMatchObject({
      operationId: "updatePet",
      summary: "Update a pet",
      description: "Changes a pet - or two.\n\n## Before you start\n\nRead ## the manual.",
      security: [{ bearerAuth: [] }, { authorization: [], basicAuth: [] }],
    });
    expect(operation.servers).toEqual([
      { url: "https://pets.example/v1", description: "Production" },
      { url: "https://eu.pets.example/v1" },
    ]);
    expect(warnings).toEqual([]);
  });

  test("a property starts only at a bold name with a type: dashes and bold words belong to descriptions", () => {
    expect(put["parameters"]).toEqual([
      {
        name: "shop_id",
        in: "path",
        description: "The shop - in digits.",
        required: true,
        schema: { type: "integer", format: "int64" },
      },
      { name: "id", in: "path", description: "The pet", required: true, schema: { type: "string" } },
      {
        name: "filter[status]",
        in: "query",
        description: "see **below** (or above)",
        schema: { type: "array", items: { type: "string" } },
      },
      { name: "dry", in: "query", schema: { type: "boolean" } },
      { name: "kbn-xsrf", in: "header", description: "A header - **bold** too", schema: { type: "string" } },
    ]);
  });

  test("bodies, headers and responses", () => {
    expect(put["requestBody"]).toEqual({
      content: {
        "application/json; v=1": {
          schema: {
            type: "object",
            properties: {
              name: { type: ["string", "null"], description: "Its name" },
              tags: { type: "array", items: { type: "object" } },
              anything: {},
            },
          },
        },
      },
    });
    expect(put["responses"]).toEqual({
      "200": {
        description: "The pet, changed",
        headers: { "X-Rate": { description: "Left", schema: { type: "integer" } } },
        content: {
          "application/json": {
            schema: { type: "object", properties: { id: { type: "string", format: "uuid" } } },
          },
        },
      },
      "204": { description: "Nothing - at all" },
      "4XX": {
        description: "Wrong",
        content: {
          "application/problem+json": {
            schema: { type: "array", items: { type: "object", properties: { title: { type: "string" } } } },
          },
        },
      },
    });
  });

  test("the second generation of headings means the same", () => {
    expect(second).not.toBe(first);
    expect(convert(second).yaml).toBe(yaml);
  });

  test("flat on one line means the same, but for the line breaks of descriptions", () => {
    const breaks = (text: string) =>
      text.replace(/description: \|-\n.*?(?=\n {6}security)/s, "description: (long)");
    const onOneLine = (text: string) =>
      text.replace(/description: Changes.*|description: "Changes.*/, "description: (long)");
    expect(onOneLine(convert(flat(first)).yaml)).toBe(breaks(yaml));
    expect(onOneLine(convert(flat(second)).yaml)).toBe(breaks(yaml));
  });

  test("a body may be described behind its type", () => {
    const text = second.replace("v=1 (object)", "v=1 (object) What to change");
    expect(convert(text).yaml).toContain("description: What to change");
  });

  test("what is not known is left out with a warning that names the line", () => {
    expect(convert(first.replace("- Bearer token", "- Magic")).warnings).toEqual([
      "pet.md:14: `Magic` is no authentication method known here: left out",
    ]);
    const lines = first.replace("(boolean)", "(switch)");
    expect(convert(lines).warnings).toEqual(["pet.md:27: the type of `dry` is not known: any value"]);
  });
});
