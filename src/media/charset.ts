import { isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import { ProblemError } from "../problem/problem.ts";
import { unreadable } from "./unreadable.ts";

const utf8 = new Set(["utf-8", "utf8", "us-ascii", "ascii"]);
const latin1 = new Set(["iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"]);
const some = "utf-8, utf-16, iso-8859-1, windows-1252, shift_jis, euc-jp, gbk, big5, koi8-r";

/** Bytes 80 to 9F of windows-1252, which Node 20 decodes as if they were control characters. */
const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Bytes as text, by the charset of their Content-Type, else by a byte order mark, else as UTF-8; the mark is no part
 * of the text. Throws ProblemError `unsupported-media-type` for a charset that is not known, and `invalid-body` for
 * bytes that are not what it says.
 */
export function decodeText(bytes: Buffer, charset?: string): string {
  const name = charset?.toLowerCase() ?? markedAs(bytes);
  if (utf8.has(name)) return decodeUtf8(bytes);
  if (latin1.has(name)) return decodeLatin1(bytes, name);
  const decoder = decoderOf(name === "utf-16" && markedAs(bytes) === "utf-16be" ? "utf-16be" : name);
  try {
    return decoder.decode(bytes);
  } catch {
    throw wrongBytes(name);
  }
}

function decodeUtf8(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw wrongBytes("utf-8");
  const text = bytes.toString("utf8");
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function decodeLatin1(bytes: Buffer, name: string): string {
  const text = bytes.toString("latin1");
  if (!name.endsWith("1252")) return text;
  return text.replace(/[\x80-\x9f]/g, (char) => windows1252[char.charCodeAt(0) - 0x80] ?? char);
}

/** The charset that the first bytes tell of (WHATWG Encoding, BOM sniff); UTF-8 where they do not. */
function markedAs(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

function decoderOf(name: string): TextDecoder {
  try {
    return new TextDecoder(name, { fatal: true });
  } catch {
    throw new ProblemError("unsupported-media-type", {
      detail: `The charset ${JSON.stringify(name)} is not known.`,
      help: `Send the body in one that is: ${some}.`,
    });
  }
}

function wrongBytes(charset: string): ProblemError {
  return unreadable("text", `its bytes are not ${charset}.`);
}

/** Text in the charset that a Content-Type declares; undefined for one that is not written here. */
export function encodeText(text: string, charset: string): string | Buffer | undefined {
  const name = charset.toLowerCase();
  if (utf8.has(name)) return text;
  // The bytes where ISO 8859-1 and windows-1252 agree.
  if (latin1.has(name)) return /[^\0-\x7f\xa0-\xff]/.test(text) ? undefined : Buffer.from(text, "latin1");
  if (name === "utf-16") return Buffer.from(`\uFEFF${text}`, "utf16le");
  return name === "utf-16le" ? Buffer.from(text, "utf16le") : undefined;
}
