import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { templateOf } from "../contract/path-key.ts";
import type { Schemas } from "../schema/schema.ts";
import { finding, type Finding } from "./finding.ts";
import { quietly } from "./objection.ts";

/** Each is compared with each other; beyond this many of one method and length nobody would read what is found. */
const mostCompared = 2_000;

/** Paths that one request can match alike, so that which of them answers is nobody's choice: `/{a}/b` and `/a/{b}`. */
export function checkAmbiguity({ operations, schemas }: Contract): Finding[] {
  const groups = new Map<string, Templated[]>();
  for (const operation of operations) {
    const segments = templateOf(operation.path).split("/");
    const key = `${operation.method} ${String(segments.length)}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if (group.length < mostCompared) group.push({ operation, segments });
  }
  return [...groups.values()].flatMap((group) => checkGroup(group, schemas));
}

interface Templated {
  readonly operation: Operation;
  readonly segments: readonly string[];
}

function checkGroup(group: readonly Templated[], schemas: Schemas): Finding[] {
  return group.flatMap((one, index) => {
    const earlier = group.slice(0, index).find((other) => isAmbiguous(one, other, schemas));
    if (!earlier) return [];
    const said = `a request can match this path and ${earlier.operation.path} alike`;
    return [finding("path-ambiguous", one.operation.fragment, said)];
  });
}

const nameIn = (segment: string | undefined) => /^\{([^{}]*)\}$/.exec(segment ?? "")?.[1];

/** Each has a parameter where the other has a text, and takes that text. */
function isAmbiguous(one: Templated, other: Templated, schemas: Schemas): boolean {
  let [isWider, isNarrower] = [false, false];
  for (const [index, segment] of one.segments.entries()) {
    const opposite = other.segments[index] ?? "";
    const [name, otherName] = [nameIn(segment), nameIn(opposite)];
    if (name === undefined && otherName === undefined && segment !== opposite) return false;
    if (name !== undefined && otherName === undefined) {
      if (!takes(one.operation, name, { text: opposite, schemas })) return false;
      isWider = true;
    }
    if (name === undefined && otherName !== undefined) {
      if (!takes(other.operation, otherName, { text: segment, schemas })) return false;
      isNarrower = true;
    }
  }
  return isWider && isNarrower;
}

/** A number's parameter does not take `settings`. */
function takes(
  { parameters }: Operation,
  name: string,
  { text, schemas }: { readonly text: string; readonly schemas: Schemas },
): boolean {
  if (text.includes("{")) return false;
  const schema = parameters.find((one) => one.in === "path" && one.name === name)?.schema ?? true;
  const judge = schemas.validator(schema);
  return quietly(() => judge(text).length === 0 || judge(Number(text)).length === 0, true);
}
