import type { JsonObject } from "../contract/read.ts";
import { didYouMean } from "../problem/nearest.ts";
import { isOfType, jsonTypes } from "../schema/json-type.ts";
import { compilePattern } from "../schema/pattern.ts";
import { isObject } from "../schema/pointer.ts";
import { finding, type Finding, type FindingCode } from "./finding.ts";
import { checkKeywords } from "./keywords.ts";
import type { Part } from "./parts.ts";

/** What is wrong with one schema, whatever it holds or refers to. */
export function checkSchema({ value, fragment }: Part): Finding[] {
  return [
    ...checkKeywords(value, fragment),
    ...checkType(value, fragment),
    ...checkEnum(value, fragment),
    ...checkRequired(value, fragment),
    ...checkPattern(value, fragment),
  ];
}

function typesOf({ type }: JsonObject): readonly unknown[] {
  if (type === undefined) return [];
  return Array.isArray(type) ? (type as unknown[]) : [type];
}

function checkType(schema: JsonObject, fragment: string): Finding[] {
  return typesOf(schema)
    .filter((type) => typeof type !== "string" || !jsonTypes.includes(type))
    .map((type) => {
      const meant = typeof type === "string" ? didYouMean(type, jsonTypes) : "";
      return finding("type-unknown", `${fragment}/type`, `there is no type ${JSON.stringify(type)}${meant}`);
    });
}

function checkEnum(schema: JsonObject, fragment: string): Finding[] {
  const values: unknown = schema["enum"];
  if (!Array.isArray(values)) return [];
  const texts = values.map((value) => JSON.stringify(value));
  const first = new Map(texts.map((text, index) => [text, index] as const).toReversed());
  const twice = [...texts.keys()].filter((index) => first.get(texts[index] ?? "") !== index);
  const declared = typesOf(schema).filter((type) => typeof type === "string");
  const strangers =
    declared.length === 0 || declared.some((type) => !jsonTypes.includes(type))
      ? []
      : [...texts.keys()].filter((index) => {
          const value: unknown = values[index];
          return value !== null && !declared.some((type) => isOfType(value, type));
        });
  const tell = (code: FindingCode, indexes: readonly number[], said: (text: string) => string) =>
    indexes.slice(0, 1).map((index) => {
      const more = indexes.length > 1 ? ` (and ${String(indexes.length - 1)} more)` : "";
      return finding(code, `${fragment}/enum/${String(index)}`, said(texts[index] ?? "") + more);
    });
  return [
    ...tell("enum-duplicate", twice, (text) => `${text} is in the list already`),
    ...tell(
      "enum-mismatch",
      strangers,
      (text) => `${text} is a value that ${declared.join(" or ")} excludes`,
    ),
  ];
}

/** Keywords by which other schemas may declare what this one requires. */
const elsewhere = [
  "$ref",
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "patternProperties",
  "$dynamicRef",
  "dependentSchemas",
];
/** A schema at such a place speaks of the same value as the one that holds it. */
const beside = /\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|dependentSchemas\/[^/]+)$/;

function checkRequired(schema: JsonObject, fragment: string): Finding[] {
  const { required, properties, additionalProperties } = schema;
  if (!Array.isArray(required) || !isObject(properties) || Object.keys(properties).length === 0) return [];
  const isDeclaredElsewhere =
    beside.test(fragment) || isObject(additionalProperties) || elsewhere.some((keyword) => keyword in schema);
  if (isDeclaredElsewhere) return [];
  return required.flatMap((name: unknown, index) => {
    if (typeof name !== "string" || Object.hasOwn(properties, name)) return [];
    const meant = didYouMean(name, Object.keys(properties));
    const said = `${JSON.stringify(name)} is required and is none of the properties${meant}`;
    return [finding("required-undeclared", `${fragment}/required/${String(index)}`, said)];
  });
}

function checkPattern({ pattern }: JsonObject, fragment: string): Finding[] {
  if (typeof pattern !== "string") return [];
  try {
    compilePattern(pattern);
    return [];
  } catch (error) {
    return [finding("pattern-invalid", `${fragment}/pattern`, (error as Error).message)];
  }
}
