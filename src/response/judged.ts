import { isDataUrl, valueToBytes } from "../media/bytes.ts";
import { concreteType, mediaKind } from "../media/kind.ts";
import type { createDocumentReader } from "../media/read.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Reply } from "./reply.ts";

/**
 * The value of a reply's content as its schema is to judge it: a text that an example has written already is read
 * again, and bytes are a char each, so that lengths are bytes.
 */
export function judgedValue(
  { value, media }: NonNullable<Reply["content"]>,
  documents: ReturnType<typeof createDocumentReader>,
): unknown {
  if (typeof value !== "string") return value;
  if (isDataUrl(value)) return valueToBytes(value).toString("latin1");
  const type = concreteType(media.type);
  const kind = mediaKind(type);
  if (kind === "json" || kind === "form" || kind === "multipart") return value;
  try {
    return documents(kind, media.schema ?? true)(Buffer.from(value), type).value ?? value;
  } catch (error) {
    if (error instanceof ProblemError) return value;
    throw error;
  }
}
