import { join } from "node:path";
import { toYaml } from "../convert/yaml.ts";
import type { FileSystem } from "../ports.ts";
import type { Known } from "../stubs/known.ts";
import type { RunTimeStub } from "../stubs/run-time.ts";
import { checkScenario } from "./check.ts";
import { LARGEST } from "./load.ts";
import { mistakeText } from "./mistake.ts";

/** Stubs as a scenario that is to be a file. */
export interface NewScenario {
  readonly name: string;
  readonly description: string | undefined;
  readonly active: boolean;
  /** In the order in which they are asked. */
  readonly stubs: readonly RunTimeStub[];
}

export interface Saving {
  readonly folder: string;
  readonly known: Known;
  readonly files: FileSystem;
}

/** Why a scenario was not saved; nothing was written. */
export class Unsaved extends Error {}

/** Starts with no dot, which would hide it, and is nothing that Windows takes for a device. */
const FILE_NAME = /^(?!\.|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9._-]{1,64}$/i;

/** Whether a scenario of that name can be a file of that name: `outage` → `outage.yaml`. */
export function isFileName(name: string): boolean {
  return FILE_NAME.test(name);
}

/**
 * Writes `<name>.yaml` into the folder of scenarios, whole or not at all, and never over another file. Resolves with its
 * path; rejects with Unsaved, or with what the file system says.
 */
export async function saveScenario(scenario: NewScenario, saving: Saving): Promise<string> {
  const { folder, known, files } = saving;
  const file = join(folder, `${scenario.name}.yaml`);
  const text = scenarioText(scenario);
  if (Buffer.byteLength(text) > LARGEST) {
    throw new Unsaved(`a file of scenarios has ${String(LARGEST)} bytes at most, and this would be more`);
  }
  const wrong = checkScenario({ file, text, ...known }).mistakes.find(({ level }) => level === "error");
  if (wrong) throw new Unsaved(mistakeText(wrong));
  await writeNew(file, join(folder, `.locum-${scenario.name}.yaml.tmp`), { text, files });
  return file;
}

function scenarioText({ name, description, active, stubs }: NewScenario): string {
  return toYaml({
    scenario: name,
    ...(description === undefined ? {} : { description }),
    active,
    stubs: namedStubs(stubs),
  });
}

/** Two stubs of a scenario must not have one name; those that have none are called by their ids. */
function namedStubs(stubs: readonly RunTimeStub[]): readonly Record<string, unknown>[] {
  const taken = new Set<unknown>();
  return stubs.map(({ id, written }) => {
    const own = written["name"] ?? id;
    const name = taken.has(own) ? id : own;
    taken.add(name);
    return { name, ...written, ...(Object.hasOwn(written, "name") ? { name } : {}) };
  });
}

interface Content {
  readonly text: string;
  readonly files: FileSystem;
}

/** Whoever makes the temporary file has the name to himself until it is gone, in this process and in others. */
async function writeNew(file: string, temporary: string, { text, files }: Content): Promise<void> {
  const handle = await files.open(temporary, "wx").catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error;
    throw new Unsaved(`${file} is being saved (if it is not, remove ${temporary})`);
  });
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (await isThere(file, files)) throw new Unsaved(`there is a file ${file}`);
    await files.rename(temporary, file);
  } catch (error) {
    await files.unlink(temporary).catch(() => undefined);
    throw error;
  }
}

async function isThere(file: string, files: FileSystem): Promise<boolean> {
  try {
    await files.stat(file);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
