import { dirname, relative, sep } from "node:path";
import { InputError } from "../../problem/input-error.ts";
import { fragmentSegments, isObject, valueAt } from "../../schema/pointer.ts";
import type { Dialect } from "../../schema/translate.ts";
import { anchorIn } from "./anchor.ts";
import { fragmentSegment } from "../cursor.ts";
import { isUrl } from "./fetch.ts";
import type { Kind } from "../grammar.ts";
import { ReferenceFinder, type Reference } from "./outward.ts";
import { filesMember } from "../place.ts";
import { parseText, type JsonObject } from "../read.ts";
import type { Reader } from "./reader.ts";
import { namesFile, splitReference, targetOf } from "./target.ts";
import { dialectOf } from "../version.ts";

/** A file of the bundle. */
export interface BundledFile {
  readonly location: string;
  /** What messages call it: its path from the folder of the first document. */
  readonly name: string;
  /** Where it stands in the root: `#`, or `#/x-locum-files/schemas~1pet.yaml`. */
  readonly fragment: string;
  readonly value: unknown;
  readonly dialect: Dialect | undefined;
}

/** A reference that could not be followed. */
export interface Refusal {
  readonly holder: object;
  readonly text: string;
  readonly cause: string;
}

const mostFiles = 10_000;

/**
 * One root out of many files: all but the first stand below a member of their own, and references lead there. The
 * values that are given are changed.
 */
