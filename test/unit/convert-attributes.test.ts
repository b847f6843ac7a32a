import { convertCaptures } from "../../src/convert/convert.ts";

interface Operation {
  readonly [key: string]: unknown;
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody: { readonly content: Record<string, { readonly schema: Record<string, unknown> }> };
  readonly responses: Record<string, Record<string, unknown>>;
}

/** Converts one page and gives its only operation. */
function convert(text: string) {
  const conversion = convertCaptures([{ name: "page.txt", text }]);
  const [path] = Object.values(conversion.document["paths"] as Record<string, Record<string, Operation>>);
  const [operation] = Object.values(path!);
  return { ...conversion, operation: operation! };
}

/** The schema of a page's body, given the lines of its attributes. */
function bodySchema(...lines: string[]) {
  const text = [
    "Make",
    "",
    "POST /things",
    "application/json",
    "",
    "Body",
    "",
    ...lines,
    "",
    "Responses",
    "",
    "  • 204",
  ];
  const { operation, warnings } = convert(text.join("\n"));
  const schema = operation.requestBody.content["application/json"]!.schema;
  const told = warnings.filter((warning) => warning.startsWith("page.txt:"));
  return { schema, properties: schema["properties"] as Record<string, unknown>, warnings: told };
}

describe("attributes", () => {
  test("a name is any text, a type may be missing, flags are read", () => {
    const { properties, schema } = bodySchema(
      "  • kbn-xsrf string Required",
      "  • filter[status] Required",
      "  • _version",
      "  • old integer Deprecated",
      "  • id string(uuid) Read-only",
      "  • secret string Write-only Beta",
    );
    expect(properties).toEqual({
      "kbn-xsrf": { type: "string" },
      "filter[status]": {},
      _version: {},
      old: { type: "integer", deprecated: true },
      id: { type: "string", format: "uuid", readOnly: true },
      secret: { type: "string", writeOnly: true },
    });
    expect(schema["required"]).toEqual(["kbn-xsrf", "filter[status]"]);
  });

  test("description, constraints and additional properties come in this order", () => {
    const { properties } = bodySchema(
      "  • size string(nullable)",
      "",
      "    How big.",
      "",
      "    Defaults to nothing.",
      "",
      "    Values are s, m, or l. Default value is m.",
      "",
      "  • free object",
      "",
      "    Additional properties are NOT allowed.",
      "",
      "  • linked integer",
      "",
      "    Minimum value is 1.",
      "",
      "    The manual",
    );
    expect(properties).toEqual({
      size: {
        type: ["string", "null"],
        description: "How big.\n\nDefaults to nothing.",
        enum: ["s", "m", "l", null],
        default: "m",
      },
      free: { type: "object", additionalProperties: false },
      linked: { type: "integer", description: "The manual", minimum: 1 },
    });
  });

  test("a list of one value is a const; values of a union hold for its lists' items too", () => {
    const { properties } = bodySchema(
      "  • kind string",
      "",
      "    Value is cat.",
      "",
      "  • expand string | array[string]",
      "",
      "    Values are all or none.",
      "",
      "  • at integer(int64) | string(date-time) | null",
      "  • free string | integer",
    );
    expect(properties).toEqual({
      kind: { type: "string", const: "cat" },
      expand: {
        anyOf: [
          { type: "string", enum: ["all", "none"] },
          { type: "array", items: { type: "string", enum: ["all", "none"] } },
        ],
      },
      at: {
        anyOf: [
          { type: "integer", format: "int64" },
          { type: "string", format: "date-time" },
          { type: "null" },
        ],
      },
      free: { type: ["string", "integer"] },
    });
  });

  test("a map has a child called *, beside named ones if need be", () => {
    const { properties } = bodySchema(
      "  • labels object",
      "    Hide labels attribute Show labels attribute object",
      "    • * string(nullable) Additional properties",
      "  • errors object",
      "    Hide errors attributes Show errors attributes object",
      "    • field array[string]",
      "    • * array[string] Additional properties",
    );
    expect(properties).toEqual({
      labels: { type: "object", additionalProperties: { type: ["string", "null"] } },
      errors: {
        type: "object",
        properties: { field: { type: "array", items: { type: "string" } } },
        additionalProperties: { type: "array", items: { type: "string" } },
      },
    });
  });

  test("bullets of a description, before the label, are no attributes", () => {
    const { properties, warnings } = bodySchema(
      "  • rule object",
      "    One of these:",
      "",
      "    • first",
      "    • second",
      "",
      "    Hide rule attribute Show rule attribute object",
      "    • id string",
    );
    expect(properties).toEqual({
      rule: {
        type: "object",
        description: "One of these:\n\n- first\n- second",
        properties: { id: { type: "string" } },
      },
    });
    expect(warnings).toEqual([]);
  });

  test("the label is a checksum: children that got lost are warned of", () => {
    const { warnings } = bodySchema(
      "  • a object",
      "    Hide a attributes Show a attributes object",
      "    • only string",
      "  • b object",
      "    Hide b attribute Show b attribute object",
      "  • c object",
      "    • x string",
      "    • y string",
    );
    expect(warnings).toEqual([
      "page.txt:9: the label promises at least two attributes, the capture has 1: some were lost on the way",
      "page.txt:12: the label promises exactly one attribute, the capture has 0: some were lost on the way",
      "page.txt:14: these bullets look like attributes, but no Hide/Show label precedes them: read as prose",
    ]);
  });

  test("names lost among alternatives or headers, and names given twice, are warned of", () => {
    const { properties, warnings } = bodySchema(
      "  • pay object",
      "    One of:",
      "    Hide attributes Show attributes object",
      "    • a string",
      "    • The lost one",
      "    Hide attribute Show attribute object",
      "    • b string",
      "  • twice string",
      "  • twice integer",
    );
    const variant = (name: string) => ({ type: "object", properties: { [name]: { type: "string" } } });
    expect(properties).toEqual({
      pay: { type: "object", oneOf: [variant("a"), variant("b")] },
      twice: { type: "string" },
    });
    expect(warnings).toEqual([
      "page.txt:16: a second attribute called `twice`: left out, the one in line 15 is kept",
      "page.txt:12: the name of this attribute was lost, and no example tells it: left out",
    ]);
  });

  test("a constraint whose values do not fit the type stays prose", () => {
    const { properties, warnings } = bodySchema("  • n integer", "", "    Values are one or two.");
    expect(properties).toEqual({ n: { type: "integer", description: "Values are one or two." } });
    expect(warnings).toEqual([
      'page.txt:10: "Values are one or two." was kept as prose: `one` is no value of its type',
    ]);
  });

  test("alternatives are kept where all are rendered, and let everything through where some are lost", () => {
    const card = [
      "    Hide attributes Show attributes object",
      "    • number string",
      "    • cvc string",
      "",
    ];
    const whole = bodySchema(
      "  • payment object",
      "    One of:",
      "",
      "    By card object In cash string",
      "",
      "    With any card.",
      "",
      ...card,
    );
    expect(whole.properties["payment"]).toEqual({
      type: "object",
      oneOf: [
        {
          type: "object",
          description: "By card\n\nWith any card.",
          properties: { number: { type: "string" }, cvc: { type: "string" } },
        },
        { type: "string", description: "In cash" },
      ],
    });
    const lost = bodySchema(
      "  • payment object",
      "    Any of:",
      "",
      "    Card object Bank object",
      "",
      ...card,
    );
    expect(lost.properties["payment"]).toEqual({ type: "object" });
    expect(lost.warnings).toEqual([
      "page.txt:9: the alternatives of `Any of:` were lost: any value is let through",
    ]);
  });
});
