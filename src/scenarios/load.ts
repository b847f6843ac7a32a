import { join } from "node:path";
import type { FileSystem } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";
import {
  checkScenario,
  MOST_MISTAKES,
  refused,
  type CheckedScenario,
  type WrittenScenario,
} from "./check.ts";
import type { Known } from "../stubs/known.ts";
import { mistakeText, type Mistake } from "./mistake.ts";

export interface ScenarioFolder extends Known {
  readonly folder: string;
  readonly files: FileSystem;
}

/** What a folder holds; files with errors are among the mistakes only. */
export interface ReadFolder {
  readonly scenarios: readonly WrittenScenario[];
  readonly mistakes: readonly Mistake[];
}

/** Of a file, in bytes: far more than anyone writes by hand. */
export const LARGEST = 1_000_000;
/** Of all files of a folder. */
const LARGEST_FOLDER = 10_000_000;
const MOST_FILES = 2_000;

/**
 * Reads every `.yaml` and `.yml` file of a folder, in the order of their names, and checks each against the contract.
 * Folders inside it are not read. Throws InputError where the folder cannot be read.
 */
export async function readScenarios({ folder, files, ...known }: ScenarioFolder): Promise<ReadFolder> {
  const checked: CheckedScenario[] = [];
  const owners = new Map<string, string>();
  let bytes = 0;
  for (const name of await scenarioFiles(folder, files)) {
    const file = join(folder, name);
    const text = await readText(file, files);
    if (typeof text === "string" && (bytes += text.length) > LARGEST_FOLDER) throw tooLarge(folder);
    checked.push(typeof text === "string" ? checkScenario({ ...known, file, text, owners }) : text);
  }
  return {
    scenarios: checked.map(({ scenario }) => scenario).filter((scenario) => scenario !== undefined),
    mistakes: checked.flatMap(({ mistakes }) => mistakes),
  };
}

/** The scenarios of a folder, and warnings about them. Throws one InputError with a line for every error, up to a hundred. */
export async function loadScenarios(given: ScenarioFolder): Promise<ReadFolder> {
  const read = await readScenarios(given);
  const errors = read.mistakes.filter(({ level }) => level === "error");
  if (errors.length > 0) throw new InputError(errors.slice(0, MOST_MISTAKES).map(mistakeText).join("\n"));
  return read;
}

async function scenarioFiles(folder: string, files: FileSystem): Promise<readonly string[]> {
  let all: readonly string[];
  try {
    all = await files.readdir(folder);
  } catch (error) {
    throw new InputError(`the folder of scenarios cannot be read (${reasonOf(error)})`, {
      place: folder,
      help: "Name a folder that exists: --scenarios <folder>",
    });
  }
  // By code unit, not by locale, so that the order is the same on every machine.
  const names = all.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  if (names.length > MOST_FILES) throw tooLarge(folder);
  return names;
}

function tooLarge(folder: string): InputError {
  return new InputError(
    `these are more than ${String(MOST_FILES)} scenario files, or ${String(LARGEST_FOLDER)} bytes of them`,
    { place: folder, help: "Name a folder that holds scenarios and nothing else." },
  );
}

async function readText(file: string, files: FileSystem): Promise<string | CheckedScenario> {
  const refuse = (cause: string, help: string) => refused({ file, position: undefined }, { cause, help });
  try {
    const stat = await files.stat(file);
    // A pipe or a device would be read for ever.
    if (!stat.isFile()) return refuse("this is no file", "Keep only scenario files in the folder");
    if (stat.size > LARGEST)
      return refuse(`this is larger than ${String(LARGEST)} bytes`, "Split it into several scenarios");
    const text = decode(await files.readFile(file));
    return text ?? refuse("this is no text in UTF-8", "Save it as UTF-8");
  } catch (error) {
    return refuse(`it cannot be read (${reasonOf(error)})`, "Make it readable, or take it away");
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
