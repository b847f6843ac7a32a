import * as files from "node:fs/promises";
import { dirname } from "node:path";
import { InputError } from "../problem/input-error.ts";

/** A file that is not there yet. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Writes all of them or, where one is there already or cannot be written, none. Throws InputError that names it. */
export async function writeAll(wanted: readonly NewFile[]): Promise<void> {
  for (const { path } of wanted) if (await isThere(path)) throw taken(path);
  const made: string[] = [];
  try {
    for (const { path, text } of wanted) {
      const first = await files.mkdir(dirname(path), { recursive: true });
      if (first !== undefined) made.push(first);
      // Another may have come in between: `wx` never overwrites.
      await files.writeFile(path, text, { flag: "wx" });
      made.push(path);
    }
  } catch (error) {
    for (const path of made.toReversed()) await files.rm(path, { recursive: true, force: true });
    throw refused(error as NodeJS.ErrnoException);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await files.lstat(path);
    return true;
  } catch {
    return false;
  }
}

function refused({ code, path = "", message }: NodeJS.ErrnoException): InputError {
  if (code === "EEXIST") return taken(path);
  return new InputError(`it cannot be written: ${message}`, { place: path, help: "Choose another folder." });
}

function taken(place: string): InputError {
  return new InputError("it is there already, and nothing is ever overwritten", {
    place,
    help: "Choose another folder, or take the file away; locum schema prints the schema alone.",
  });
}
