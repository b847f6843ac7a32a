import type { Contract } from "../contract/contract.ts";
import { isReference } from "../contract/cursor.ts";
import { documentPlace } from "../contract/place.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { fragmentSegments, valueAt } from "../schema/pointer.ts";
import { finding, type Finding } from "./finding.ts";
import type { Part } from "./parts.ts";

/** Whether the `$ref` of a part leads somewhere, and not back to itself. */
export function checkReference(part: Part, contract: Contract): Finding[] {
  const { value, fragment } = part;
  if (!isReference(value)) return [];
  if (!value.$ref.startsWith("#")) return unread(fragment, value.$ref, contract);
  const place = `${fragment}/$ref`;
  const shown = documentPlace(value.$ref);
  if (leadsToItself(value, contract)) {
    return [finding("reference-circular", place, `the reference ${shown} leads in a circle`)];
  }
  if (!isDead(part, value.$ref, contract)) return [];
  return [finding("reference-dead", place, `the reference ${shown} leads nowhere`)];
}

/** What leads out of the document was led to its place when it was read, or refused. */
function unread(fragment: string, ref: string, { unusable }: Contract): Finding[] {
  const place = documentPlace(fragment);
  const refused = unusable.find((one) => one.place === place);
  return refused ? [finding("reference-unread", `${fragment}/$ref`, `${ref}: ${refused.cause}`)] : [];
}

function leadsToItself(start: object, contract: Contract): boolean {
  const seen = new Set<object>();
  const open = stepsOf(start, contract);
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...stepsOf(next, contract));
  }
  return false;
}

/** What has to hold whenever this does: the target of its reference, and each of `allOf`. */
function stepsOf(value: object, { root }: Contract): object[] {
  const { $ref, allOf } = value as { $ref?: unknown; allOf?: unknown };
  const target =
    typeof $ref === "string" && $ref.startsWith("#") ? valueAt(root, fragmentSegments($ref)) : undefined;
  const all: unknown[] = Array.isArray(allOf) ? [target, ...(allOf as unknown[])] : [target];
  return all.filter((one): one is object => typeof one === "object" && one !== null);
}

/** A schema may be referred to by an anchor or an address of its own; those who judge by it know. */
function isDead({ kind, fragment, direction }: Part, ref: string, { root, schemas }: Contract): boolean {
  const isThere = valueAt(root, fragmentSegments(ref)) !== undefined;
  if (isThere || kind !== "schema") return !isThere;
  try {
    schemas.resolve(schemas.at(fragment, direction));
    return false;
  } catch (error) {
    if (error instanceof InputError) return true;
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
