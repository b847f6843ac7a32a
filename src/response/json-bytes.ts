import { randomBytes } from "node:crypto";
import { keptBytes } from "../generate/variants.ts";

/** Stands where a kept part belongs, until its bytes are there. Nobody outside knows it, so no request can hold it. */
const mark = `@${randomBytes(16).toString("hex")}`;
const quotedMark = `"${mark}"`;

/** What JSON.stringify makes of a plain object, in UTF-8; parts that the generator keeps are written once for all. */
export function jsonBytes(value: Readonly<Record<string, unknown>>): Buffer {
  const parts: Buffer[] = [];
  let marked: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const one = value[key];
    const kept = typeof one === "object" && one !== null ? keptBytes(one) : undefined;
    if (!kept) continue;
    marked ??= { ...value };
    marked[key] = mark;
    parts.push(kept);
  }
  return joined(JSON.stringify(marked ?? value), parts);
}

/** The text with the parts in the places that are marked. */
function joined(text: string, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length - quotedMark.length, Buffer.byteLength(text));
  const bytes = room(length);
  let from = 0;
  let at = 0;
  for (const part of parts) {
    const to = text.indexOf(quotedMark, from);
    at += bytes.write(text.slice(from, to), at);
    at += part.copy(bytes, at);
    from = to + quotedMark.length;
  }
  bytes.write(from === 0 ? text : text.slice(from), at);
  return bytes;
}

const slabSize = 65_536;
/** Below it Node has a pool of its own. */
const small = Buffer.poolSize >>> 1;
let slab = Buffer.alloc(0);
let used = 0;

/** Memory is asked for in slabs, because that costs as much as all the writing; one small answer cannot keep a slab. */
function room(length: number): Buffer {
  if (length < small || length > slabSize) return Buffer.allocUnsafe(length);
  if (used + length > slab.length) {
    slab = Buffer.allocUnsafeSlow(slabSize);
    used = 0;
  }
  return slab.subarray(used, (used += length));
}
