import { fileURLToPath } from "node:url";

/** The path of a file that comes with Locum, wherever it is started from. */
export function shipped(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
