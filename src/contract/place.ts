import type { Violation } from "../problem/violation.ts";
import { pointerSegments } from "../schema/pointer.ts";

/** Member of the root under which the other files of a document stand, by their path from the document's folder. */
export const filesMember = "x-locum-files";

const inFile = new RegExp(`^#/${filesMember}/([^/]*)(.*)$`, "s");

/** A fragment as people know it: `#/x-locum-files/schemas~1pet.yaml/properties` → `schemas/pet.yaml#/properties`. */
export function documentPlace(fragment: string): string {
  if (!fragment.startsWith(`#/${filesMember}/`)) return fragment;
  const [, file, rest] = inFile.exec(fragment) ?? [];
  if (file === undefined || rest === undefined) return fragment;
  return `${pointerSegments(`/${decoded(file)}`).join("")}#${rest}`;
}

/** A violation that names its place as people know it. */
export function withPlace(violation: Violation): Violation {
  const place = documentPlace(violation.schemaPointer);
  return place === violation.schemaPointer ? violation : { ...violation, schemaPointer: place };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
