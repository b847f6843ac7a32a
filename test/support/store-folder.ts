import * as disk from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileSystem, Log } from "../../src/ports.ts";
import { openFileStore, type FileStoreOptions } from "../../src/store/file-store.ts";
import type { Store } from "../../src/store/store.ts";
import { roomy } from "./store-contract.ts";

/** Nothing happens by itself: a test says `flush()`. */
const never = 2 ** 30;
export const still = { writeAfter: () => never, retryAfter: never, lookAfter: () => never };

/** A disk on which a test can make things fail: `calls.rename = () => Promise.reject(…)`. */
export function fickleFiles(): FileSystem & { calls: Partial<FileSystem> } {
  const calls: Partial<FileSystem> = {};
  const files = { ...disk, calls };
  return new Proxy(files, {
    get: (_, name): unknown => Reflect.get(calls, name) ?? Reflect.get(files, name),
  });
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: the disk says no`), { code });
}

type OpenOptions = Partial<Omit<FileStoreOptions, "ports">> & { files?: FileSystem };

export interface Folder {
  readonly path: string;
  /** Lines that were logged as warnings or information. */
  readonly logged: string[];
  open(options?: OpenOptions): Promise<Store>;
  file(name?: string): string;
  read(name?: string): Promise<string>;
  json(name?: string): Promise<Record<string, unknown>>;
  /** As an editor does that writes in place. */
  save(text: string | Buffer, name?: string): Promise<void>;
  edit(change: (text: string) => string, name?: string): Promise<void>;
  names(): Promise<string[]>;
  /** Closes what was opened and removes the folder. */
  remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<Folder> {
  const root = await disk.mkdtemp(join(tmpdir(), "locum-store-"));
  const path = join(root, "data");
  const stores: Store[] = [];
  const logged: string[] = [];
  const log: Log = {
    debug: () => undefined,
    info: (line) => logged.push(line),
    warn: (line) => logged.push(line),
    error: (line) => logged.push(line),
  };
  const folder: Folder = {
    path,
    logged,
    async open({ files = disk, ...options } = {}) {
      const defaults = { folder: path, contract: "Pets", durable: false, limits: roomy, timing: still };
      const store = await openFileStore({ ...defaults, ...options, ports: { files, log } });
      stores.push(store);
      return store;
    },
    file: (name = "s.json") => join(path, name),
    read: (name) => disk.readFile(folder.file(name), "utf8"),
    json: async (name) => JSON.parse(await folder.read(name)) as Record<string, unknown>,
    async save(text, name) {
      await disk.mkdir(path, { recursive: true });
      await disk.writeFile(folder.file(name), text);
    },
    edit: async (change, name) => folder.save(change(await folder.read(name)), name),
    names: async () => (await disk.readdir(path)).filter((name) => name !== ".locum.lock").sort(),
    async remove() {
      for (const store of stores) await store.close().catch(() => undefined);
      await disk.rm(root, { recursive: true, force: true });
    },
  };
  return folder;
}
