import { fragmentSegments, isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import { below, lookUp } from "./swagger-source.ts";

/** The schemas of a Swagger 2.0 document, in the dialect of OpenAPI 3.0 that came of it. */
export interface SwaggerSchemas {
  /** The schema at a JSON Pointer of the source. */
  at(pointer: string): unknown;
  /** The schema of a parameter or header of the source, which holds the keywords of a schema among its own. */
  ofItems(raw: JsonObject): unknown;
  /** `components.schemas`: the definitions, and whatever else was referred to until now. */
  components(): JsonObject;
}

const single = new Set(["items", "additionalProperties", "not"]);
const lists = new Set(["allOf", "anyOf", "oneOf", "items"]);
const maps = new Set(["properties", "patternProperties", "definitions"]);

const components = "#/components/schemas/";

/** References stay references, so that schemas are shared as the document shares them. */
export function createSwaggerSchemas(root: JsonObject): SwaggerSchemas {
  const made: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const lifted = new Map<string, string>();

  /** `#/definitions/Pet` → `#/components/schemas/Pet`; a schema that stands elsewhere becomes a component as well. */
  function refer(ref: string): string {
    if (!ref.startsWith("#")) return ref;
    if (ref.startsWith("#/definitions/")) return components + ref.slice("#/definitions/".length);
    const pointer = below("", ...fragmentSegments(ref));
    return lookUp(root, pointer) === undefined ? ref : lift(pointer);
  }

  function lift(pointer: string): string {
    const known = lifted.get(pointer);
    if (known !== undefined) return known;
    const name = freeName(pointer.slice(pointer.lastIndexOf("/") + 1).replace(/[^\w.-]+/g, "_"));
    const ref = components + name;
    lifted.set(pointer, ref);
    made[name] = {};
    made[name] = translate(lookUp(root, pointer), refer);
    return ref;
  }

  const definitions = isObject(root["definitions"]) ? root["definitions"] : {};
  const isTaken = (name: string) => name in made || Object.hasOwn(definitions, name);

  function freeName(wanted: string): string {
    let name = wanted;
    for (let count = 2; isTaken(name); count++) name = `${wanted}${String(count)}`;
    return name;
  }

  for (const [name, definition] of Object.entries(definitions)) made[name] = translate(definition, refer);
  return {
    at(pointer) {
      const raw = lookUp(root, pointer);
      const isReference = isObject(raw) && typeof raw["$ref"] === "string";
      // What an operation has to itself stays there; what several share must not be copied to each.
      return isReference || pointer.startsWith("/paths/") ? translate(raw, refer) : { $ref: lift(pointer) };
    },
    ofItems: (raw) => translate(schemaOfItems(raw), refer),
    components: () => ({ ...made }),
  };
}

type Refer = (ref: string) => string;

function translate(raw: unknown, refer: Refer): unknown {
  if (!isObject(raw)) return raw;
  if (typeof raw["$ref"] === "string") return translateReference(raw, refer(raw["$ref"]));
  const members = Object.entries(raw).map(([keyword, value]) => translateKeyword(keyword, value, refer));
  // A file is bytes: OpenAPI 3 has no type for them.
  if (raw["type"] === "file") members.push(["type", "string"], ["format", "binary"]);
  return Object.fromEntries(members);
}

function translateKeyword(keyword: string, value: unknown, refer: Refer): [string, unknown] {
  if (Array.isArray(value)) {
    return [keyword, lists.has(keyword) ? value.map((one) => translate(one, refer)) : value];
  }
  if (single.has(keyword)) return [keyword, translate(value, refer)];
  if (maps.has(keyword) && isObject(value)) return [keyword, translateMap(value, refer)];
  if (keyword === "x-nullable") return ["nullable", value];
  if (keyword === "x-example") return ["example", value];
  // It is the name of a property, whose value names a definition; OpenAPI 3 says so with an object.
  if (keyword === "discriminator" && typeof value === "string") return [keyword, { propertyName: value }];
  return [keyword, value];
}

/** Beside a reference these two are written all the same, and meant. */
function translateReference(raw: JsonObject, ref: string): JsonObject {
  const readOnly = raw["readOnly"] === true ? { readOnly: true } : {};
  const isNullable = raw["x-nullable"] === true;
  return isNullable ? { allOf: [{ $ref: ref }], nullable: true, ...readOnly } : { $ref: ref, ...readOnly };
}

function translateMap(map: JsonObject, refer: Refer): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, one]) => [name, translate(one, refer)]));
}

// OpenAPI 2.0, Parameter, Header and Items Objects: they hold the keywords of a schema among their own.
const keywords = [
  "type",
  "format",
  "items",
  "default",
  "enum",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "multipleOf",
  "x-nullable",
  "$ref",
];

/** The schema that a parameter or header spells out; where it has, against the specification, a `schema`, that. */
function schemaOfItems(raw: JsonObject): unknown {
  if (raw["type"] === undefined && isObject(raw["schema"])) return raw["schema"];
  const own = Object.fromEntries(
    keywords.filter((keyword) => keyword in raw).map((keyword) => [keyword, raw[keyword]]),
  );
  const { items } = own;
  if (!isObject(items)) return own;
  // A list in a list is written with two separators; no parameter style of OpenAPI 3 has that, so the inner one is text.
  return { ...own, items: items["type"] === "array" ? { type: "string" } : schemaOfItems(items) };
}
