import type { Schema, SchemaObject } from "../schema/schema.ts";
import { refuseMalformed } from "../schema/unusable.ts";
import {
  branchLabels,
  heirsOf,
  inheritedLabels,
  labelled,
  withoutVainLabels,
  type Labels,
} from "./discriminator.ts";
import { hashValue } from "./hash.ts";
import type { Lookup } from "./lookup.ts";

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
type ChoiceKeyword = "oneOf" | "anyOf" | "if" | "heirs";
const choiceKeywords = ["oneOf", "anyOf", "if", "heirs"] as const;

/** A branch that was taken at a `oneOf`, `anyOf` or `if`, or among the heirs of a base. */
interface Taken {
  readonly member: SchemaObject;
  readonly keyword: ChoiceKeyword;
  readonly index: number;
}

/** Schemas that one value must satisfy all at once, and the branches taken in them. */
export interface Node {
  readonly schemas: readonly Schema[];
  readonly taken: readonly Taken[];
  /** True where something above judges the value already. */
  readonly judged: boolean;
}

/** A choice that is still open: one node for each branch. */
export interface Choice {
  readonly keyword: ChoiceKeyword;
  readonly branches: readonly Node[];
  /** The property that tells a reader which branch was chosen, and what it says of each. */
  readonly discriminator: Labels | undefined;
  /** The schemas of the branches as the document has them. */
  readonly alternatives: readonly Schema[];
}

/** What all schemas of a node ask for together. */
export interface Shape {
  readonly members: readonly SchemaObject[];
  /** What the value may be; every type when nothing restricts it. */
  readonly types: readonly JsonType[];
  /** False when no schema names a type and `types` is guessed from other keywords or is everything. */
  readonly typed: boolean;
  /** The values of `enum` and `const`, where there are any. */
  readonly values: readonly unknown[] | undefined;
  readonly choice: Choice | undefined;
  /** A schema `false` among them. */
  readonly never: boolean;
  /** Keywords that cannot be satisfied by construction alone. */
  readonly hard: boolean;
  /** The last segment of the reference that led here: what people call this schema. */
  readonly reference: string;
}

/** A node of one schema. */
export function nodeOf(schemas: readonly Schema[]): Node {
  return { schemas, taken: [], judged: false };
}

