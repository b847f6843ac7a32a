import { pointerSegments } from "../schema/pointer.ts";

/** The segments of a JSON Pointer (RFC 6901) a person wrote; undefined when it is none: it is empty or starts with a slash. */
export function readPointer(pointer: string): readonly string[] | undefined {
  if (pointer !== "" && !pointer.startsWith("/")) return undefined;
  return /~(?![01])/.test(pointer) ? undefined : pointerSegments(pointer);
}