export class Bundle {
  readonly refusals: Refusal[] = [];
  readonly #reader: Reader;
  readonly #files = new Map<string, BundledFile>();
  /** By the address that a file gives itself. */
  readonly #addresses = new Map<string, BundledFile>();
  readonly #byFragment = new Map<string, BundledFile>();
  readonly #finder = new ReferenceFinder();
  readonly #open: [reference: Reference, file: BundledFile][] = [];
  readonly #failed = new Map<string, InputError>();
  readonly #led = new WeakMap<object, Set<string>>();
  readonly #others = Object.create(null) as Record<string, unknown>;
  #root: BundledFile | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The first file, which all others stand in. */
  get root(): JsonObject {
    const root = this.#root?.value as Record<string, unknown>;
    if (Object.keys(this.#others).length === 0) return root;
    // A document that was turned into OpenAPI brings files of its own.
    root[filesMember] = Object.assign(this.#others, root[filesMember]);
    return root;
  }

  /** A file without a version of its own is written like the one that first referred to it. */
  dialectAt(fragment: string): Dialect {
    const [, member, key = ""] = fragment.split("/", 3);
    const file = member === filesMember ? this.#byFragment.get(`#/${member}/${key}`) : this.#root;
    return file?.dialect ?? "2020-12";
  }

  /** Adds a document; `settle` follows its references unless none leads to another file. */
  add(location: string, value: JsonObject, leadsOutward: boolean): BundledFile {
    const file = this.#files.get(location) ?? this.#place(location, value, undefined);
    if (leadsOutward || file !== this.#root) this.#visit(file.value, "document", file);
    return file;
  }

  /** Reads whatever is referred to, and has the references lead there. */
  async settle(): Promise<void> {
    // Following one finds others.
    for (const [reference, file] of this.#open) {
      try {
        if (this.#isFirst(reference)) await this.#lead(reference, file);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const [cause = ""] = error.message.split("\n");
        this.refusals.push({ holder: reference.holder, text: reference.text, cause });
      }
    }
    this.#open.length = 0;
  }

  #place(location: string, value: unknown, dialect: Dialect | undefined): BundledFile {
    const name = this.#nameOf(location);
    const fragment = this.#root ? `#/${filesMember}/${fragmentSegment(name)}` : "#";
    const file = { location, name, fragment, value, dialect: dialectOf(value) ?? dialect };
    if (this.#root) this.#others[name] = value;
    this.#root ??= file;
    this.#files.set(location, file);
    this.#byFragment.set(fragment, file);
    for (const member of ["$self", "$id"]) {
      const address = isObject(value) ? value[member] : undefined;
      if (typeof address === "string" && URL.canParse(address)) this.#addresses.set(bare(address), file);
    }
    return file;
  }

  #nameOf(location: string): string {
    const root = this.#root?.location ?? location;
    if (isUrl(location) || isUrl(root)) return location;
    const name = relative(dirname(root), location);
    return name.startsWith("..") ? location : name.split(sep).join("/");
  }

  #visit(value: unknown, kind: Kind, file: BundledFile): void {
    for (const reference of this.#finder.find(value, kind)) {
      // What a document is made of is visited anyway.
      const isAtHome = file === this.#root && /^#\/(?:components|paths)\//.test(reference.text);
      if (!isAtHome) this.#open.push([reference, file]);
    }
  }

  /** Two aliases of a YAML document are one object. */
  #isFirst({ holder, member }: Reference): boolean {
    const members = this.#led.get(holder) ?? new Set();
    this.#led.set(holder, members);
    if (members.has(member)) return false;
    members.add(member);
    return true;
  }

  async #lead(reference: Reference, file: BundledFile): Promise<void> {
    const { holder, text, kind } = reference;
    if (kind === "mapping" && !namesFile(text)) {
      this.#leadByName(reference, file);
    } else if (kind === "externalValue") {
      holder["value"] = await this.#exampleAt(splitReference(text).uri, file);
    } else {
      const { uri, fragment } = splitReference(text);
      const target = uri === "" ? file : await this.#fileAt(uri, file);
      this.#leadTo(target, fragment, { ...reference, isHome: target === this.#root && uri === "" });
    }
  }

  /** A name in a mapping is that of a schema of the same document. */
  #leadByName({ holder, member, text }: Reference, file: BundledFile): void {
    const path = ["components", "schemas", text];
    if (file === this.#root || valueAt(file.value, path) === undefined) return;
    holder[member] = [file.fragment, ...path.map(fragmentSegment)].join("/");
  }

  #leadTo(file: BundledFile, fragment: string, reference: Reference & { readonly isHome: boolean }): void {
    const { holder, member, text, kind, isHome } = reference;
    const pointer = /^#(?:\/|$)/.test(fragment) ? fragment : anchorIn(file.value, fragment);
    const value = pointer === undefined ? undefined : valueAt(file.value, fragmentSegments(pointer));
    // Parts of a document in files of their own often refer to it as if they stood in it.
    if (value === undefined && text === fragment && this.#hasPlace(fragment)) return;
    if (!isHome) holder[member] = file.fragment + (pointer ?? fragment).slice(1);
    this.#visit(value, kind === "mapping" ? "schema" : kind, file);
  }

  #hasPlace(fragment: string): boolean {
    return valueAt(this.#root?.value, fragmentSegments(fragment)) !== undefined;
  }

  async #exampleAt(uri: string, file: BundledFile): Promise<unknown> {
    const location = await this.#reader.locate(targetOf(uri, file.location));
    const text = await this.#reader.text(location, uri);
    return /\.(?:json|ya?ml)$/i.test(uri) ? parseText(text, uri) : text;
  }

  async #fileAt(uri: string, from: BundledFile): Promise<BundledFile> {
    const named = this.#addresses.get(bare(uri));
    if (named) return named;
    const target = targetOf(uri, from.location);
    const failed = this.#failed.get(target);
    if (failed) throw failed;
    try {
      return await this.#readFile(target, from);
    } catch (error) {
      if (error instanceof InputError) this.#failed.set(target, error);
      throw error;
    }
  }

  async #readFile(target: string, from: BundledFile): Promise<BundledFile> {
    const location = await this.#reader.locate(target);
    const known = this.#files.get(location);
    if (known) return known;
    if (this.#files.size >= mostFiles) throw new InputError(`there are more than ${String(mostFiles)} files`);
    const name = this.#nameOf(location);
    return this.#place(location, parseText(await this.#reader.text(location, name), name), from.dialect);
  }
}

/** An address without its fragment. */
function bare(address: string): string {
  return address.replace(/#.*$/s, "");
}
