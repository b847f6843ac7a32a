import { TextEncoder } from "node:util";
import type { Entry } from "./collection.ts";
import { writtenForm } from "./record-key.ts";
import { counterKinds, format, type SessionDocument } from "./session-document.ts";

const encoder = new TextEncoder();
/** Bytes of UTF-8 that one UTF-16 unit may need; a pair of surrogates needs four. */
const mostBytes = 4;

/** Text, or the same in UTF-8. */
type Piece = string | Buffer;

/** A file's JSON in pieces of any length: a record a line, made of what each record was stored with. */
export function* documentText(document: SessionDocument, contract: string): Generator<Piece> {
  yield `{\n"format":${format},\n"contract":${JSON.stringify(contract)},\n"collections":{`;
  let separator = "\n";
  for (const [name, { idField, entries }] of document.collections) {
    yield `${separator}${JSON.stringify(name)}:`;
    yield* listed(lines(entries, idField), ["[", "]"]);
    separator = ",\n";
  }
  yield `},\n"idFields":`;
  yield* listed(idFields(document), ["{", "}"]);
  yield `,\n"counters":{`;
  separator = "";
  for (const kind of counterKinds) {
    yield `${separator}"${kind}":`;
    yield named(document.counters[kind]);
    separator = ",\n";
  }
  yield `},\n"states":`;
  yield named(document.states);
  if (document.others.size > 0) {
    yield `,\n"others":`;
    yield* listed(verbatim(document.others), ["{", "}"]);
  }
  for (const member of verbatim(document.unknown)) yield `,\n${member}`;
  yield "\n}\n";
}

/**
 * Gives what is to be written, some buffers at a time: long bytes as they are, all else encoded into `buffer`, which is
 * filled again once what was given is written. One buffer for all: making them anew costs several times as much as
 * encoding.
 */
export function* encoded(pieces: Iterable<Piece>, buffer: Buffer): Generator<readonly Buffer[]> {
  const gathered = new Gathered(buffer);
  for (const piece of pieces) {
    for (let rest = gathered.add(piece); rest !== undefined; rest = gathered.add(rest)) yield gathered.take();
  }
  const last = gathered.take();
  if (last.length > 0) yield last;
}

/** From here on copying bytes costs more than to hand them over. */
const long = 1024;
/** Buffers given at a time: systems take so many in one call. */
const mostBuffers = 1000;

class Gathered {
  readonly #buffer: Buffer;
  #given: Buffer[] = [];
  /** What is filled from here on is not given yet. */
  #begun = 0;
  #filled = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  /** Gives back what has to wait until the rest is taken. */
  add(piece: Piece): Piece | undefined {
    if (this.#given.length >= mostBuffers) return piece;
    if (typeof piece !== "string" && piece.length >= long) {
      this.#giveFilled();
      this.#given.push(piece);
      return undefined;
    }
    if (piece.length * mostBytes <= this.#buffer.length - this.#filled) {
      this.#filled +=
        typeof piece === "string"
          ? this.#buffer.write(piece, this.#filled)
          : piece.copy(this.#buffer, this.#filled);
      return undefined;
    }
    const { read, written } = put(piece, this.#buffer.subarray(this.#filled));
    this.#filled += written;
    if (read === piece.length) return undefined;
    return typeof piece === "string" ? piece.slice(read) : piece.subarray(read);
  }

  take(): readonly Buffer[] {
    this.#giveFilled();
    const given = this.#given;
    this.#given = [];
    this.#begun = this.#filled = 0;
    return given;
  }

  #giveFilled(): void {
    if (this.#filled > this.#begun) this.#given.push(this.#buffer.subarray(this.#begun, this.#filled));
    this.#begun = this.#filled;
  }
}

/** As much of the piece as there is room for. */
function put(piece: Piece, room: Buffer): { readonly read: number; readonly written: number } {
  if (typeof piece === "string") return encoder.encodeInto(piece, room);
  const copied = piece.copy(room);
  return { read: copied, written: copied };
}

function* lines(entries: ReadonlyMap<string, Entry>, idField: string | undefined): Generator<Piece> {
  for (const [key, entry] of entries) {
    yield entry.idField === idField ? entry.written : writtenForm(key, entry.record, idField);
  }
}

function* listed(items: Iterable<Piece>, [open, close]: readonly [string, string]): Generator<Piece> {
  yield open;
  let separator = "\n";
  for (const item of items) {
    yield separator;
    yield item;
    separator = ",\n";
  }
  yield separator === "\n" ? close : `\n${close}`;
}

/** At once: ten thousand counters take a few milliseconds, and several times that as pieces of their own. */
function named(values: ReadonlyMap<string, string | number>): string {
  const members = Array.from(values, ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")}\n}`;
}

function* verbatim(texts: ReadonlyMap<string, string>): Generator<string> {
  for (const [name, text] of texts) {
    yield `${JSON.stringify(name)}:${text}`;
  }
}

function* idFields({ collections }: SessionDocument): Generator<string> {
  for (const [name, { idField }] of collections) {
    if (idField !== undefined) yield `${JSON.stringify(name)}:${JSON.stringify(idField)}`;
  }
}
