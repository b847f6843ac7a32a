import type { DeclaredResponse, Operation } from "../../contract/operation.ts";
import type { Schema, SchemaObject } from "../../schema/schema.ts";
import { bodySchemas, exampleNames, successResponses } from "../declared.ts";
import type { BodyShapes } from "./body-shapes.ts";
import type { Definitions } from "./definitions.ts";
import type { Fields } from "./fields.ts";
import { described } from "./words.ts";

export interface ResponseTools {
  readonly definitions: Definitions;
  readonly bodies: BodyShapes;
}

/** What a response of an operation may say, unless it says `undeclared: true`. */
export function responsePart(operation: Operation, fields: Fields, tools: ResponseTools): SchemaObject {
  const { responses } = operation;
  const status = { description: told(responses), ...statusPart(operation) };
  const errors = errorFields(operation, fields);
  return unlessUndeclared({
    properties: {
      status: tools.definitions.share("status", status),
      ...(errors ? { errors: tools.definitions.share("errors", errors) } : {}),
    },
    allOf: casesOf(operation, tools),
  });
}

/** A part that is asked for where the contract has to know the response. */
export function unlessUndeclared(part: SchemaObject): SchemaObject {
  return { if: { $ref: "#/$defs/undeclared" }, else: part };
}

/** Any status; these are named. */
export function offered(statuses: readonly number[]): SchemaObject {
  return statuses.length === 0 ? {} : { anyOf: [{ enum: statuses }, { type: "integer" }] };
}

/** The statuses that an operation declares by their numbers. */
export function statusesOf({ responses }: Operation): readonly number[] {
  const numbers = responses.map(({ key }) => Number(key));
  return [...new Set(numbers.filter((status) => status >= 200 && status <= 599))];
}

/** A case for each status, and for none, which is a success; those that come to the same are one. */
function casesOf(operation: Operation, tools: ResponseTools): readonly SchemaObject[] {
  const keys = operation.responses.map(({ key }) => key);
  const cases = new Map<string, { part: SchemaObject; like: Schema[] }>();
  const add = (part: SchemaObject, like: Schema) => {
    const text = JSON.stringify(part);
    const known = cases.get(text);
    if (known) known.like.push(like);
    else cases.set(text, { part, like: [like] });
  };
  for (const declared of operation.responses) {
    const like = { required: ["status"], properties: { status: statusLike(declared.key, keys) } };
    add(declaredPart([declared], tools), like);
  }
  add(declaredPart(successResponses(operation), tools), { not: { required: ["status"] } });
  return [...cases.values()].map(({ part, like: [first, ...more] }) =>
    tools.definitions.share("case", {
      if: more.length === 0 && first !== undefined ? first : { anyOf: [first ?? true, ...more] },
      then: part,
    }),
  );
}

/** What may be said of a response that is one of these. */
function declaredPart(
  declared: readonly DeclaredResponse[],
  { bodies, definitions }: ResponseTools,
): SchemaObject {
  const examples = exampleNames(declared);
  const hasBody = declared.length === 0 || declared.some(({ content }) => content.length > 0);
  const body = hasBody ? bodies.of(bodySchemas(declared)) : false;
  const headers = declared.flatMap((one) => one.headers.map(({ name }) => [name, true] as const));
  const properties = {
    example: examples.length > 0 ? { enum: examples } : false,
    ...(body === true ? {} : { body }),
    ...(hasBody ? {} : { errors: false, patch: false }),
    ...(headers.length > 0 ? { headers: { properties: Object.fromEntries(headers) } } : {}),
  };
  return definitions.share("declared", { properties });
}

function errorFields({ parameters }: Operation, { fields }: Fields): SchemaObject | undefined {
  const outer = fields.filter(({ segments }) => segments.length === 1);
  const names = [...parameters.map(({ name }) => name), ...outer.map(({ segments }) => segments.join("."))];
  if (names.length === 0) return undefined;
  return { properties: Object.fromEntries(names.map((name) => [name, true])) };
}

/** `201: Created. 404: No such pet.` */
function told(responses: readonly DeclaredResponse[]): string {
  const lines = responses.map(({ key, description }) => {
    const line = described(description).description;
    return line === undefined ? key : `${key}: ${line.replace(/\.$/, "")}`;
  });
  return `${lines.join(". ")}. Others beside undeclared: true.`;
}

function statusPart(operation: Operation): SchemaObject {
  const numbers = statusesOf(operation);
  const keys = operation.responses.map(({ key }) => key);
  if (keys.includes("default")) return offered(numbers);
  const all = [...(numbers.length > 0 ? [{ enum: numbers }] : []), ...keys.filter(isRange).map(rangeOf)];
  const [only] = all;
  if (!only) return { not: {} };
  return all.length === 1 ? only : { anyOf: all };
}

/** The statuses that a key stands for: a number goes before its range, and that before `default`. */
function statusLike(key: string, keys: readonly string[]): SchemaObject {
  if (!isRange(key) && key !== "default") return { const: Number(key) };
  const numbers = keys.map(Number).filter((status) => !Number.isNaN(status));
  const others = [
    ...(numbers.length > 0 ? [{ enum: numbers }] : []),
    ...(key === "default" ? keys.filter(isRange).map(rangeOf) : []),
  ];
  const own = key === "default" ? {} : rangeOf(key);
  return others.length > 0 ? { ...own, not: { anyOf: others } } : own;
}

function isRange(key: string): boolean {
  return /^\dXX$/.test(key);
}

function rangeOf(key: string): SchemaObject {
  const first = Number(key[0]) * 100;
  return { minimum: first, maximum: first + 99 };
}
