/** Given out of one memory; what is longer has its own. */
const most = 16 * 1024;
const size = 256 * 1024;

let memory: SharedArrayBuffer | undefined;
let used = 0;

/**
 * Memory for bytes that stay: what was answered, sent and stored is kept in thousands. The engine takes new memory of the
 * usual kind for a reason to look through the whole heap for garbage, every few thousand requests; what may be
 * shared it does not count. Not for what is long, which it has to know of in time (`spec/decisions/026-hidden-classes.md`).
 */
export function lastingBytes(length: number): Buffer {
  if (length > most) return Buffer.allocUnsafeSlow(length);
  if (memory === undefined || used + length > size) {
    memory = new SharedArrayBuffer(size);
    used = 0;
  }
  const bytes = Buffer.from(memory, used, length);
  used += length;
  return bytes;
}

/** A text in UTF-8, or bytes, to stay. */
export function lasting(content: string | Buffer): Buffer {
  if (typeof content !== "string" && content.length > most) return content;
  const bytes = lastingBytes(Buffer.byteLength(content));
  if (typeof content === "string") bytes.write(content);
  else content.copy(bytes);
  return bytes;
}
