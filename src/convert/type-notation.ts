const NAMES = ["string", "integer", "number", "boolean", "object", "array", "null", "any"] as const;

export type TypeName = (typeof NAMES)[number];

/** `array[string(email)]` is `{ name: "array", items: … }`; `format` is any word the page gives. */
export interface TypeAlternative {
  readonly name: TypeName;
  readonly format: string | undefined;
  readonly items: TypeNotation | undefined;
}

/** A documented type: `string | array[string]` has two alternatives, `string(nullable)` one. */
export interface TypeNotation {
  readonly alternatives: readonly TypeAlternative[];
  readonly nullable: boolean;
}

interface Prefix<T> {
  readonly value: T;
  readonly rest: string;
}

/** Reads a type at the start of a text and gives what follows it; undefined where no type stands there. */
export function readTypePrefix(text: string): { type: TypeNotation; rest: string } | undefined {
  const union = readUnion(text);
  if (!union || !/^(\s|$)/.test(union.rest)) return undefined;
  return { type: union.value, rest: union.rest.trimStart() };
}

/** Reads a text that is a type and nothing else. */
export function readType(text: string): TypeNotation | undefined {
  const read = readTypePrefix(text.trim());
  return read?.rest === "" ? read.type : undefined;
}

/** The notation of a type, for people and for comparison. */
export function typeText(type: TypeNotation | undefined): string {
  if (!type) return "any type";
  const [first, ...others] = type.alternatives.map(alternativeText);
  const several = others.length > 0 || first === undefined;
  if (!type.nullable) return [first, ...others].join(" | ");
  return several ? [...(first ? [first] : []), ...others, "null"].join(" | ") : withSlot(first, "nullable");
}

function alternativeText({ name, format, items }: TypeAlternative): string {
  return `${name}${items ? `[${typeText(items)}]` : ""}${format ? `(${format})` : ""}`;
}

function withSlot(text: string, word: string): string {
  return text.endsWith(")") ? `${text.slice(0, -1)}, ${word})` : `${text}(${word})`;
}

function readUnion(text: string): Prefix<TypeNotation> | undefined {
  const first = readAlternative(text);
  if (!first) return undefined;
  const read = [first.value];
  let rest = first.rest;
  for (let bar = /^\s*\|\s*/.exec(rest); bar; bar = /^\s*\|\s*/.exec(rest)) {
    const next = readAlternative(rest.slice(bar[0].length));
    if (!next) return undefined;
    read.push(next.value);
    rest = next.rest;
  }
  const alternatives = read
    .filter(({ name }) => name !== "null")
    .map(({ name, format, items }) => ({ name, format, items }));
  return { value: { alternatives, nullable: read.some(({ nullable }) => nullable) }, rest };
}

function readAlternative(text: string): Prefix<TypeAlternative & { nullable: boolean }> | undefined {
  const name = NAMES.find((candidate) => new RegExp(`^${candidate}(?![\\w-])`).test(text));
  if (!name) return undefined;
  const items = readItems(text.slice(name.length));
  if (!items) return undefined;
  const slot = /^\(([^()]+)\)/.exec(items.rest);
  // `nullable` sits where the format sits, alone or beside it.
  const words = (slot?.[1] ?? "").split(/[\s,|]+/).filter(Boolean);
  return {
    value: {
      name,
      format: words.filter((word) => word !== "nullable" && word !== "null").join(" ") || undefined,
      items: items.value,
      nullable: name === "null" || words.includes("nullable") || words.includes("null"),
    },
    rest: items.rest.slice(slot?.[0].length ?? 0),
  };
}

function readItems(text: string): Prefix<TypeNotation | undefined> | undefined {
  if (!text.startsWith("[")) return { value: undefined, rest: text };
  const inner = readUnion(text.slice(1));
  return inner?.rest.startsWith("]") ? { value: inner.value, rest: inner.rest.slice(1) } : undefined;
}
