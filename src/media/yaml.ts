import { parse, stringify } from "yaml";
import { unreadable } from "./unreadable.ts";

/** Characters: YAML takes its reader hundreds of times as long as JSON, while other requests wait. */
const sizeLimit = 100_000;

/** A YAML text as a value; aliases are expanded a hundred times at most. Throws ProblemError `invalid-body`. */
export function parseYaml(text: string): unknown {
  if (text.length > sizeLimit) throw unreadable("YAML", `it has more than ${String(sizeLimit)} characters.`);
  try {
    return parse(text, { logLevel: "error", maxAliasCount: 100 }) as unknown;
  } catch (error) {
    const reason = error instanceof RangeError ? "it is nested too deeply." : (error as Error).message;
    throw unreadable("YAML", reason);
  }
}

/** A value as YAML. */
export function writeYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false });
}
