import { TextEncoder } from "node:util";
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
    const lines = function* (): Generator<Piece> {
      for (const [key, entry] of entries) {
        yield entry.idField === idField ? entry.written : writtenForm(key, entry.record, idField);
      }
    };
    yield* listed(lines(), ["[", "]"]);
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
 * Encodes the pieces one buffer after another; yields how many bytes of `buffer` are to be written before it is filled
 * again. One buffer for all: making them anew costs several times as much as encoding.
 */
export function* encoded(pieces: Iterable<Piece>, buffer: Buffer): Generator<number> {
  let filled = 0;
  for (const piece of pieces) {
    if (piece.length * mostBytes <= buffer.length - filled) {
      filled += typeof piece === "string" ? buffer.write(piece, filled) : piece.copy(buffer, filled);
      continue;
    }
    for (let rest = piece; rest.length > 0;) {
      const { read, written } = put(rest, buffer.subarray(filled));
      filled += written;
      rest = typeof rest === "string" ? rest.slice(read) : rest.subarray(read);
      if (buffer.length - filled >= mostBytes) continue;
      yield filled;
      filled = 0;
    }
  }
  if (filled > 0) yield filled;
}

/** As much of the piece as there is room for. */
function put(piece: Piece, room: Buffer): { readonly read: number; readonly written: number } {
  if (typeof piece === "string") return encoder.encodeInto(piece, room);
  const copied = piece.copy(room);
  return { read: copied, written: copied };
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
