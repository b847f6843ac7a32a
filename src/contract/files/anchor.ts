import { fragmentSegment } from "../cursor.ts";

/** The JSON Pointer of what a file calls by a name (`#pet`), as a URI fragment; undefined where nothing is called so. */
export function anchorIn(root: unknown, fragment: string): string | undefined {
  const name = fragment.slice(1);
  const seen = new Set<unknown>();
  const open: [value: unknown, pointer: string][] = [[root, "#"]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, pointer] = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const { $anchor, $dynamicAnchor, $id } = value as Readonly<Record<string, unknown>>;
    // Up to draft 7 an anchor was an `$id` that begins with #.
    if ([$anchor, $dynamicAnchor].includes(name) || $id === fragment) return pointer;
    for (const [member, child] of Object.entries(value)) {
      open.push([child, `${pointer}/${fragmentSegment(member)}`]);
    }
  }
  return undefined;
}
