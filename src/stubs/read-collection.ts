import type { Given } from "../matchers/given.ts";
import type { Name } from "./collection-name.ts";
import { readTemplate } from "./template-text.ts";

/** Reads `pets` or `users/{{ path.userId }}/posts`. */
export function readCollection(given: Given): readonly Name[] | undefined {
  const names = typeof given.value === "string" ? namesIn(given.value) : [];
  if (names.length > 0 && names[0] !== "") return names;
  return given.refuse(
    "this is no name of a collection",
    'Write the last word of its path, such as pets, or "users/{{ path.userId }}/posts"',
  );
}

function namesIn(text: string): readonly Name[] {
  try {
    const pieces = readTemplate(text);
    const names = pieces.filter(
      (piece): piece is Name => typeof piece === "string" || piece.kind === "request",
    );
    return names.length === pieces.length ? names : [];
  } catch {
    return [];
  }
}
