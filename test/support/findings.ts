import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { locum, locumHere } from "./cli.ts";
import { temporaryFolder } from "./mock.ts";

export interface ToldFinding {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly place: string;
  readonly level: string;
  readonly code: string;
  readonly said: string;
}

export interface DocumentReport {
  readonly source: string;
  readonly operations: number;
  readonly errors: number;
  readonly warnings: number;
  readonly secondOpinion: string | null;
}

/** Writes files into a folder of their own, by their names; the path of each. */
export async function saved<Name extends string>(files: Record<Name, string>): Promise<Record<Name, string>> {
  const folder = await temporaryFolder();
  const entries = Object.entries<string>(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return [name, path];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** Runs `locum validate --json` on files, without Prism unless `flags` say otherwise. */
export async function validated(paths: readonly string[], flags = ["--no-second-opinion"]) {
  const args = ["validate", ...paths, "--json", ...flags];
  // Prism works in a thread of its own, which wants what was built.
  const isAlone = flags.includes("--no-second-opinion");
  const { code, out, err } = await (isAlone ? locumHere(...args) : locum(args));
  const report = JSON.parse(out || "{}") as { findings: ToldFinding[]; documents: DocumentReport[] };
  return { code, err, ...report };
}

/** `code line:column` of what is found in one document. */
export async function codesIn(text: string, name = "api.yaml"): Promise<readonly string[]> {
  const { findings } = await validated([(await saved({ [name]: text }))[name]!]);
  return findings.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`);
}

const head = ["openapi: 3.1.0", "info: { title: T, version: '1' }", "paths:"].join("\n");

/** A document whose paths begin on line 4. */
export const withPaths = (...lines: string[]) => [head, ...lines, ""].join("\n");

/** A document with one operation, whose answer has a schema of these lines; the first is line 12. */
export const withSchema = (...lines: string[]) =>
  withPaths(
    "  /a:",
    "    get:",
    "      responses:",
    "        '200':",
    "          description: ok",
    "          content:",
    "            application/json:",
    "              schema:",
    ...lines,
  );
