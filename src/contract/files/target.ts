import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../../problem/input-error.ts";
import { isUrl } from "./fetch.ts";

/** A reference in two: what file, and where in it (`#/…`, `#name`, or `#` for all of it). */
export function splitReference(text: string): { uri: string; fragment: string } {
  const hash = text.indexOf("#");
  return hash < 0 ? { uri: text, fragment: "#" } : { uri: text.slice(0, hash), fragment: text.slice(hash) };
}

/** Whether a discriminator's mapping names a file or a place rather than a schema, whose name may have dots in it. */
export function namesFile(text: string): boolean {
  return /[#/]/.test(text) || /\.(?:json|ya?ml)$/i.test(text);
}

/** The path or URL that a reference in the file at `from` leads to. Throws InputError where it leads to neither. */
export function targetOf(uri: string, from: string): string {
  if (isUrl(uri)) return new URL(uri).href;
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
  if (isUrl(from)) {
    // A document of the network must not read files of this machine.
    if (scheme !== undefined) throw new InputError(`${uri} cannot be read by a document on the network`);
    return new URL(uri, from).href;
  }
  if (scheme === "file") return pathOfUrl(uri);
  if (scheme !== undefined) throw new InputError(`${uri} is no address of a file`);
  return resolve(dirname(from), decoded(uri));
}

function pathOfUrl(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    throw new InputError(`${uri} is no address of a file: ${(error as Error).message}`);
  }
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
