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
  const bytes = Buffer.allocUnsafe(length);
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
