import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { convertCaptures } from "../../src/convert/convert.ts";
import { reportJson, reportText } from "../../src/convert/report.ts";

interface Node {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Node;
  readonly properties?: Record<string, Node>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly examples?: readonly unknown[];
}

interface Body {
  readonly required?: boolean;
  readonly description?: string;
  readonly content?: Record<string, { readonly schema: Node; readonly example?: unknown }>;
}

interface OpenApi {
  readonly openapi: string;
  readonly servers: readonly { url: string }[];
  readonly paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        summary: string;
        security: unknown;
        requestBody: Body;
        responses: Record<string, Body>;
      }
    >
  >;
  readonly components: { securitySchemes: Record<string, unknown> };
}

const folder = "spec/captures";
const captures = readdirSync(folder)
  .sort()
  .map((file) => ({ name: `${folder}/${file}`, text: readFileSync(`${folder}/${file}`, "utf8") }));
const conversion = convertCaptures(captures);
const document = conversion.document as unknown as OpenApi;
const operation = document.paths["/manager/ambassadors"]!["post"]!;

function schemaOf(body: Body | undefined): Node {
  return body!.content!["application/json"]!.schema;
}

/** `point_of_sale.members` → the schema of one member's object. */
function at(schema: Node, path: string): Node {
  return path.split(".").reduce((node, name) => {
    const next = node.properties![name]!;
    return next.items?.properties ? next.items : next;
  }, schema);
}

const request = schemaOf(operation.requestBody);
const created = schemaOf(operation.responses["201"]);

