import { convertCaptures } from "../../src/convert/convert.ts";
import { reportText } from "../../src/convert/report.ts";
import { operationIds } from "../../src/convert/operation-id.ts";

function page(...attributes: string[]): string {
  return [
    "Make",
    "",
    "POST /things",
    "application/json",
    "",
    "Body",
    "",
    ...attributes,
    "",
    "Responses",
    "",
    "  • 204",
  ].join("\n");
}

function merge(...texts: string[]) {
  const conversion = convertCaptures(texts.map((text, at) => ({ name: `${"abc"[at]!}.txt`, text })));
  const paths = conversion.document["paths"] as Record<
    string,
    { post: { requestBody: { content: Record<string, { schema: unknown }> } } }
  >;
  const told = conversion.differences.map(({ at, what, meaning, outcome }) => [
    at.at(-1),
    what,
    meaning,
    outcome,
  ]);
  return {
    ...conversion,
    schema: paths["/things"]!.post.requestBody.content["application/json"]!.schema,
    told,
  };
}

const markdown = (...properties: string[]) =>
  `# Make **POST /things** ## Parameters ### Body: application/json (object) ${properties.join(" ")} ## Responses ### 204`;

describe("merging captures of one operation", () => {
  test("agreeing captures have no differences", () => {
    const { told, differences } = merge(page("  • a string Required"), page("  • a string Required"));
    expect(told).toEqual([]);
    expect(reportText({ differences, warnings: [] })).toBe("The captures agree in everything.\n");
  });

  test("a property only one has goes behind its neighbour, or first where it has none before it", () => {
    const { schema } = merge(
      page("  • a string", "  • d string"),
      page("  • x string", "  • a string", "  • b string", "  • c string", "  • d string"),
    );
    expect(Object.keys((schema as { properties: object }).properties)).toEqual(["x", "a", "b", "c", "d"]);
  });

  test("contradicting types: the richer rendition's, null if any of them allows it", () => {
    const { schema, told } = merge(
      markdown("- **a** (integer)", "- **b** (string(nullable))", "- **c** (string(uuid))"),
      page("  • a string", "  • b string", "  • c string"),
    );
    expect(schema).toEqual({
      type: "object",
      properties: {
        a: { type: "string" },
        b: { type: ["string", "null"] },
        c: { type: "string", format: "uuid" },
      },
    });
    expect(told).toEqual([
      ["a", "type", "contradicts", "string"],
      ["b", "type", "contradicts", "string(nullable)"],
      ["c", "type", "less detailed", "string(uuid)"],
    ]);
  });

  test("values are united, other constraints are the first capture's", () => {
    const { schema, differences } = merge(
      page("  • a string", "", "    Values are x or y.", "", "  • n integer", "", "    Maximum value is 5."),
      page("  • a string", "", "    Values are y or z.", "", "  • n integer", "", "    Maximum value is 6."),
    );
    expect(schema).toEqual({
      type: "object",
      properties: { a: { type: "string", enum: ["x", "y", "z"] }, n: { type: "integer", maximum: 5 } },
    });
    expect(reportText({ differences, warnings: [] })).toMatchInlineSnapshot(`
     "Contradictions (2)
       POST /things > request body > a: enum: ["x","y"] (a.txt); ["y","z"] (b.txt). Kept: ["x","y","z"].
       POST /things > request body > n: maximum: 5 (a.txt); 6 (b.txt). Kept: 5.
     "
    `);
  });

  test("Required is asked for once one HTML page says so, and the other's silence is told by its layout", () => {
    const { schema, told } = merge(
      page("  • a string Required"),
      page("  • a string"),
      markdown("- **a** (string)"),
    );
    expect(schema).toMatchObject({ required: ["a"] });
    expect(told).toEqual([
      ["a", "required", "absent", "kept"],
      ["a", "required", "not shown", "kept"],
    ]);
  });

  test("samples are only hints: a page's own word counts, and a sample that disagrees is told", () => {
    const stated = `# Make **POST /things** ## Servers - Live: https://live.example/v1 () ## Authentication methods - Api key auth ## Responses ### 204`;
    const sample = `${page("  • a string")}\n\nPOST /things\ncurl -X POST https://test.example/v1/things -H "X-Key: $KEY"`;
    const { document, differences } = merge(stated, sample);
    expect(document).toMatchObject({
      servers: [{ url: "https://live.example/v1", description: "Live" }],
      components: { securitySchemes: { xKey: { type: "apiKey", in: "header", name: "X-Key" } } },
    });
    const contradictions = differences.filter(({ meaning }) => meaning === "contradicts");
    expect(contradictions).toMatchObject([
      {
        what: "servers",
        stated: [
          { capture: "a.txt", value: "https://live.example/v1" },
          { capture: "b.txt", value: "https://test.example/v1 in its curl sample" },
        ],
        outcome: "https://live.example/v1",
      },
    ]);
  });
});

