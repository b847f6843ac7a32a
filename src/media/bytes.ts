import { isUtf8 } from "node:buffer";
import { essence } from "../http/media-type.ts";

// JSON, and so the journal and the store, knows no bytes. RFC 2397 writes them into a text that says what they are
// and that a browser can show; a text that happens to look like one is written that way itself, so nothing is lost.
const head = /^data:[^,;]{0,200}(?:;[^,;]{1,200}){0,9};base64,/;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
// eslint-disable-next-line no-control-regex -- control characters are what tells bytes from text
const control = /[\0-\x08\x0b\x0e-\x1f\x7f]/;

/** Bytes as a string value: themselves where they are text (UTF-8), else a data: URL. */
export function bytesToValue(bytes: Buffer, mediaType: string): string {
  if (isUtf8(bytes)) {
    const text = bytes.toString("utf8");
    if (!control.test(text) && !text.startsWith("data:")) return text;
  }
  return toDataUrl(bytes, mediaType);
}

/** The bytes a string value stands for: those of its data: URL, else its own in UTF-8. */
export function valueToBytes(value: string): Buffer {
  return isDataUrl(value) ? Buffer.from(value.slice(value.indexOf(",") + 1), "base64") : Buffer.from(value);
}

/** Whether a string value stands for bytes that are no text. */
export function isDataUrl(value: unknown): value is string {
  if (typeof value !== "string" || !value.startsWith("data:")) return false;
  const found = head.exec(value);
  return found !== null && base64.test(value.slice(found[0].length));
}

export function toDataUrl(bytes: Buffer, mediaType: string): string {
  return `data:${essence(mediaType)};base64,${bytes.toString("base64")}`;
}
