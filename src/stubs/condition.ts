import type { Comparison } from "../matchers/comparison.ts";
import type { Given } from "../matchers/given.ts";
import type { MakeJudge, Matcher } from "../matchers/matcher.ts";
import { readPointer } from "../matchers/pointer.ts";
import { readMatcher } from "../matchers/read.ts";
import { valueAt } from "../schema/pointer.ts";
import type { Subject } from "./subject.ts";
import { operandReader } from "./template.ts";

/** One thing a stub asks of the request. */
export interface Condition {
  /** Where it looks, for people: `header authorization`, `body /email`. */
  readonly place: string;
  /** Never to be shown: the value is a credential. */
  readonly secret: boolean;
  readonly matcher: Matcher<Subject>;
  read(subject: Subject): unknown;
}

/** How values of a place are compared, and by what schemas they can be judged. */
export interface Comparing {
  readonly comparison: Comparison;
  readonly judge: MakeJudge | undefined;
}

/** Reads a matcher whose operands may hold templates. */
export function readCondition(given: Given, { comparison, judge }: Comparing): Matcher<Subject> | undefined {
  return readMatcher(given, operandReader(comparison), judge);
}

/** The places whose values have a name each; what comes in them is text, so 7 and "7" are the same there. */
const named = {
  headers: { word: "header", comparison: "text", secret: /^((proxy-)?authorization|cookie|x-api-key)$/ },
  query: { word: "query parameter", comparison: "text", secret: /^$/ },
  path: { word: "path parameter", comparison: "text", secret: /^$/ },
  cookies: { word: "cookie", comparison: "text", secret: /^/ },
} as const;

/** Name → matcher, for one of the places that hold names. */
export function readNamed(
  given: Given,
  place: keyof typeof named,
  judge: MakeJudge | undefined,
): readonly Condition[] {
  const { word, comparison, secret } = named[place];
  return given.keys.flatMap((key) => {
    const matcher = readCondition(given.at(key), { comparison, judge });
    if (!matcher) return [];
    const name = place === "headers" ? key.toLowerCase() : key;
    const read = (subject: Subject) => own(subject[place], name);
    return [{ place: `${word} ${name}`, secret: secret.test(name), matcher, read }];
  });
}

/** JSON Pointer → matcher, over the parsed body. */
export function readBody(given: Given, judge: MakeJudge | undefined): readonly Condition[] {
  return readPointers(given, { comparison: "json", judge }).map(({ pointer, segments, matcher }) => ({
    place: pointer === "" ? "body" : `body ${pointer}`,
    secret: false,
    matcher,
    read: (subject) => valueAt(subject.body, segments),
  }));
}

export interface PointerMatcher {
  readonly pointer: string;
  readonly segments: readonly string[];
  readonly matcher: Matcher<Subject>;
}

/** JSON Pointer → matcher; keys that are no pointers are noted in the findings. */
export function readPointers(given: Given, comparing: Comparing): readonly PointerMatcher[] {
  return given.keys.flatMap((pointer) => {
    const segments = readPointer(pointer);
    if (!segments)
      given.at(pointer).refuseKey(`"${pointer}" is no JSON Pointer`, `Write "${pointerFor(pointer)}"`);
    const matcher = readCondition(given.at(pointer), comparing);
    return segments && matcher ? [{ pointer, segments, matcher }] : [];
  });
}

/** What was probably meant by a path without a slash in front, or by one of JSONPath: `$.items[0].sku`. */
function pointerFor(written: string): string {
  if (!/^\$(?=[.[]|$)/.test(written)) return `/${written}`;
  return written
    .slice(1)
    .replaceAll(/\[["']?([^\]"']*)["']?\]/g, "/$1")
    .replaceAll(/\.+/g, "/");
}

/** Whether all of them hold for a record. */
export function holds(where: readonly PointerMatcher[], record: unknown, subject: Subject): boolean {
  return where.every(({ segments, matcher }) => matcher.matches(valueAt(record, segments), subject));
}

function own(values: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
