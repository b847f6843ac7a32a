/** RFC 6901: the segments of a JSON Pointer (`/a~1b/0` → `["a/b", "0"]`). */
export function pointerSegments(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** RFC 6901: one segment, escaped. */
export function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The value at a JSON Pointer; undefined where it leads nowhere. Only own properties count. */
export function valueAt(root: unknown, segments: readonly string[]): unknown {
  let value = root;
  for (const segment of segments) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}

/** The segments of a URI fragment that holds a JSON Pointer (RFC 6901, section 6): `#/paths/~1pets/get`. */
export function fragmentSegments(fragment: string): string[] {
  const pointer = fragment.startsWith("#") ? fragment.slice(1) : fragment;
  try {
    return pointerSegments(decodeURIComponent(pointer));
  } catch {
    return pointerSegments(pointer);
  }
}

/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
