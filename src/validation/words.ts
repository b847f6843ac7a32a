import { didYouMean } from "../problem/nearest.ts";
import type { Place, Violation } from "../problem/violation.ts";
import { pointerSegments } from "../schema/pointer.ts";
import type { SchemaError } from "../schema/schema.ts";

type Say = (params: Readonly<Record<string, unknown>>, error: SchemaError) => string;

const formats: Record<string, string> = {
  email: "a valid email address",
  "idn-email": "a valid email address",
  uuid: "a UUID",
  uri: "a URI",
  "uri-reference": "a URI or a relative reference",
  "date-time": "a date and time such as 2025-05-04T09:42:00Z",
  date: "a date such as 2025-05-04",
  time: "a time such as 09:42:00Z",
  duration: "a duration such as P1DT2H",
  hostname: "a host name",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  "idn-hostname": "a host name",
  iri: "an IRI",
  "json-pointer": "a JSON Pointer such as /roles/0",
  regex: "a regular expression",
  byte: "text in Base64",
  int32: "a whole number of at most 32 bits",
  int64: "a whole number of at most 64 bits",
};

const undeclared: Say = (_params, error) => {
  const properties = typeof error.schema === "object" ? (error.schema.properties ?? {}) : {};
  const written = pointerSegments(error.pointer).at(-1) ?? "";
  return `is not declared by the contract${didYouMean(written, Object.keys(properties))}`;
};

const limit: Say = ({ comparison, limit: bound }) => `must be ${String(comparison)} ${String(bound)}`;

/** What each keyword asks for, said to the person who sent the value. */
const sentences: Record<string, Say> = {
  required: () => "is required!",
  dependentRequired: ({ property }) => `is required when ${String(property)} is given`,
  type: ({ type }, { value }) => `must be ${kinds(type)}, not ${kindOf(value, type)}`,
  enum: ({ allowedValues }) => `must be ${oneOf(allowedValues)}`,
  discriminator: ({ allowedValues }, { value }) =>
    value === undefined
      ? `is required, and must be ${oneOf(allowedValues)}`
      : `must be ${oneOf(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${show(allowedValue)}`,
  format: ({ format }) => `must be ${formats[String(format)] ?? `in the format ${String(format)}`}`,
  pattern: ({ pattern }) => `must match the pattern ${String(pattern)}`,
  minLength: ({ limit: bound }) => `must have at least ${count(bound, "character")}`,
  maxLength: ({ limit: bound }) => `must have at most ${count(bound, "character")}`,
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  minItems: ({ limit: bound }) => `must have at least ${count(bound, "item")}`,
  maxItems: ({ limit: bound }) => `must have at most ${count(bound, "item")}`,
  items: ({ limit: bound }) => `must have at most ${count(bound, "item")}`,
  uniqueItems: ({ i, j }) =>
    `must not have the same item twice (items ${String(j)} and ${String(i)} are equal)`,
  contains: ({ minContains, maxContains }) =>
    maxContains === undefined
      ? `must have at least ${count(minContains ?? 1, "item")} of the kind the contract asks for`
      : `must have ${show(minContains ?? 1)} to ${count(maxContains, "item")} of the kind the contract asks for`,
  minProperties: ({ limit: bound }) => `must have at least ${count(bound, "property", "properties")}`,
  maxProperties: ({ limit: bound }) => `must have at most ${count(bound, "property", "properties")}`,
  additionalProperties: undeclared,
  unevaluatedProperties: () => "is not declared by the contract",
  unevaluatedItems: () => "has more items than the contract declares",
  propertyNames: ({ propertyName }) => `must not have a property named ${show(propertyName)}`,
  anyOf: choice,
  oneOf: ({ passingSchemas, ...params }, error) =>
    Array.isArray(passingSchemas)
      ? "fits more than one of the forms of which it must be one"
      : choice(params, error),
  not: () => "has a form that the contract excludes",
  "false schema": () => "is not allowed here",
};

/** A violation in words; `field` is what the sender calls the thing: `firstname`, `roles.0.status_role`. */
export function violationOf(error: SchemaError, place: Place, prefix = ""): Violation {
  const pointer = prefix + error.pointer;
  return {
    in: place,
    pointer,
    code: error.keyword,
    message: `${fieldOf(pointer) || place} ${sentence(error)}`,
    schemaPointer: error.schemaPointer,
  };
}

/** Of a choice of which nothing fits: what would have, where a sentence can hold it. */
function choice({ missing }: Readonly<Record<string, unknown>>, { alternatives = [] }: SchemaError): string {
  if (Array.isArray(missing)) {
    return `must have ${join(
      (missing as string[][]).map((names) => join(names, "and")),
      "or",
    )}`;
  }
  if (alternatives.length === 0) return "fits none of the forms the contract allows";
  const [first] = alternatives;
  if (first && alternatives.every(({ keyword }) => keyword === "type")) {
    const type = alternatives.flatMap(({ params }) => params["type"]);
    return sentence({ ...first, params: { type } });
  }
  const said = alternatives.map(sentence);
  return said.every((one) => one.startsWith("must be "))
    ? `must be ${join(
        said.map((one) => one.slice("must be ".length)),
        "or",
      )}`
    : join(said, "or");
}

function sentence(error: SchemaError): string {
  const say = sentences[error.keyword];
  return say ? say(error.params, error) : `breaks the rule ${error.keyword}`;
}

/** `/roles/0/status_role` → `roles.0.status_role`. */
export function fieldOf(pointer: string): string {
  return pointerSegments(pointer).join(".");
}

function kinds(type: unknown): string {
  const names = (Array.isArray(type) ? type : [type]).map((one) => article(String(one)));
  return join(names, "or");
}

function article(type: string): string {
  if (type === "null") return "null";
  if (type === "integer") return "a whole number";
  return /^[aio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function kindOf(value: unknown, type: unknown): string {
  if (value === null) return "null";
  // "A whole number, not a number" helps nobody.
  if (typeof value === "number" && String(type).includes("integer")) return String(value);
  if (value === undefined) return "missing";
  return article(Array.isArray(value) ? "array" : typeof value);
}

function oneOf(values: unknown): string {
  const shown = (values as unknown[]).slice(0, 12).map(show);
  const more = (values as unknown[]).length - shown.length;
  return more > 0 ? `one of ${shown.join(", ")} or ${String(more)} more` : `one of ${join(shown, "or")}`;
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function count(amount: unknown, one: string, many = `${one}s`): string {
  return `${String(amount)} ${amount === 1 ? one : many}`;
}

function join(parts: readonly string[], word: string): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1) ?? ""}`;
}
