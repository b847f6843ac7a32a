import { dirname, isAbsolute, join } from "node:path";
import { locate, type Position } from "../contract/locate.ts";
import { readDocument } from "../contract/read.ts";
import { isForeign } from "../contract/prism/is-foreign.ts";
import type { FileSystem } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";
import { fragmentSegments } from "../schema/pointer.ts";
import type { Finding } from "./finding.ts";
import { swaggerPlace } from "./swagger-place.ts";

/** A finding and where in its user's files it is. */
export interface ToldFinding extends Finding {
  readonly file: string;
  /** Undefined where nobody can tell: in a file on the network, or a collection that was turned into OpenAPI. */
  readonly position: Position | undefined;
}

/** Finds the lines of findings in the files they are in, and puts them in the order of those lines. */
export async function tellFindings(
  findings: readonly Finding[],
  source: string,
  files: Pick<FileSystem, "readFile">,
): Promise<readonly ToldFinding[]> {
  const placed = findings.map((one) => ({ ...one, file: fileOf(one.place, source) }));
  const told: ToldFinding[] = [];
  for (const file of new Set(placed.map((one) => one.file))) {
    const own = placed.filter((one) => one.file === file);
    const text = await textOf(file, files);
    const pointers = text === undefined ? undefined : pointersOf(own, text, file);
    const positions = text === undefined || !pointers ? [] : locate(text, pointers);
    told.push(...own.map((one, index) => ({ ...one, position: positions[index] })).toSorted(byLine));
  }
  return told;
}

/** `src/api.yaml:12:3: error: text (#/paths)` */
export function findingText({ file, position, level, said, place }: ToldFinding): string {
  const at = position ? `:${String(position.line)}:${String(position.column)}` : "";
  return `${file}${at}: ${level}: ${said} (${place})`;
}

/** Places in other files begin with their path from the document's folder. */
function fileOf(place: string, source: string): string {
  const name = place.slice(0, Math.max(0, place.indexOf("#")));
  if (name === "") return source;
  return isAbsolute(name) || /^https?:/.test(name) ? name : join(dirname(source), name);
}

async function textOf(file: string, files: Pick<FileSystem, "readFile">): Promise<string | undefined> {
  try {
    return await files.readFile(file, "utf8");
  } catch {
    // On the network, or gone since it was read.
    return undefined;
  }
}

/** Where to look for each place in a text; undefined where it was a collection, which has no such places. */
function pointersOf(
  findings: readonly Finding[],
  text: string,
  file: string,
): (readonly string[])[] | undefined {
  const pointers = findings.map(({ place }) => fragmentSegments(place.slice(place.indexOf("#"))));
  const written = documentIn(text, file);
  if (written === undefined || !isForeign(written)) return pointers;
  if (written["swagger"] === undefined) return undefined;
  return pointers.map((pointer) => swaggerPlace(pointer, written));
}

function documentIn(text: string, file: string) {
  // Only documents of another kind are read again.
  if (!/swagger|postman/.test(text)) return undefined;
  try {
    return readDocument(text, file);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function byLine(one: ToldFinding, other: ToldFinding): number {
  const [a, b] = [one.position, other.position];
  if (!a || !b) return 0;
  return a.line - b.line || a.column - b.column;
}
