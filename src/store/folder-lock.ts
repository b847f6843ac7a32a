import { hostname } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { FileSystem } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";
import { lockName } from "./file-names.ts";
import { codeOf } from "./read-text.ts";

/** Who holds a folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, in whatever the system counts: tells it from a later one with the same pid. */
  readonly started: string;
}

/** A lock's content is written right after the file was made: this often a reader waits for it, 20 ms each time. */
const patience = 25;

/** Takes the folder for this process; the result lets go of it. Throws InputError when another process has it. */
export async function lockFolder(folder: string, files: FileSystem): Promise<() => Promise<void>> {
  const path = join(folder, lockName);
  const me = await thisProcess(files);
  if (!(await claim(path, me, files))) await takeOver({ folder, path, me, files });
  return async () => {
    const holder = await readHolder(path, files);
    if (holder && isSame(holder, me)) await files.unlink(path);
  };
}

/** False when the file is there already. */
async function claim(path: string, me: Holder, files: FileSystem): Promise<boolean> {
  try {
    await files.writeFile(path, `${JSON.stringify(me)}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

interface Attempt {
  readonly folder: string;
  readonly path: string;
  readonly me: Holder;
  readonly files: FileSystem;
}

/**
 * Takes the lock of a process that is gone. Only who holds a second lock may do so: of two that saw the same dead
 * holder, the slower would otherwise remove the lock of the faster.
 */
async function takeOver({ folder, path, me, files }: Attempt): Promise<void> {
  await refuseIfHeld({ folder, path, me, files });
  const turn = `${path}.takeover`;
  if (!(await claim(turn, me, files))) {
    await refuseIfHeld({ folder, path: turn, me, files });
    await files.unlink(turn);
    if (!(await claim(turn, me, files))) throw refusal(folder, undefined);
  }
  try {
    await refuseIfHeld({ folder, path, me, files });
    await files.unlink(path).catch((error: unknown) => {
      if (codeOf(error) !== "ENOENT") throw error;
    });
    if (!(await claim(path, me, files))) throw refusal(folder, await readHolder(path, files));
  } finally {
    await files.unlink(turn);
  }
}

async function refuseIfHeld({ folder, path, me, files }: Attempt): Promise<void> {
  const holder = await readHolder(path, files);
  if (holder && (await isAlive(holder, me, files))) throw refusal(folder, holder);
}

function refusal(folder: string, holder: Holder | undefined): InputError {
  const who = holder
    ? `process ${holder.pid}${holder.host === hostname() ? "" : ` on ${holder.host}`}`
    : "another process";
  return new InputError(`${who} is using this folder`, {
    place: folder,
    help:
      `Stop it, give this one a folder of its own with --data <folder>, or start with --store memory.` +
      (holder ? ` If that process is something else, remove ${join(folder, lockName)}.` : ""),
  });
}

/** Undefined when there is no lock, or one that says nothing even after a while. */
async function readHolder(path: string, files: FileSystem): Promise<Holder | undefined> {
  for (let attempt = 0; attempt < patience; attempt++) {
    try {
      const found: unknown = JSON.parse(await files.readFile(path, "utf8"));
      if (isHolder(found)) return found;
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      if (!(error instanceof SyntaxError)) throw error;
    }
    await pause(20);
  }
  return undefined;
}

function isHolder(found: unknown): found is Holder {
  if (typeof found !== "object" || found === null) return false;
  const { pid, host, started } = found as Partial<Record<keyof Holder, unknown>>;
  return (
    Number.isSafeInteger(pid) && Number(pid) > 0 && typeof host === "string" && typeof started === "string"
  );
}

/** A process of another host cannot be asked, so it counts as alive. */
async function isAlive(holder: Holder, me: Holder, files: FileSystem): Promise<boolean> {
  if (holder.host !== me.host) return true;
  if (holder.pid === me.pid) return isSame(holder, me);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
  const seen = await processOf(holder.pid, files);
  return seen === undefined || (seen.started === holder.started && !seen.isDead);
}

function isSame(one: Holder, other: Holder): boolean {
  return one.pid === other.pid && one.host === other.host && one.started === other.started;
}

async function thisProcess(files: FileSystem): Promise<Holder> {
  const seen = await processOf(process.pid, files);
  const started = seen?.started ?? String(Math.round(performance.timeOrigin));
  return { pid: process.pid, host: hostname(), started };
}

/** What Linux says of a process (proc(5): state is field 3, start time field 22); undefined elsewhere. */
async function processOf(
  pid: number,
  files: FileSystem,
): Promise<{ started: string; isDead: boolean } | undefined> {
  try {
    const stat = await files.readFile(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, started] = [fields[0], fields[19]];
    return started === undefined ? undefined : { started, isDead: state === "Z" || state === "X" };
  } catch {
    return undefined;
  }
}