describe("captures of several operations", () => {
  const get =
    "Get a pet\n\nGET /pets/{id}\n\nPath parameters\n\n  • id string Required\n\nResponses\n\n  • 204";

  test("become one document with a path item each, methods of one path together", () => {
    const remove = get.replace("Get a pet\n\nGET", "Delete a pet\n\nDELETE");
    const { document } = convertCaptures([
      { name: "c.txt", text: page("  • a string") },
      { name: "b.txt", text: remove },
      { name: "a.txt", text: get },
    ]);
    expect(document["paths"]).toMatchObject({
      "/pets/{id}": { get: { operationId: "getPet" }, delete: { operationId: "deletePet" } },
      "/things": { post: { operationId: "createThing" } },
    });
    expect(Object.keys(document["paths"] as object)).toEqual(["/pets/{id}", "/things"]);
  });

  test("servers stand with the operations where they are not the same for all", () => {
    const at = (url: string) => `${get}\n\nGET /pets/{id}\ncurl ${url}/pets/1`;
    const other = at("https://b.example").replaceAll("/pets", "/dogs");
    const { document } = convertCaptures([
      { name: "a.txt", text: at("https://a.example") },
      { name: "b.txt", text: other },
    ]);
    expect(document).not.toHaveProperty("servers");
    expect(document["paths"]).toMatchObject({
      "/pets/{id}": { get: { servers: [{ url: "https://a.example" }] } },
      "/dogs/{id}": { get: { servers: [{ url: "https://b.example" }] } },
    });
  });
});

describe("operationId", () => {
  test.each([
    ["Create a new ambassador (manager)", "POST", "/manager/ambassadors", "createAmbassador"],
    ["", "POST", "/companies", "createCompany"],
    ["", "GET", "/companies", "listCompanies"],
    ["Get companies", "GET", "/companies", "getCompanies"],
    ["Get a company", "GET", "/companies/{id}", "getCompany"],
    ["", "PUT", "/addresses/{id}", "replaceAddress"],
    ["", "PATCH", "/point_of_sales/{id}", "updatePointOfSale"],
    ["", "DELETE", "/shops/{shop}/orders/{order}", "deleteOrder"],
    ["Activate a user", "POST", "/users/{id}/activate", "activateUser"],
    ["Status", "GET", "/status", "getStatus"],
    ["Root", "GET", "/", "getRoot"],
  ])("%s: %s %s is %s", (...[title, method, path, id]) => {
    expect(operationIds([{ title, method, path }])).toEqual([id]);
  });

  test("where two agree, the segment before comes along, and then a number", () => {
    const operations = ["/orders", "/users/{id}/orders", "/v1/{x}/orders", "/v1/orders"];
    expect(operationIds(operations.map((path) => ({ title: "", method: "GET", path })))).toEqual([
      "listOrders",
      "listUserOrders",
      "listV1Orders",
      "listV1Orders2",
    ]);
  });
});
