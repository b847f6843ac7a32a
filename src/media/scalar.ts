const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Whether a schema of these types takes a text. */
export function takesText(types: ReadonlySet<string>): boolean {
  return types.has("string") || types.has("number") || types.has("integer") || types.has("boolean");
}

/**
 * What a text stands for in a format that knows only texts, in the lexical forms of XML Schema; one that stands for
 * nothing of these types stays as it is, so that the schema can say what is wrong with it.
 */
export function readScalar(text: string, types: ReadonlySet<string>): unknown {
  if (types.size === 0 || (types.size === 1 && types.has("string"))) return text;
  const bare = text.trim();
  if ((types.has("number") || types.has("integer")) && number.test(bare)) return Number(bare);
  if (types.has("boolean")) {
    if (bare === "true" || bare === "1") return true;
    if (bare === "false" || bare === "0") return false;
  }
  if (types.has("null") && !types.has("string") && bare === "") return null;
  return text;
}

/** A value as text, where the format knows only texts: what is no scalar is written as JSON. */
export function writeScalar(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
