import { declaredProperties, itemsOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { everything, summary } from "./error-facts.ts";
import { fillList, fillMap, isFieldMap, type Fill, type Telling } from "./error-list.ts";
import { requiredOf, viewsOf } from "./error-views.ts";
import { firstValid, memberFor, named, phraseOf, plainName, snakeOf, wordsOfStatus } from "./error-words.ts";

export type { Finding } from "./error-facts.ts";

/**
 * Learns from the schema of an error how its API speaks: a message, a map or list of fields, an `error` object,
 * a problem document. One function for each shape it may take; what they leave out is generated.
 */
export function learnShapes(schema: Schema, schemas: Schemas): readonly Fill[] {
  const types = typesOf(schema, schemas);
  const fills: Fill[] = viewsOf(schema, schemas).map((view) => fillObject(view, schemas, 0));
  if (types.has("array")) fills.unshift(fillList(schema, true, schemas));
  if (types.has("string"))
    fills.push(({ facts }) => firstValid([everything(facts), summary(facts)], schema, schemas));
  return fills;
}

function fillObject(schema: Schema, schemas: Schemas, depth: number): Fill {
  if (depth > 4) return () => undefined;
  const declared = declaredProperties(schema, schemas);
  const required = requiredOf(schema, schemas);
  const fills = [...declared].map(([name, property]) => {
    const within = { property, schemas, depth, isRequired: required.has(name), siblings: declared };
    return { name, fill: fillProperty(plainName(name), within) };
  });
  return (telling) => {
    const entries = fills.map(({ name, fill }) => [name, fill?.(telling)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
}

interface Within {
  readonly property: Schema;
  readonly schemas: Schemas;
  readonly depth: number;
  readonly isRequired: boolean;
  readonly siblings: ReadonlyMap<string, Schema>;
}

function fillProperty(name: string, within: Within): Fill | undefined {
  const { property, schemas, isRequired } = within;
  const types = typesOf(property, schemas);
  if (types.has("array") && (named.list.test(name) || areFindings(property, schemas)))
    return fillList(property, isRequired, schemas);
  const isOpen = types.size === 0;
  if (types.has("object") || (isOpen && named.many.test(name))) return fillNested(name, within);
  return (telling) => firstValid(scalarsOf(name, types, { within, telling }), property, schemas);
}

interface Scalar {
  readonly within: Within;
  readonly telling: Telling;
}

/** What a number, flag or text of that name may be, best first. */
function scalarsOf(
  name: string,
  types: ReadonlySet<string>,
  { within, telling }: Scalar,
): readonly unknown[] {
  const isNumber = types.has("integer") || types.has("number");
  if (isNumber && named.status.test(name)) return [telling.facts.status];
  if (types.has("boolean") && named.succeeded.test(name)) return [false];
  if (types.has("boolean") && named.failed.test(name)) return [true];
  return types.has("string") || types.size === 0 ? textsOf(name, within, telling) : [];
}

/** A list whose items name a field and say something of it, whatever it is called. */
function areFindings(list: Schema, schemas: Schemas): boolean {
  const names = [...declaredProperties(itemsOf(list, schemas), schemas).keys()].map(plainName);
  return names.some((name) => named.field.test(name)) && names.some((name) => named.message.test(name));
}

/** An object under a name such as `errors` or `error`: another level of the same, or a map of fields. */
function fillNested(name: string, { property, schemas, depth, isRequired }: Within): Fill | undefined {
  if (!named.list.test(name) && !named.nested.test(name)) return undefined;
  const isMap = named.list.test(name) && isFieldMap(property, schemas);
  if (isMap) return fillMap(property, isRequired, schemas);
  const shapes = viewsOf(property, schemas).map((view) => fillObject(view, schemas, depth + 1));
  return (telling) => shapes.map((fill) => fill(telling)).find((value) => !isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return typeof value !== "object" || value === null || Object.keys(value).length === 0;
}

/** What a text of that name may say, best first. */
function textsOf(name: string, within: Within, { facts, terse }: Telling): readonly unknown[] {
  const { property, schemas, siblings } = within;
  const { status } = facts;
  const names = [...siblings.keys()].map(plainName);
  const messages = names.filter((one) => named.message.test(one));
  const member = memberFor(property, wordsOfStatus(status), schemas);
  const others = messages.filter((one) => one !== name);
  if (named.phrase.test(name) && others.length > 0) return [phraseOf(status), member, snakeOf(status)];
  if (named.message.test(name) || (name === "title" && others.length === 0)) {
    const said = terse ? [summary(facts), everything(facts)] : [everything(facts), summary(facts)];
    return [...said, facts.message, phraseOf(status), member];
  }
  const constant = snakeOf(status).toUpperCase();
  if (named.statusText.test(name))
    return names.includes("code") ? [constant, member] : [String(status), member, phraseOf(status)];
  if (name === "type" && names.includes("title")) return ["about:blank", member];
  if (!named.code.test(name) || name === "key" || isAuthored(property, schemas)) return [member];
  return [name === "type" ? snakeOf(status) : constant, member];
}

/** Whether the document itself shows what the value looks like. */
export function isAuthored(property: Schema, schemas: Schemas): boolean {
  const resolved = schemas.resolve(property);
  if (typeof resolved !== "object") return false;
  return resolved.examples !== undefined || "const" in resolved || resolved.default !== undefined;
}