describe("locum convert: the ambassador API", () => {
  test("is one OpenAPI 3.1 document with one operation", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual(["/manager/ambassadors"]);
    expect(operation.operationId).toBe("createAmbassador");
    expect(operation.summary).toBe("Create a new ambassador (manager)");
  });

  test("takes the server and the bearer scheme from the capture that states them", () => {
    expect(document.servers).toEqual([{ url: "https://domain.tld/api/v2" }]);
    expect(document.components.securitySchemes).toEqual({ bearerAuth: { type: "http", scheme: "bearer" } });
    expect(operation.security).toEqual([{ bearerAuth: [] }]);
  });

  test("asks for a body with the union of both captures' 33 properties", () => {
    const names = Object.keys(request.properties!);
    expect(names).toHaveLength(33);
    expect(names.slice(-3)).toEqual(["youtube_account", "tiktok_account", "roles"]);
    expect(request.required).toEqual(["firstname", "lastname", "email"]);
    expect(operation.requestBody.required).toBe(true);
    expect(conversion.warnings).toEqual([expect.stringContaining("no capture calls the body required")]);
  });

  test("knows the email's format and what a role consists of", () => {
    expect(request.properties!["email"]).toEqual({ type: "string", format: "email" });
    expect(request.properties!["roles"]).toEqual({
      type: "array",
      items: {
        type: "object",
        properties: { status_role: { type: "string" }, manager_role: { type: "string" } },
      },
    });
  });

  test("answers 201 with the union of both captures' 95 properties, each in its place", () => {
    const names = Object.keys(created.properties!);
    expect(names).toHaveLength(95);
    expect(names[names.indexOf("tiktok_account") - 1]).toBe("youtube_account");
    expect(names[names.indexOf("tiktok_account") + 1]).toBe("register_src");
    expect(operation.responses["201"]!.description).toBe("Returns the ambassador");
  });

  test("holds every nested object of the 201", () => {
    const sizes = Object.fromEntries(
      [
        "sponsor",
        "sponsored",
        "point_of_sale",
        "point_of_sale.members",
        "point_of_sale.address_geocode",
        "point_of_sale.labels",
        "point_of_sale.descriptions",
        "point_of_sale.hours",
        "address_geocode",
      ].map((path) => [path, Object.keys(at(created, path).properties!).length]),
    );
    expect(sizes).toEqual({
      sponsor: 13,
      sponsored: 13,
      point_of_sale: 14,
      "point_of_sale.members": 13,
      "point_of_sale.address_geocode": 9,
      "point_of_sale.labels": 3,
      "point_of_sale.descriptions": 3,
      "point_of_sale.hours": 3,
      address_geocode: 12,
    });
  });

  test("lets additional properties through where the page says so, and says nothing elsewhere", () => {
    const allowed = ["sponsor", "point_of_sale", "point_of_sale.address_geocode", "address_geocode"];
    for (const path of allowed) expect(at(created, path).additionalProperties).toBe(true);
    for (const path of ["sponsored", "point_of_sale.members"]) {
      expect(at(created, path)).not.toHaveProperty("additionalProperties");
    }
    expect(created).not.toHaveProperty("additionalProperties");
  });

  test("keeps formats, nullability, documented values and descriptions", () => {
    expect(created.properties!["id_ambassador"]).toEqual({ type: "integer", format: "int32" });
    expect(created.properties!["gamification_points"]).toEqual({ type: "integer", format: "bigint" });
    expect(created.properties!["gamification_next_level"]).toEqual({ type: ["integer", "null"] });
    expect(created.properties!["key_data"]).toEqual({ type: ["string", "null"] });
    expect(at(created, "sponsor.last_action_date").format).toBe("date-time");
    for (const list of ["labels", "descriptions", "hours"]) {
      expect(at(created, `point_of_sale.${list}.lang`).enum).toEqual(["en_GB", "fr_FR", "es_ES", "de_DE"]);
    }
    expect(created.properties!["online"]!.description).toBe(
      "true: when last_action_date is less than 5 minutes ago",
    );
    expect(at(created, "address_geocode.alerts")).toEqual({
      type: "array",
      items: { type: "number" },
      examples: [[1, 2]],
    });
  });

  test("answers 403 and 404 without content", () => {
    expect(operation.responses["403"]).toEqual({
      description: "Forbidden - You don't have permission to access this route",
    });
    expect(operation.responses["404"]).toEqual({ description: "Not found - The ambassador does not exist" });
  });

  test("answers 401 with a message whose example the author wrote", () => {
    expect(operation.responses["401"]).toEqual({
      description: "Unauthorized.",
      content: {
        "application/json": {
          schema: { type: "object", properties: { message: { type: "string" } } },
          example: { message: "Unauthorized." },
        },
      },
    });
  });

  test("answers 422 with a message and a map from field to messages", () => {
    const details = { type: "array", description: "Error message details.", items: { type: "string" } };
    const examples = [["Error message details here"]];
    expect(schemaOf(operation.responses["422"]).properties).toEqual({
      message: {
        type: "string",
        description: "Error message.",
        examples: ["field is required! (and 3 more error)"],
      },
      errors: {
        type: "object",
        properties: { field: { ...details, examples } },
        additionalProperties: { ...details, examples },
      },
    });
    expect(operation.responses["422"]!.content!["application/json"]).not.toHaveProperty("example");
  });

  test("keeps what the author wrote as examples, and nothing the portal filled in", () => {
    expect(at(created, "address_geocode.city").examples).toEqual(["Paris"]);
    expect(at(created, "point_of_sale.address_geocode.latitude").examples).toEqual(["48.856614"]);
    expect(at(created, "address_geocode.status_role").examples).toEqual(["employee"]);
    expect(at(created, "point_of_sale.hours.content").examples).toEqual(["Hello"]);
    const written = conversion.yaml;
    expect(written).not.toMatch(/additionalProperty\d|hello@example\.com|09:42:00|\b42\b/);
    expect(written).not.toMatch(/examples?:.*\bstring\b/);
    expect(at(created, "point_of_sale.labels.lang")).not.toHaveProperty("examples");
    expect(operation.responses["201"]!.content!["application/json"]).not.toHaveProperty("example");
  });

  test("accepts what the page itself shows as request and as answer, and refuses a request without its email", () => {
    const shown = captures[0]!.text;
    const payload = (heading: string) =>
      JSON.parse(/^\{.*?^\}$/ms.exec(shown.slice(shown.indexOf(heading)))![0]) as object;
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const judge = ajv.compile(request);
    expect(judge(payload("Request examples"))).toBe(true);
    expect(judge({ ...payload("Request examples"), email: undefined })).toBe(false);
    for (const code of ["201", "401", "422"]) {
      const answer = payload(`Response examples (${code})`);
      expect(ajv.compile(schemaOf(operation.responses[code]))(answer)).toBe(true);
    }
  });

  test("is committed as it would be converted now, and says what made it", () => {
    expect(readFileSync("spec/ambassador.openapi.yaml", "utf8")).toBe(conversion.yaml);
    expect(conversion.yaml).toMatch(/^# Generated by `locum convert`/);
    expect(parse(conversion.yaml)).toEqual(conversion.document);
  });

  test("comes out the same whatever order and folder the captures are named in", () => {
    const elsewhere = [...captures]
      .reverse()
      .map(({ name, text }) => ({ name: name.replace(folder, "/tmp/x"), text }));
    expect(convertCaptures(elsewhere).yaml).toBe(conversion.yaml);
  });

  test("comes out the same from files saved with Windows line ends and a byte order mark", () => {
    const windows = captures.map(({ name, text }) => ({
      name,
      text: `\uFEFF${text.replaceAll("\n", "\r\n")}`,
    }));
    expect(convertCaptures(windows).yaml).toBe(conversion.yaml);
  });
});

