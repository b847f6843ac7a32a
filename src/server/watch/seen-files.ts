import { resolve } from "node:path";
import type { FileSystem } from "../../ports.ts";

/** How a file or folder looks from outside: of a file, when it was last written; of a folder, which files it has. */
type Look = string;

type Reading = (path: string, ...rest: unknown[]) => Promise<unknown>;

/** The files and folders that a load has read, and how each looked just before. */
export class SeenFiles {
  /** A file system that remembers what it was asked for. */
  readonly files: FileSystem;
  readonly #looks: Map<string, Look>;
  readonly #own: FileSystem;

  constructor(files: FileSystem, looks: Iterable<readonly [string, Look]> = []) {
    this.#own = files;
    this.#looks = new Map(looks);
    const { readFile, readdir, realpath } = files;
    this.files = {
      ...files,
      readFile: this.#noting(readFile as Reading) as FileSystem["readFile"],
      readdir: this.#noting(readdir as Reading) as FileSystem["readdir"],
      // A link that leads to another file now is as good as a file that was written.
      realpath: this.#noting(realpath as Reading, isFolder) as FileSystem["realpath"],
    };
  }

  /** Absolute paths. */
  get paths(): readonly string[] {
    return [...this.#looks.keys()];
  }

  /** Those that look different now. */
  async changed(): Promise<readonly string[]> {
    const now = await Promise.all(this.paths.map((path) => this.#look(path)));
    return this.paths.filter((path, index) => now[index] !== this.#looks.get(path));
  }

  /** The same, as they look now. */
  async again(): Promise<SeenFiles> {
    const looks = this.paths.map(async (path) => [path, await this.#look(path)] as const);
    return new SeenFiles(this.#own, await Promise.all(looks));
  }

  /** These and those of a later load, which knows better how they look. */
  and(later: SeenFiles): SeenFiles {
    return new SeenFiles(this.#own, [...this.#looks, ...later.#looks]);
  }

  /** Remembers how a path looks before it is read; not where that look is of no account. */
  #noting(read: Reading, isNothing: (look: Look) => boolean = () => false): Reading {
    return async (path, ...rest) => {
      const absolute = resolve(path);
      const look = await this.#look(absolute);
      if (!isNothing(look)) this.#looks.set(absolute, look);
      return read(path, ...rest);
    };
  }

  async #look(path: string): Promise<Look> {
    try {
      const found = await this.#own.stat(path);
      if (found.isDirectory()) return folder + (await this.#names(path)).join("/");
      const { mtimeMs, ctimeMs, size, ino } = found;
      return [mtimeMs, ctimeMs, size, ino].join(" ");
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? "gone";
    }
  }

  /** Of what may be scenarios: session files, which come and go, may lie beside them. */
  async #names(path: string): Promise<readonly string[]> {
    return (await this.#own.readdir(path)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  }
}

const folder = "folder ";

function isFolder(look: Look): boolean {
  return look.startsWith(folder);
}
