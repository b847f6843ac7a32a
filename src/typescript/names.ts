/** A text as a literal of TypeScript. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A property's name, in quotes where it needs them. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__" ? name : literal(name);
}

/** `pet-shop.Item` → `PetShopItem`. */
export function typeName(written: string): string {
  const words = written.match(/[\p{L}\p{N}]+/gu) ?? [];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^\p{L}/u.test(joined) ? joined : `Type${joined}`;
}

/** A comment above a declaration, with a line break behind it; nothing where there is nothing to say. */
export function comment(text: string | undefined, indent = ""): string {
  const lines = (text ?? "")
    .replaceAll("*/", "*\\/")
    .split(/\r?\n/)
    .map((line) => line.trim());
  while (lines.at(-1) === "") lines.pop();
  while (lines[0] === "") lines.shift();
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0] ?? ""} */\n`;
  const middle = lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n");
  return `${indent}/**\n${middle}\n${indent} */\n`;
}

/** Alternatives, each once; `unknown` swallows the others. */
export function union(types: readonly string[]): string {
  const all = [...new Set(types)].filter((type) => type !== "never");
  if (all.includes("unknown")) return "unknown";
  return all.length === 0 ? "never" : all.map((type) => (all.length > 1 ? grouped(type) : type)).join(" | ");
}

/** What holds together; `unknown` says nothing. */
export function intersection(types: readonly string[]): string {
  const all = [...new Set(types)].filter((type) => type !== "unknown");
  if (all.includes("never")) return "never";
  return all.length === 0
    ? "unknown"
    : all.map((type) => (all.length > 1 ? grouped(type) : type)).join(" & ");
}

/** In brackets, where an operator could bind a part of it. */
export function grouped(type: string): string {
  return /^(?:[\w$.]+|"(?:[^"\\]|\\.)*"|\{[^{}]*\}|[\w$.]+\[\])$/.test(type) ? type : `(${type})`;
}
