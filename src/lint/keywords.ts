import { fragmentSegment } from "../contract/cursor.ts";
import type { JsonObject } from "../contract/read.ts";
import { malformedKeywords } from "../schema/malformed.ts";
import { pointerSegments } from "../schema/pointer.ts";
import { finding, type Finding } from "./finding.ts";

/**
 * Keywords that nothing can be judged by; one that is read as if it were not there is only warned of. That there is no
 * such type is told by whoever knows which is meant.
 */
export function checkKeywords(schema: JsonObject, fragment: string): Finding[] {
  const malformed = malformedKeywords(schema).filter(
    ({ keyword }) => keyword !== "type" || (Array.isArray(schema["type"]) && schema["type"].length === 0),
  );
  return malformed.map(({ pointer, said, isHarmless }) => {
    const place = [fragment, ...pointerSegments(pointer).map(fragmentSegment)].join("/");
    const told = finding("keyword-malformed", place, said);
    return isHarmless ? { ...told, level: "warning" } : told;
  });
}
