import { basename, dirname, isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileSystem } from "../../ports.ts";
import { InputError } from "../../problem/input-error.ts";
import { didYouMean, listed } from "../../problem/nearest.ts";
import { fetchBytes, isUrl } from "./fetch.ts";
import { textOf } from "./text.ts";

export interface ReaderOptions {
  readonly files: FileSystem;
  /** References may lead outside the document's folder, and to the network. */
  readonly allowRef: boolean;
}

/** A document that was named. */
export interface TextFile {
  /** Absolute path with all links resolved, or URL: the same file has the same. */
  readonly location: string;
  readonly text: string;
}

const mostBytes = 256 * 1024 * 1024;
const help = "Give the path of an OpenAPI document: locum serve <document>.";

/** Reads files and URLs. A reference has to lead below the folder of a document that was named. */
export class Reader {
  /** Absolute paths of the files that were read. */
  readonly paths = new Set<string>();
  readonly #files: FileSystem;
  readonly #allowRef: boolean;
  readonly #folders: string[] = [];

  constructor({ files, allowRef }: ReaderOptions) {
    this.#files = files;
    this.#allowRef = allowRef;
  }

  /** Lets references lead below a folder; its real path. */
  async trust(folder: string): Promise<string> {
    const real = await this.#files.realpath(folder);
    this.#folders.push(real);
    return real;
  }

  /** A document that was named: nobody asks whether it may be read. Rejects with InputError. */
  async document(path: string): Promise<TextFile> {
    if (isUrl(path)) return { location: path, text: await this.text(path, path) };
    try {
      const location = await this.#files.realpath(path.startsWith("file:") ? fileURLToPath(path) : path);
      await this.trust(dirname(location));
      return { location, text: await this.text(location, path) };
    } catch (error) {
      if (error instanceof InputError) throw error;
      const cause = `the document cannot be read: ${reasonOf(error)}${await this.#nearest(path)}`;
      throw new InputError(cause, { place: path, help });
    }
  }

  /** The location of what a reference leads to. Rejects with InputError where it must not lead there. */
  async locate(target: string): Promise<string> {
    if (isUrl(target)) {
      if (!this.#allowRef) throw outside(target);
      return target;
    }
    const real = await this.#files.realpath(target).catch((error: unknown) => {
      // Whether there is a file outside is nobody's business.
      throw this.#mayRead(target)
        ? new InputError(`${target} cannot be read: ${reasonOf(error)}`)
        : outside(target);
    });
    if (!this.#mayRead(real)) throw outside(target);
    return real;
  }

  /** The text at a location; `place` is how messages call it. Rejects with InputError. */
  async text(location: string, place: string): Promise<string> {
    const bytes = isUrl(location) ? await fetchBytes(location) : await this.#readFile(location, place);
    const text = textOf(bytes);
    if (text === undefined) throw new InputError("this is no text", { place });
    return text;
  }

  async #readFile(location: string, place: string): Promise<Uint8Array> {
    this.paths.add(location);
    const found = await this.#files.stat(location);
    if (found.isDirectory()) {
      const inside = (await this.#files.readdir(location)).filter((name) => isDocument.test(name));
      const hint = inside.length > 0 ? `; in it there is ${listed(inside.toSorted(), 5)}` : "";
      throw new InputError(`this is a folder, not a document${hint}`, { place, help });
    }
    // A pipe or a device might never end.
    if (!found.isFile()) throw new InputError("this is no file", { place, help });
    if (found.size > mostBytes) throw new InputError("the file is larger than 256 MB", { place });
    return this.#files.readFile(location);
  }

  #mayRead(path: string): boolean {
    const isBelow = (folder: string) => {
      const way = relative(folder, path);
      return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
    };
    return this.#allowRef || this.#folders.some(isBelow);
  }

  /** ` (did you mean petstore.yaml?)`, of what lies in the same folder. */
  async #nearest(path: string): Promise<string> {
    const names = await this.#files.readdir(dirname(path)).catch(() => []);
    return didYouMean(basename(path), names);
  }
}

const isDocument = /\.(?:json|ya?ml)$/i;

function outside(target: string): InputError {
  const cause = isUrl(target)
    ? `${target} is on the network`
    : `${target} is not below the folder of the document`;
  return new InputError(`${cause}; --allow-ref lets it be read`);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "there is no such file" : message;
}