describe("locum convert: what the captures do not agree about", () => {
  const places = (meaning: string) =>
    conversion.differences
      .filter((difference) => difference.meaning === meaning)
      .map(({ at: place, what }) => `${place.join(" > ")}: ${what}`.replace(/^: /, ""));

  test("an absence that means something: the layout would show it", () => {
    expect(places("absent")).toEqual([
      "request body > tiktok_account: property",
      "response 201 > tiktok_account: property",
      "response 201 > register_src: property",
      "response 201 > sponsor: property",
      "response 201 > point_of_sale: property",
      "response 401: response",
      "response 422: response",
    ]);
    const [tiktok] = conversion.differences.filter(({ at: place }) => place.at(-1) === "tiktok_account");
    expect(tiktok).toMatchObject({
      operation: "POST /manager/ambassadors",
      stated: [{ capture: captures[1]!.name, value: "string(nullable)" }],
      absentFrom: [captures[0]!.name],
    });
  });

  test("an absence that says nothing: the layout never shows it", () => {
    expect(places("not shown")).toEqual([
      "servers",
      "authentication",
      "request body > firstname: required",
      "request body > lastname: required",
      "request body > email: required",
      "request body > roles: nested properties",
      "request body: examples",
      "response 201 > sponsored: nested properties",
      "response 201 > address_geocode: additional properties",
      "response 201 > address_geocode: nested properties",
      "response 201: examples",
    ]);
  });

  test("one type said in less detail, and no contradiction", () => {
    expect(places("less detailed")).toEqual(["response 201 > sponsored: type"]);
    expect(places("contradicts")).toEqual([]);
  });

  test("is reported in lines that can be read alone, and as JSON", () => {
    expect(reportText(conversion).split("\n")).toContain(
      "  POST /manager/ambassadors > response 201 > register_src: property: string(nullable) " +
        "(000_dd40e0c49f93c5e4.txt); absent from 001_1104bf554fcbd866.txt. Kept.",
    );
    expect(JSON.parse(reportJson(conversion))).toEqual({
      differences: conversion.differences,
      warnings: conversion.warnings,
    });
    expect(reportText({ differences: [], warnings: [] })).toBe("The captures agree in everything.\n");
  });
});
