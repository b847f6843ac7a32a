import { readFileSync } from "node:fs";

/** Of this package, as its package.json says; the sources and what is built from them lie equally deep below it. */
export const version = readVersion(new URL("../../../package.json", import.meta.url));

function readVersion(file: URL): string {
  const read = JSON.parse(readFileSync(file, "utf8")) as { version?: unknown };
  return typeof read.version === "string" ? read.version : "unknown";
}
