import { pointerSegments } from "../schema/pointer.ts";

/** Member of the root under which the other files of a document stand, by their path from the document's folder. */
export const filesMember = "x-locum-files";

const inFile = new RegExp(`^#/${filesMember}/([^/]*)(.*)$`, "s");

/** A fragment as people know it: `#/x-locum-files/schemas~1pet.yaml/properties` → `schemas/pet.yaml#/properties`. */
export function documentPlace(fragment: string): string {
  const [, file, rest] = inFile.exec(fragment) ?? [];
  if (file === undefined || rest === undefined) return fragment;
  return `${pointerSegments(`/${decoded(file)}`).join("")}#${rest}`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
