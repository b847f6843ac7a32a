import { STATUS_CODES } from "node:http";
import type { Violation } from "../problem/violation.ts";
import { declaredProperties, itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

/** What an error response has to tell. */
export interface ErrorFacts {
  readonly status: number;
  /** Said where no single fields are to blame: the response's description. */
  readonly message: string;
  readonly findings: readonly Finding[];
}

/** One field and what is wrong with it. */
export interface Finding {
  /** `roles.0.status_role`; empty for the body as a whole. */
  readonly field: string;
  readonly message: string;
  readonly code: string;
  readonly in: Violation["in"];
}

/** Fills a part of an error body; undefined: nothing of ours belongs here. */
type Fill = (facts: ErrorFacts) => unknown;

export interface ErrorFiller {
  readonly fill: Fill;
  /** Names that lead to maps of fields: they hold what was found and nothing else. */
  readonly maps: readonly (readonly string[])[];
}

const leaf = {
  message:
    /^(message|msg|error_?message|error_?description|detail|details|description|reason|error|summary|fault_?string)$/i,
  phrase: /^(title|status_?text|error)$/i,
  status: /^(status|status_?code|http_?status|http_?code|code|error_?code)$/i,
  code: /^(code|error_?code|type|key|rule|keyword|kind)$/i,
  field:
    /^(field|fields?_?name|property|property_?path|path|param|parameter|name|attribute|key|pointer|loc|location|source|target|domain)$/i,
  where: /^(in|location|place|resource)$/i,
  list: /^(errors?|details?|violations?|validation_?errors?|invalid_?params?|issues?|messages?|fields?|problems?|causes?|reasons?)$/i,
};

/**
 * Learns from the schema of an error how its API speaks: a message, a map or list of fields, an `error` object,
 * a problem document. What the returned function gives is filled in; the rest is generated around it.
 */
export function createErrorFiller(schema: Schema, schemas: Schemas): ErrorFiller {
  return { fill: fillObject(schema, schemas, 0) ?? (() => undefined), maps: mapsIn(schema, schemas, 0) };
}

function mapsIn(schema: Schema, schemas: Schemas, depth: number): string[][] {
  if (depth > 4) return [];
  return [...declaredProperties(schema, schemas)].flatMap(([name, property]) => {
    if (!leaf.list.test(name) || !mayBeObject(property, schemas)) return [];
    if (isFieldMap(property, schemas)) return [[name]];
    return mapsIn(property, schemas, depth + 1).map((path) => [name, ...path]);
  });
}

function mayBeObject(schema: Schema, schemas: Schemas): boolean {
  const types = typesOf(schema, schemas);
  return types.has("object") || types.size === 0;
}

/** A map names its fields by itself: it declares none, or is open to others than it declares. */
function isFieldMap(schema: Schema, schemas: Schemas): boolean {
  return declaredProperties(schema, schemas).size === 0 || propertyOf(schema, " ", schemas) !== true;
}

function fillObject(schema: Schema, schemas: Schemas, depth: number): Fill | undefined {
  if (depth > 4) return undefined;
  const types = typesOf(schema, schemas);
  if (types.has("string") && depth === 0) return summary;
  if (types.has("array") && depth === 0) return fillList(itemsOf(schema, schemas), schemas, depth);
  const declared = declaredProperties(schema, schemas);
  const others = [...declared.keys()].filter((name) => leaf.message.test(name)).length;
  const fills = [...declared].flatMap(([name, property]) => {
    const fill = fillProperty(name, property, {
      schemas,
      depth,
      isPhrase: leaf.phrase.test(name) && others > 1,
    });
    return fill ? [{ name, fill }] : [];
  });
  if (fills.length === 0) return undefined;
  return (facts) => {
    const object: Record<string, unknown> = {};
    for (const { name, fill } of fills) {
      const value = fill(facts);
      if (value !== undefined) object[name] = value;
    }
    return object;
  };
}

interface Within {
  readonly schemas: Schemas;
  readonly depth: number;
  /** A name such as `error` holds the status in words where another property holds the message. */
  readonly isPhrase: boolean;
}

function fillProperty(
  name: string,
  property: Schema,
  { schemas, depth, isPhrase }: Within,
): Fill | undefined {
  const types = typesOf(property, schemas);
  const accepts = (fill: Fill): Fill => checked(fill, property, schemas);
  if (types.has("array") && leaf.list.test(name))
    return accepts(fillList(itemsOf(property, schemas), schemas, depth));
  if (mayBeObject(property, schemas)) {
    return leaf.list.test(name) ? accepts(fillNested(property, schemas, depth)) : undefined;
  }
  if (types.has("integer") || types.has("number"))
    return leaf.status.test(name) ? accepts(({ status }) => status) : undefined;
  if (!types.has("string")) return undefined;
  if (isPhrase || /^title$/i.test(name)) return accepts(({ status }) => STATUS_CODES[status]);
  if (leaf.message.test(name)) return accepts(summary);
  if (/^status/i.test(name)) return accepts(({ status }) => String(status));
  return undefined;
}

/** An object under a name such as `errors` or `error`: another level of the same, or a map of fields. */
function fillNested(property: Schema, schemas: Schemas, depth: number): Fill {
  if (!isFieldMap(property, schemas)) return fillObject(property, schemas, depth + 1) ?? (() => undefined);
  const others = propertyOf(property, " ", schemas);
  const takesList = others === true || typesOf(others, schemas).has("array");
  return ({ findings }) => (findings.length > 0 ? fieldMap(findings, takesList) : undefined);
}

/** `{ firstname: ["firstname is required!"] }` */
function fieldMap(findings: readonly Finding[], takesList: boolean): Record<string, unknown> {
  const map = Object.create(null) as Record<string, unknown>;
  for (const { field, in: place, message } of findings) {
    const key = field || place;
    const known = map[key];
    if (takesList) map[key] = [...((known as string[] | undefined) ?? []), message];
    else map[key] ??= message;
  }
  return map;
}

function fillList(items: Schema, schemas: Schemas, depth: number): Fill {
  if (typesOf(items, schemas).has("string")) {
    return (facts) =>
      facts.findings.length > 0 ? facts.findings.map(({ message }) => message) : [facts.message];
  }
  const fields = [...declaredProperties(items, schemas)];
  return (facts) => {
    const findings = facts.findings.length > 0 ? facts.findings : [general(facts)];
    return findings.map((finding) => {
      const item: Record<string, unknown> = {};
      for (const [name, property] of fields) {
        const value = itemValue(name, { property, finding, facts, schemas });
        if (value !== undefined && schemas.validator(property)(value).length === 0) item[name] = value;
        else if (depth < 2 && leaf.list.test(name)) continue;
      }
      return item;
    });
  };
}

interface ItemPart {
  readonly property: Schema;
  readonly finding: Finding;
  readonly facts: ErrorFacts;
  readonly schemas: Schemas;
}

function itemValue(name: string, { property, finding, facts, schemas }: ItemPart): unknown {
  const types = typesOf(property, schemas);
  if (types.has("integer") || types.has("number")) return leaf.status.test(name) ? facts.status : undefined;
  if (types.has("array"))
    return leaf.field.test(name) ? [finding.in, ...finding.field.split(".")] : undefined;
  if (types.has("object")) return sourceObject(property, finding, schemas);
  if (leaf.where.test(name) && name !== "location") return finding.in;
  if (/^pointer$/i.test(name)) return `/${finding.field.replaceAll(".", "/")}`;
  if (leaf.field.test(name)) return finding.field || finding.in;
  if (/^status/i.test(name)) return String(facts.status);
  if (leaf.code.test(name)) return finding.code;
  return leaf.message.test(name) ? finding.message : undefined;
}

/** JSON:API says where by `source: { pointer }` or `{ parameter }`. */
function sourceObject(property: Schema, { field, in: place }: Finding, schemas: Schemas): unknown {
  const declared = declaredProperties(property, schemas);
  if (place === "query" && declared.has("parameter")) return { parameter: field };
  if (declared.has("pointer")) return { pointer: `/${field.replaceAll(".", "/")}` };
  return undefined;
}

function general({ message, status }: ErrorFacts): Finding {
  return { field: "", message, code: String(status), in: "body" };
}

/** The first message, and how many more there are: `firstname is required! (and 2 more errors)`. */
export function summary({ findings, message }: ErrorFacts): string {
  const [first] = findings;
  if (!first) return message;
  const more = findings.length - 1;
  if (more === 0) return first.message;
  return `${first.message} (and ${String(more)} more error${more === 1 ? "" : "s"})`;
}

/** What the contract would refuse (an enum of codes, a pattern) is left to the generator. */
function checked(fill: Fill, property: Schema, schemas: Schemas): Fill {
  const judge = schemas.validator(property);
  return (facts) => {
    const value = fill(facts);
    if (value === undefined) return undefined;
    return typeof value === "object" || judge(value).length === 0 ? value : undefined;
  };
}
