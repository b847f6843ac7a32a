import { declaredProperties, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { ErrorFacts, Finding } from "./error-facts.ts";
import {
  firstValid,
  memberFor,
  named,
  phraseOf,
  plainName,
  snakeOf,
  wordsOfCode,
  wordsOfStatus,
} from "./error-words.ts";
import { requiredOf, viewsOf } from "./error-views.ts";

export interface ItemFacts {
  /** Undefined: the error is not about any field. */
  readonly finding: Finding | undefined;
  readonly facts: ErrorFacts;
  readonly schemas: Schemas;
}

/** One finding as an item of a list: its message, or what an object has room for; undefined where that is nothing. */
export function itemOf(items: Schema, about: ItemFacts): unknown {
  const { finding, facts, schemas } = about;
  const types = typesOf(items, schemas);
  if (types.has("string") || (types.size === 0 && declaredProperties(items, schemas).size === 0)) {
    return firstValid([finding?.message ?? facts.message], items, schemas);
  }
  for (const view of viewsOf(items, schemas)) {
    const item = objectOf(view, about);
    if (Object.keys(item).some(isTelling)) return item;
  }
  return undefined;
}

/** A code alone says nothing that a person could use. */
function isTelling(name: string): boolean {
  const plain = plainName(name);
  return [named.field, named.message, named.list, named.phrase].some((names) => names.test(plain));
}

function objectOf(schema: Schema, about: ItemFacts): Record<string, unknown> {
  const { finding, facts, schemas } = about;
  const declared = [...declaredProperties(schema, schemas)];
  const required = requiredOf(schema, schemas);
  const hasMessage = declared.some(([name]) => named.message.test(plainName(name)));
  const hasSentence = declared.some(([name]) => named.sentence.test(plainName(name)));
  const entries = declared.flatMap(([name, property]) => {
    const isRequired = required.has(name);
    const part = { finding, facts, schemas, property, hasMessage, hasSentence, isRequired };
    const value = partOf(plainName(name), part);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

interface Part extends ItemFacts {
  readonly property: Schema;
  readonly hasMessage: boolean;
  readonly hasSentence: boolean;
  readonly isRequired: boolean;
}

function partOf(name: string, part: Part): unknown {
  const { property, finding, facts, schemas } = part;
  const types = typesOf(property, schemas);
  const isPlace = named.field.test(name) || named.place.test(name);
  if (types.has("integer") || types.has("number"))
    return named.status.test(name) ? firstValid([facts.status], property, schemas) : undefined;
  if (isPlace && !finding && !part.isRequired) return undefined;
  if (types.has("array")) return firstValid(listsOf(name, part), property, schemas);
  if (types.has("object") && declaredProperties(property, schemas).size > 0)
    return isPlace || named.list.test(name) ? nested(part) : undefined;
  return firstValid(textsOf(name, part), property, schemas);
}

/** What a list of that name may say: where (`loc: ["body", "name"]`), or what. */
function listsOf(name: string, { finding, facts }: Part): unknown[] {
  if (named.field.test(name)) return finding ? [segments(finding), [finding.field]] : [["request"]];
  return named.list.test(name) ? [[messageOf({ finding, facts })]] : [];
}

/** JSON:API says where by `source: { pointer }` or `{ parameter }`. */
function nested({ property, ...about }: Part): unknown {
  const { finding, schemas } = about;
  const declared = declaredProperties(property, schemas);
  if (finding?.in !== "body" && declared.has("parameter") && finding) return { parameter: finding.field };
  if (declared.has("pointer")) return { pointer: pointerOf(finding) };
  const whole = objectOf(property, about);
  return Object.keys(whole).length > 0 ? whole : undefined;
}

/** What a text of that name may say, best first. */
function textsOf(name: string, part: Part): unknown[] {
  const { property, finding, facts, hasMessage, schemas } = part;
  const isCode =
    named.code.test(name) && (!named.message.test(name) || part.hasSentence || hasEnum(property, schemas));
  if (name === "title") return [hasMessage ? phraseOf(facts.status) : messageOf(part)];
  if (named.place.test(name) || (named.field.test(name) && name !== "key")) return [whereOf(name, finding)];
  if (named.statusText.test(name)) return [String(facts.status)];
  // `reason` and `error` may be either: beside a message, or as a closed list, they are codes.
  if (isCode) return codesOf(part);
  return named.message.test(name) ? [messageOf(part)] : [];
}

function codesOf({ property, finding, facts, schemas }: Part): unknown[] {
  const words = finding ? wordsOfCode(finding.code) : wordsOfStatus(facts.status);
  return [memberFor(property, words, schemas), finding?.code ?? snakeOf(facts.status)];
}

function whereOf(name: string, finding: Finding | undefined): string {
  if (/^(json)?pointer$/.test(name)) return pointerOf(finding);
  if (!finding) return "request";
  return named.place.test(name) || finding.field === "" ? finding.in : finding.field;
}

function messageOf({ finding, facts }: Pick<ItemFacts, "finding" | "facts">): string {
  return finding?.message ?? facts.message;
}

function hasEnum(schema: Schema, schemas: Schemas): boolean {
  const resolved = schemas.resolve(schema);
  return typeof resolved === "object" && resolved.enum !== undefined;
}

function pointerOf(finding: Finding | undefined): string {
  return finding?.field ? `/${finding.field.replaceAll(".", "/")}` : "";
}

function segments({ in: place, field }: Finding): string[] {
  return field === "" ? [place] : [place, ...field.split(".")];
}
