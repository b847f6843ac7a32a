import { join } from "node:path";
import type { FileSystem } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";
import { checkScenario, MOST_FINDINGS, refused, type CheckedScenario } from "./check.ts";
import type { Known } from "../stubs/known.ts";
import type { Scenario } from "./scenario.ts";

export interface ScenarioFolder extends Known {
  readonly folder: string;
  readonly files: FileSystem;
}

/** Of a file, in bytes: far more than anyone writes by hand. */
export const LARGEST = 1_000_000;

/**
 * Reads every `.yaml` and `.yml` file of a folder, in the order of their names, and checks each against the contract.
 * Throws one InputError with a line for everything that is wrong in any of them, up to a hundred.
 */
export async function loadScenarios({
  folder,
  files,
  ...known
}: ScenarioFolder): Promise<readonly Scenario[]> {
  const checked: CheckedScenario[] = [];
  const owners = new Map<string, string>();
  for (const name of await scenarioFiles(folder, files)) {
    const file = join(folder, name);
    const text = await readText(file, files);
    checked.push(typeof text === "string" ? checkScenario({ ...known, file, text, owners }) : text);
  }
  const findings = checked.flatMap((one) => one.findings);
  if (findings.length > 0) throw new InputError(findings.slice(0, MOST_FINDINGS).join("\n"));
  return checked.map(({ scenario }) => scenario).filter((scenario) => scenario !== undefined);
}

async function scenarioFiles(folder: string, files: FileSystem): Promise<readonly string[]> {
  try {
    const names = await files.readdir(folder);
    // By code unit, not by locale, so that the order is the same on every machine.
    return names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  } catch (error) {
    throw new InputError(`the folder of scenarios cannot be read (${reasonOf(error)})`, {
      place: folder,
      help: "Name a folder that exists: --scenarios <folder>",
    });
  }
}

async function readText(file: string, files: FileSystem): Promise<string | CheckedScenario> {
  try {
    const stat = await files.stat(file);
    // A pipe or a device would be read for ever.
    if (!stat.isFile()) {
      return refused(file, { cause: "this is no file", help: "Keep only scenario files in the folder" });
    }
    if (stat.size > LARGEST) {
      return refused(file, {
        cause: `this is larger than ${LARGEST} bytes`,
        help: "Split it into several scenarios",
      });
    }
    const text = decode(await files.readFile(file));
    return text ?? refused(file, { cause: "this is no text in UTF-8", help: "Save it as UTF-8" });
  } catch (error) {
    return refused(file, {
      cause: `it cannot be read (${reasonOf(error)})`,
      help: "Make it readable, or take it away",
    });
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return String(error).replace(/^Error: /, "");
}
