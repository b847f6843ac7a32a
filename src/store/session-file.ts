import type { Stats } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Adapter } from "lowdb";
import type { FileSystem } from "../ports.ts";
import type { InputError } from "../problem/input-error.ts";
import { parseDocument } from "./document-parse.ts";
import { documentText, encoded } from "./document-text.ts";
import { temporaryName } from "./file-names.ts";
import { Misread } from "./json-reader.ts";
import { codeOf, positionOf, readText, unusable } from "./read-text.ts";
import { emptyDocument, saysNothing, type SessionDocument } from "./session-document.ts";

export interface SessionFileOptions {
  readonly path: string;
  readonly contract: string;
  readonly idFieldOf: (collection: string) => string | undefined;
  /** Whether a write is forced through to the disk. */
  readonly durable: boolean;
  readonly files: FileSystem;
}

/** The file was edited while we were writing; nothing was overwritten. */
export class EditedMeanwhile extends Error {
  override readonly name = "EditedMeanwhile";
}

/** What tells one version of a file from another; undefined: there is none. */
type Version = string | undefined;

/** A disk that is nearly full takes a part of it, and refuses the rest when it is asked again. */
async function writeAll(handle: FileHandle, buffers: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await handle.writev(buffers);
  const size = buffers.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < size) await handle.writeFile(Buffer.concat(buffers).subarray(bytesWritten));
}

/** Bytes encoded before they are written. */
const slice = 512 * 1024;
/** Buffers between two writes, as many as were ever in use at a time; a new one costs more than to write a small file. */
const spare: Buffer[] = [];
/** Some editors move the old file away before the new one is in place, others write for a while. */
const doubt = 50;

const versionOf = ({ ino, mtimeMs, size }: Stats): Version => `${ino} ${mtimeMs} ${size}`;

/** lowdb's two methods over one session's file, whole at any moment: a write goes to a new file that takes its place. */
export class SessionFile implements Adapter<SessionDocument> {
  readonly path: string;
  readonly #options: SessionFileOptions;
  /** What we last read or wrote; undefined: there is no file. */
  #version: Version;
  #document = emptyDocument;
  /** A version that could not be read, and why, so that it is tried once only. */
  #misread: { version: Version; cause: InputError } | undefined;

  constructor(options: SessionFileOptions) {
    this.path = options.path;
    this.#options = options;
  }

  get exists(): boolean {
    return this.#version !== undefined;
  }

  /** Whether the file is another than we last read or wrote. */
  async isEdited(): Promise<boolean> {
    const version = await this.#versionNow();
    if (version !== undefined || !this.exists) return version !== this.#version;
    return !(await this.#isChanging(version)) || this.isEdited();
  }

  /** Throws InputError, with the position, when the file cannot be used. */
  async read(): Promise<SessionDocument> {
    const version = await this.#versionNow();
    if (this.#misread && this.#misread.version === version) throw this.#misread.cause;
    try {
      this.#document = version === undefined ? emptyDocument : await this.#parse(version);
    } catch (error) {
      if (await this.#isChanging(version)) return this.read();
      throw error;
    }
    this.#version = version;
    this.#misread = undefined;
    return this.#document;
  }

  /** Throws EditedMeanwhile rather than overwrite what we have not read. */
  async write(document: SessionDocument): Promise<void> {
    const { files, durable } = this.#options;
    const written = saysNothing(document) ? undefined : await this.#writeBeside(document);
    try {
      if (await this.isEdited()) throw new EditedMeanwhile(`${this.path} was edited meanwhile`);
      if (written !== undefined) await files.rename(this.#beside, this.path);
      else if (this.exists) await files.unlink(this.path);
    } catch (error) {
      if (written !== undefined) await files.unlink(this.#beside).catch(() => undefined);
      throw error;
    }
    this.#version = written;
    this.#document = document;
    if (durable) await this.#syncFolder();
  }

  /** Saves beside the file what cannot be saved in it; returns where. */
  async rescue(document: SessionDocument): Promise<string> {
    const path = `${this.path}.unsaved`;
    await this.#writeBeside(document);
    await this.#options.files.rename(this.#beside, path);
    return path;
  }

  get #beside(): string {
    return join(dirname(this.path), temporaryName(basename(this.path)));
  }

  /** Whether what we just saw is a save that is still going on. */
  async #isChanging(version: Version): Promise<boolean> {
    await pause(doubt);
    return (await this.#versionNow()) !== version;
  }

  async #versionNow(): Promise<Version> {
    try {
      return versionOf(await this.#options.files.stat(this.path));
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  }

  async #parse(version: Version): Promise<SessionDocument> {
    const { text, invalidAt } = await readText(this.#options.files, this.path);
    try {
      if (invalidAt !== undefined) throw new Misread("this is not UTF-8", invalidAt);
      return await parseDocument(text, { ...this.#options, before: this.#document });
    } catch (error) {
      if (!(error instanceof Misread)) throw error;
      const cause = unusable(`${this.path}:${positionOf(text, error.at)}`, error.message);
      this.#misread = { version, cause };
      throw cause;
    }
  }

  /** Returns the version the new file will have once it is in place: renaming keeps it. */
  async #writeBeside(document: SessionDocument): Promise<Version> {
    const { contract, durable } = this.#options;
    const handle = await this.#openBeside();
    const buffer = spare.pop() ?? Buffer.allocUnsafe(slice);
    try {
      for (const buffers of encoded(documentText(document, contract), buffer))
        await writeAll(handle, buffers);
      if (durable) await handle.sync();
      return versionOf(await handle.stat());
    } finally {
      spare.push(buffer);
      await handle.close();
    }
  }

  /** Somebody may have removed the folder: that empties the store, it does not end it. */
  async #openBeside(): Promise<FileHandle> {
    const { files } = this.#options;
    try {
      return await files.open(this.#beside, "w");
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      await files.mkdir(dirname(this.path), { recursive: true });
      return files.open(this.#beside, "w");
    }
  }

  /** The new name is on disk only when the folder is; Windows cannot open folders and needs no such step. */
  async #syncFolder(): Promise<void> {
    if (process.platform === "win32") return;
    const folder = await this.#options.files.open(dirname(this.path), "r");
    await folder.sync().finally(() => folder.close());
  }
}