const allTypes: readonly JsonType[] = ["string", "object", "array", "integer", "number", "boolean", "null"];
const hardKeywords = [
  "not",
  "if",
  "contains",
  "propertyNames",
  "dependentSchemas",
  "unevaluatedItems",
  "patternProperties",
  "dependencies",
] as const;
const typesByKeyword: readonly (readonly [JsonType, readonly string[]])[] = [
  [
    "object",
    [
      "properties",
      "additionalProperties",
      "required",
      "patternProperties",
      "propertyNames",
      "minProperties",
      "maxProperties",
      "dependentRequired",
      "unevaluatedProperties",
    ],
  ],
  ["array", ["items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"]],
  ["string", ["pattern", "minLength", "maxLength", "format"]],
  ["number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]],
];

/** Gathers what a node asks for, through references, `allOf` and the branches taken. */
export function shapeOf(node: Node, lookup: Lookup): Shape {
  const gathered: SchemaObject[] = [];
  let never = false;
  let choice: Choice | undefined;
  let reference = "";
  const visit = (schema: Schema): void => {
    reference ||= lookup.nameOf(schema);
    const resolved = lookup.resolve(schema);
    if (resolved === false) never = true;
    if (typeof resolved === "boolean" || gathered.includes(resolved)) return;
    refuseMalformed(resolved);
    gathered.push(resolved);
    resolved.allOf?.forEach(visit);
    for (const keyword of choiceKeywords) {
      if (resolved[keyword] === undefined) continue;
      const taken = node.taken.find((one) => one.member === resolved && one.keyword === keyword);
      if (taken) branchesOf(resolved, keyword, lookup)[taken.index]?.forEach(visit);
      else choice ??= openChoice(node, { member: resolved, keyword }, lookup);
    }
  };
  node.schemas.forEach(visit);
  for (let before = -1; before < gathered.length;) {
    before = gathered.length;
    dependents(gathered).forEach(visit);
  }
  inheritedLabels(gathered, reference).forEach(visit);
  const members = withoutVainLabels(gathered, lookup);
  const { types, typed } = typesOf(members);
  const closed = members.some((member) => member.unevaluatedProperties !== undefined) && members.length > 1;
  const hard =
    closed ||
    members.some((member) => hardKeywords.some((keyword) => member[keyword] !== undefined)) ||
    severalPatterns(members);
  return { members, types, typed, values: valuesOf(members), choice, never, hard, reference };
}

function severalPatterns(members: readonly SchemaObject[]): boolean {
  const count = (keyword: string): number => members.filter((member) => member[keyword] !== undefined).length;
  return (
    count("pattern") > 1 ||
    count("format") > 1 ||
    (count("pattern") > 0 && count("format") > 0) ||
    count("multipleOf") > 1
  );
}

// `dependentSchemas` of a property that is always there (every declared one is) hold for every value.
function dependents(members: readonly SchemaObject[]): readonly Schema[] {
  const isThere = (name: string): boolean =>
    members.some(
      ({ properties = {}, required = [], dependentRequired = {} }) =>
        Object.hasOwn(properties, name) ||
        required.includes(name) ||
        Object.values(dependentRequired).some((others) => others.includes(name)),
    );
  return members.flatMap((member) =>
    Object.entries(member.dependentSchemas ?? {}).flatMap(([name, schema]) =>
      isThere(name) ? [schema] : [],
    ),
  );
}

function openChoice(node: Node, { member, keyword }: Omit<Taken, "index">, lookup: Lookup): Choice {
  const branches = branchesOf(member, keyword, lookup).map((_, index) => {
    return { ...node, taken: [...node.taken, { member, keyword, index }] };
  });
  const discriminator =
    keyword === "if" ? undefined : branchLabels(member, alternativesOf(member, keyword), lookup);
  return { keyword, branches, discriminator, alternatives: alternativesOf(member, keyword) };
}

function alternativesOf(member: SchemaObject, keyword: ChoiceKeyword): readonly Schema[] {
  if (keyword === "heirs") return heirsOf(member);
  return keyword === "if" ? [] : (member[keyword] ?? []);
}

/** The schemas each branch adds. */
function branchesOf(
  member: SchemaObject,
  keyword: ChoiceKeyword,
  lookup: Lookup,
): readonly (readonly Schema[])[] {
  if (keyword === "if") return [[member.if ?? true, member.then ?? true], [member.else ?? true]];
  const alternatives = alternativesOf(member, keyword);
  const labels = branchLabels(member, alternatives, lookup);
  return alternatives.map((branch, index) => {
    const values = labels?.values[index];
    return labels && values ? [labelled(labels.property, values), branch] : [branch];
  });
}

function typesOf(members: readonly SchemaObject[]): { types: readonly JsonType[]; typed: boolean } {
  let types: readonly JsonType[] | undefined;
  for (const { type } of members) {
    if (type === undefined) continue;
    const own = (typeof type === "string" ? [type] : type) as readonly JsonType[];
    types = types === undefined ? own : intersect(types, own);
  }
  if (types) return { types, typed: true };
  const guessed = typesByKeyword.find(([, keywords]) =>
    members.some((member) => keywords.some((keyword) => member[keyword] !== undefined)),
  );
  return { types: guessed ? [guessed[0]] : allTypes, typed: false };
}

function intersect(a: readonly JsonType[], b: readonly JsonType[]): readonly JsonType[] {
  const both = a.filter((type) => b.includes(type) || (type === "integer" && b.includes("number")));
  return b.includes("integer") && a.includes("number") && !a.includes("integer")
    ? [...both, "integer"]
    : both;
}

function valuesOf(members: readonly SchemaObject[]): readonly unknown[] | undefined {
  let values: readonly unknown[] | undefined;
  const keep = (own: readonly unknown[]): void => {
    const hashes = new Set(own.map((value) => hashValue(value)));
    values = values === undefined ? own : values.filter((value) => hashes.has(hashValue(value)));
  };
  for (const member of members) {
    if (member.enum !== undefined) keep(member.enum);
    if (Object.hasOwn(member, "const")) keep([member.const]);
  }
  return values;
}

/** What the members ask of the item at an index. */
export function itemSchemas(members: readonly SchemaObject[], index: number): readonly Schema[] {
  return members.flatMap((member) => {
    const own = member.prefixItems?.[index] ?? member.items;
    return own === undefined ? [] : [own];
  });
}

/** The strictest number of a keyword, or undefined where no member has it. */
export function strictest(
  members: readonly SchemaObject[],
  keyword: string,
  choose: (...all: number[]) => number,
): number | undefined {
  const all = members
    .map((member) => member[keyword])
    .filter((value): value is number => typeof value === "number");
  return all.length === 0 ? undefined : choose(...all);
}
