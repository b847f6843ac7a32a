/** One memory in so many is of the kind that the engine counts. */
const told = 4;
let memories = 0;

/**
 * A copy of bytes, or of a text in UTF-8, that is to stay: what was answered and stored is kept in thousands. The engine
 * takes new memory of the usual kind for a reason to look through the whole heap for garbage, every few thousand
 * requests; what may be shared between threads it does not count. It is told of a part, so that it looks later, and not too
 * late (`spec/decisions/026-hidden-classes.md`).
 */
export function lasting(content: string | Buffer): Buffer {
  const length = Buffer.byteLength(content);
  const isTold = memories++ % told === 0;
  const bytes = isTold ? Buffer.allocUnsafeSlow(length) : Buffer.from(new SharedArrayBuffer(length));
  if (typeof content === "string") bytes.write(content);
  else content.copy(bytes);
  return bytes;
}
