import { declaredProperties, itemsOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { everything, summary, type ErrorFacts } from "./error-facts.ts";
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
  const fills: Fill[] = viewsOf(schema, schemas).map((view) => fillObject(view, schemas, []));
  if (types.has("array")) fills.unshift(fillList(schema, true, schemas));
  if (types.has("string")) fills.push(({ facts }) => firstValid(sentencesOf(facts), schema, schemas));
  // An object that declares nothing may say anything.
  if ((types.size === 0 || types.has("object")) && declaredProperties(schema, schemas).size === 0)
    fills.push(({ facts }) => ({ message: everything(facts) }));
  return fills;
}

function sentencesOf(facts: ErrorFacts): readonly string[] {
  const { status, message } = facts;
  return [everything(facts), summary(facts), message, phraseOf(status), String(status)];
}

/** `above`: the objects it is part of, so that an error does not cause itself. */
function fillObject(schema: Schema, schemas: Schemas, above: readonly Schema[]): Fill {
  const own = schemas.resolve(schema);
  if (above.length > 4 || above.includes(own)) return () => undefined;
  const declared = declaredProperties(schema, schemas);
  const required = requiredOf(schema, schemas);
  const fills = [...declared].map(([name, property]) => {
    const isRequired = required.has(name);
    const within = { property, schemas, above: [...above, own], isRequired, siblings: declared };
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
  readonly above: readonly Schema[];
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
function fillNested(name: string, { property, schemas, above, isRequired }: Within): Fill | undefined {
  const worded = named.sentence.test(name) ? wordedIn(property, schemas) : undefined;
  if (worded !== undefined)
    return ({ facts, terse }) => ({ [worded]: terse ? summary(facts) : everything(facts) });
  if (!named.list.test(name) && !named.nested.test(name)) return undefined;
  const isMap = named.list.test(name) && isFieldMap(property, schemas);
  if (isMap) return fillMap(property, isRequired, schemas);
  const shapes = viewsOf(property, schemas).map((view) => fillObject(view, schemas, above));
  return (telling) => shapes.map((fill) => fill(telling)).find((value) => !isEmpty(value));
}

/** OData 2 has `message: { lang, value }`. */
function wordedIn(message: Schema, schemas: Schemas): string | undefined {
  return [...declaredProperties(message, schemas).keys()].find((name) => /^(value|text)$/i.test(name));
}

function isEmpty(value: unknown): boolean {
  return typeof value !== "object" || value === null || Object.keys(value).length === 0;
}

/** What a text of that name may say, best first. */
function textsOf(name: string, within: Within, { facts, terse }: Telling): readonly unknown[] {
  const { property, schemas, siblings, isRequired } = within;
  const { status } = facts;
  const names = [...siblings.keys()].map(plainName);
  const isSaidElsewhere = names.some((one) => one !== name && named.message.test(one));
  const member = memberFor(property, wordsOfStatus(status), schemas);
  if (named.phrase.test(name) && isSaidElsewhere) return [phraseOf(status), member, snakeOf(status)];
  if (named.message.test(name) || (name === "title" && !isSaidElsewhere))
    return [...(terse ? [summary(facts)] : []), ...sentencesOf(facts), member];
  if (named.requested.test(name) && isRequired) return [facts.path];
  if (named.blamed.test(name)) return facts.findings.flatMap(({ field }) => field || []);
  return codesOf(name, { property, schemas, names, status, member });
}

interface Coded extends Pick<Within, "property" | "schemas"> {
  /** Of the whole object. */
  readonly names: readonly string[];
  readonly status: number;
  /** Of the property's own list, the one that means the status. */
  readonly member: unknown;
}

function codesOf(name: string, { property, schemas, names, status, member }: Coded): readonly unknown[] {
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
