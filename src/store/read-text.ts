import { isUtf8 } from "node:buffer";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FileSystem } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";

/** Bytes read and decoded before others get their turn. */
const chunkSize = 1024 * 1024;

/** A text, and the offset of the first thing in it that was not UTF-8. */
export interface ReadText {
  readonly text: string;
  readonly invalidAt: number | undefined;
}

/** A whole file as text, without a byte order mark. Throws InputError when it cannot be read. */
export async function readText(files: FileSystem, path: string): Promise<ReadText> {
  const chunks = await readChunks(files, path).catch((error: unknown) => {
    throw unusable(path, `it cannot be read: ${causeOf(error)}`);
  });
  const parts: string[] = [];
  let isText = true;
  for (const chunk of chunks) {
    isText &&= isUtf8(chunk);
    parts.push(chunk.toString());
    await nextTurn();
  }
  const text = parts.join("").replace(/^\ufeff/, "");
  return { text, invalidAt: isText ? undefined : text.indexOf("\ufffd") };
}

/** A file of the store that stops it; nothing was changed. */
export function unusable(place: string, cause: string): InputError {
  return new InputError(cause, { place, help: "Repair it or move it away, or start with --store memory." });
}

/** The code of a system error: ENOENT, EACCES … Such errors need not be instances of this realm's Error. */
export function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** What an error says. */
export function causeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}

/** `line:column`, both from 1. */
export function positionOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf("\n") + 1;
  return `${before.split("\n").length}:${at - lineStart + 1}`;
}

/** The file in pieces that each end where a character does. */
async function readChunks(files: FileSystem, path: string): Promise<Buffer[]> {
  const handle = await files.open(path, "r");
  try {
    const chunks: Buffer[] = [];
    const { size } = await handle.stat();
    const most = Math.min(size + 1, chunkSize);
    let begun = Buffer.alloc(0);
    for (;;) {
      const buffer = Buffer.allocUnsafe(begun.length + most);
      begun.copy(buffer);
      const { bytesRead } = await handle.read(buffer, begun.length, most);
      if (bytesRead === 0) return [...chunks, begun];
      const read = buffer.subarray(0, begun.length + bytesRead);
      const end = endOfWhole(read);
      chunks.push(read.subarray(0, end));
      begun = read.subarray(end);
    }
  } finally {
    await handle.close();
  }
}

/** Where the last character that is all there ends: RFC 3629, a character's first byte says how many follow. */
function endOfWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes.readUInt8(bytes.length - back);
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
