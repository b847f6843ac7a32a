import { locateInJson } from "./locate-json.ts";
import { locateInLines } from "./locate-lines.ts";
import { locateInYaml } from "./locate-yaml.ts";
import { Wanted } from "./wanted.ts";

/** A place in a text, both from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the values at these pointers (as segments) are written in a JSON or YAML text: at the key of a member, at the
 * first character of an item. What is not there has the place of what should have held it. The text is read once,
 * however many are asked for; undefined for all of them where it is too long or too deep for that.
 */
export function locate(
  text: string,
  pointers: readonly (readonly string[])[],
): readonly (Position | undefined)[] {
  if (pointers.length === 0) return [];
  const source = text.replace(/^\uFEFF/, "");
  const wanted = new Wanted();
  const found = pointers.map((pointer) => wanted.add(pointer));
  const isLocated = isJson(source)
    ? locateInJson(source, wanted)
    : locateInLines(source, wanted) || locateInYaml(source, wanted);
  if (!isLocated) return pointers.map(() => undefined);
  const positionOf = createLines(source);
  return found.map((one) => positionOf(one.nearest));
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Offsets as lines and columns. */
function createLines(text: string): (offset: number) => Position {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
