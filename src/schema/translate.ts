import { escapeSegment, isObject } from "./pointer.ts";
import type { Direction, Schema, SchemaObject } from "./schema.ts";

/** The two families of dialects OpenAPI has used: 3.0's own, and JSON Schema 2020-12 from 3.1 on. */
export type Dialect = "3.0" | "2020-12";

export interface Translation {
  readonly dialect: Dialect;
  readonly direction: Direction;
  /** The name under which the target of a `$ref` is known to the compiler. */
  readonly name: (ref: string) => string;
  /** Follows a `$ref` in the document, for the one question that needs it: is this property readOnly? */
  readonly peek: (ref: string) => unknown;
  /** Told of every schema made and the fragment it was made from. */
  readonly note: (schema: SchemaObject, fragment: string) => void;
}

type Raw = Readonly<Record<string, unknown>>;

const inSchema = new Set([
  "additionalProperties",
  "items",
  "contains",
  "not",
  "if",
  "then",
  "else",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
  "additionalItems",
]);
const inList = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const inMap = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]);
// `$schema` and `$id` would move the base of references; the document's own pointers are the only addresses here.
const dropped = new Set(["$schema", "$id", "id", "nullable", "example", "xml", "externalDocs", "__proto__"]);

/** One schema of a document (at `fragment`) as JSON Schema 2020-12; references stay references, renamed. */
export function translate(raw: unknown, fragment: string, to: Translation): Schema {
  if (typeof raw === "boolean") return raw;
  if (!isObject(raw)) return true;
  const schema =
    typeof raw["$ref"] === "string"
      ? translateReference({ raw, ref: raw["$ref"] }, fragment, to)
      : translateObject(raw, fragment, to);
  to.note(schema, fragment);
  return schema;
}

function translateReference(
  { raw, ref }: { raw: Raw; ref: string },
  fragment: string,
  to: Translation,
): SchemaObject {
  const renamed = { $ref: to.name(ref) };
  // Siblings of `$ref` count from 3.1 on; in 3.0 they are ignored (Reference Object).
  if (to.dialect === "3.0" || Object.keys(raw).length === 1) return renamed;
  const siblings = without(raw, "$ref");
  return { ...translateObject(siblings, fragment, to), ...renamed };
}

function translateObject(raw: Raw, fragment: string, to: Translation): SchemaObject {
  const out: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(raw)) {
    if (dropped.has(keyword)) continue;
    const here = `${fragment}/${escapeSegment(keyword)}`;
    // Draft 4 wrote a list of `items`; it is called `prefixItems` now.
    if (keyword === "items" && Array.isArray(value)) out["prefixItems"] = translateList(value, here, to);
    else if (inSchema.has(keyword)) out[keyword] = translate(value, here, to);
    else if (inList.has(keyword)) out[keyword] = translateList(value, here, to);
    else if (inMap.has(keyword)) out[keyword] = translateMap(value, here, to);
    else out[keyword] = value;
  }
  if (!Array.isArray(out["examples"]) && "example" in raw) out["examples"] = [raw["example"]];
  if (to.dialect === "3.0") fromOpenApi30(out, raw, to.direction);
  askOnlyWhatIsSent(out, raw, to);
  return out;
}

function translateList(value: unknown, fragment: string, to: Translation): Schema[] {
  return list(value).map((one, index) => translate(one, `${fragment}/${String(index)}`, to));
}

function translateMap(value: unknown, fragment: string, to: Translation): Record<string, Schema> {
  const out = Object.create(null) as Record<string, Schema>;
  if (!isObject(value)) return out;
  for (const [name, one] of Object.entries(value)) {
    out[name] = translate(one, `${fragment}/${escapeSegment(name)}`, to);
  }
  return out;
}

function fromOpenApi30(out: Record<string, unknown>, raw: Raw, direction: Direction): void {
  exclusive(out, "exclusiveMinimum", "minimum");
  exclusive(out, "exclusiveMaximum", "maximum");
  if (raw["nullable"] !== true) return;
  if (typeof out["type"] === "string") out["type"] = [out["type"], "null"];
  // 3.0.3 says that null must be in the enum too, and beside allOf nullable does nothing; authors meant
  // otherwise. So null is accepted from others, and never sent.
  if (direction === "response") return;
  if (Array.isArray(out["enum"]) && !out["enum"].includes(null))
    out["enum"] = [...(out["enum"] as unknown[]), null];
  if (out["type"] === undefined && Array.isArray(out["allOf"])) {
    out["anyOf"] = [{ allOf: out["allOf"] }, { type: "null" }];
    delete out["allOf"];
  }
}

/** `exclusiveMinimum: true` beside `minimum: 3` → `exclusiveMinimum: 3`. */
function exclusive(out: Record<string, unknown>, flag: string, bound: string): void {
  if (typeof out[flag] !== "boolean") return;
  const isExclusive = out[flag] && typeof out[bound] === "number";
  Reflect.deleteProperty(out, flag);
  if (!isExclusive) return;
  out[flag] = out[bound];
  Reflect.deleteProperty(out, bound);
}

/**
 * OpenAPI 3.0.3, Schema Object: a required readOnly property is required of responses only, a writeOnly one of
 * requests only. What must not be sent in a response is taken out of its schema, so that nothing generates it.
 */
function askOnlyWhatIsSent(out: Record<string, unknown>, raw: Raw, to: Translation): void {
  if ("required" in out && !Array.isArray(out["required"])) delete out["required"];
  if (!isObject(raw["properties"])) return;
  const flag = to.direction === "request" ? "readOnly" : "writeOnly";
  const unsent = Object.entries(raw["properties"])
    .filter(([, property]) => hasFlag(property, flag, to))
    .map(([name]) => name);
  if (unsent.length === 0) return;
  const required = list(out["required"]).filter((name) => !unsent.includes(name as string));
  if (required.length > 0) out["required"] = required;
  else delete out["required"];
  if (to.direction === "response") {
    const properties = out["properties"] as Record<string, Schema>;
    for (const name of unsent) Reflect.deleteProperty(properties, name);
  }
}

function hasFlag(property: unknown, flag: string, to: Translation): boolean {
  if (!isObject(property)) return false;
  if (property[flag] === true) return true;
  const target = typeof property["$ref"] === "string" ? to.peek(property["$ref"]) : undefined;
  return isObject(target) && target[flag] === true;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A copy of an object that lacks one member. */
export function without<T extends object>(object: T, name: string): T {
  return Object.fromEntries(Object.entries(object).filter(([own]) => own !== name)) as T;
}
