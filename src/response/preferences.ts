import type { FaultName, MockRequest } from "../http/message.ts";
import { asciiJson } from "../http/headers.ts";
import { readPrefer } from "../http/prefer.ts";
import { readQuery } from "../http/query.ts";
import { didYouMean } from "../problem/nearest.ts";
import { ProblemError } from "../problem/problem.ts";

/** Milliseconds, drawn between the two; equal when fixed. */
export interface DelayRange {
  readonly min: number;
  readonly max: number;
}

/** What a request asks of the mock itself. */
export interface Preferences {
  readonly code?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
  readonly scenario?: string;
  readonly delay?: DelayRange;
  readonly fault?: FaultName;
}

export interface ReadPreferences {
  readonly preferences: Preferences;
  /** For `Preference-Applied`: `code=404, dynamic=true`; empty when nothing was asked. */
  readonly applied: string;
  /** `Prefer` keys that are not ours (RFC 7240, section 2: ignored). */
  readonly ignored: readonly string[];
  /** The query without what was addressed to the mock. */
  readonly query: string;
}

export const faultNames: readonly FaultName[] = [
  "connection-reset",
  "empty-response",
  "malformed-chunk",
  "random-then-close",
  "stall",
];

/** Those that can be had; the others are known and answered by a problem. */
export const availableFaults: readonly FaultName[] = ["connection-reset", "empty-response"];

/** Longer than any client waits. */
const longestDelay = 600_000;

type Key = keyof Preferences;
const readers: { readonly [K in Key]-?: (text: string) => Preferences[K] | undefined } = {
  code: (text) => (/^[2-5]\d\d$/.test(text) ? Number(text) : undefined),
  example: (text) => text || undefined,
  dynamic: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  seed: (text) => text || undefined,
  scenario: (text) => text || undefined,
  delay: readDelay,
  fault: (text) => faultNames.find((name) => name === text),
};

const allowed: Record<Key, string> = {
  code: "a status from 200 to 599, such as code=404",
  example: "the name of an example of the contract, such as example=empty",
  dynamic: "dynamic=true or dynamic=false",
  seed: "any text, such as seed=blue",
  scenario: "the name of a scenario, such as scenario=outage",
  delay: "milliseconds, such as delay=300, or a range, such as delay=100-500, up to 600000",
  fault: `one of ${faultNames.join(", ")}`,
};

const keys = Object.keys(readers) as Key[];
const aliases: Partial<Record<Key, string>> = {
  code: "x-mock-response-code",
  example: "x-mock-response-name",
  delay: "x-microcks-delay",
};

const aliasNames = Object.values(aliases);
const noPrefer: ReadonlyMap<string, string> = new Map();
const nothing: ReadPreferences = { preferences: {}, applied: "", ignored: [], query: "" };

/**
 * What the request asks for: per key `Prefer`, then the query (`__code`), then an alias header. Unknown keys of
 * `Prefer` are ignored; a known one with a bad value is a ProblemError that names the good ones.
 */
export function readPreferences(request: MockRequest): ReadPreferences {
  const { headers, query } = request;
  const header = headers["prefer"];
  const isAsked =
    header !== undefined || query.includes("__") || aliasNames.some((name) => headers[name] !== undefined);
  if (isAsked) return readAsked(request, header === undefined ? noPrefer : readPrefer(header));
  return query === "" ? nothing : { ...nothing, query };
}

function readAsked({ headers, query }: MockRequest, prefer: ReadonlyMap<string, string>): ReadPreferences {
  const { own, rest } = splitQuery(query);
  const preferences: Preferences = {};
  const applied: string[] = [];
  for (const key of keys) {
    const text = prefer.get(key) ?? own.get(key) ?? headers[aliases[key] ?? ""];
    if (text === undefined) continue;
    const value = readers[key](text);
    if (value === undefined) throw badPreference(key, text, allowed[key]);
    Object.assign(preferences, { [key]: value });
    applied.push(`${key}=${/^[\w.-]+$/.test(text) ? text : asciiJson(text)}`);
  }
  const ignored = [...prefer.keys()].filter((key) => !Object.hasOwn(readers, key));
  return { preferences, applied: applied.join(", "), ignored, query: rest };
}

/** A preference that cannot be had. */
export interface PreferenceMistake {
  readonly key: string;
  readonly cause: string;
  readonly help: string;
}

/** Preferences from names and values, as JSON brings them; what cannot be had is among the mistakes, and left out. */
export function preferencesFrom(entries: Iterable<readonly [key: string, written: unknown]>): {
  preferences: Preferences;
  mistakes: readonly PreferenceMistake[];
} {
  const preferences: Preferences = {};
  const mistakes: PreferenceMistake[] = [];
  for (const [key, written] of entries) {
    const known = keys.find((name) => name === key);
    const text = typeof written === "object" ? "" : JSON.stringify(written);
    const value = known && readers[known](typeof written === "string" ? written : text);
    if (value !== undefined) Object.assign(preferences, { [key]: value });
    else if (known) mistakes.push({ key, cause: `${key} cannot be had`, help: allowed[known] });
    else {
      const cause = `there is no preference "${key.slice(0, 80)}"${didYouMean(key.slice(0, 80), keys)}`;
      mistakes.push({ key, cause, help: `one of ${keys.join(", ")}` });
    }
  }
  return { preferences, mistakes };
}

/** A known key with a value that cannot be had. */
export function badPreference(key: Key, value: string, valid: string): ProblemError {
  return new ProblemError("invalid-preference", {
    detail: `The request asks for ${key}=${value}, which cannot be had.`,
    help: `Ask for ${valid}.`,
  });
}

/** `300`, or `100-500`. */
export function readDelay(text: string): DelayRange | undefined {
  const [, first, last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const [min, max] = [Number(first), Number(last)];
  return min <= max && max <= longestDelay ? { min, max } : undefined;
}

/** What of a query is addressed to the mock, and the rest. */
function splitQuery(query: string): { own: Map<string, string>; rest: string } {
  const own = new Map<string, string>();
  const rest: string[] = [];
  for (const part of query.split("&")) {
    const [pair] = readQuery(part);
    const key = pair?.name.startsWith("__") ? pair.name.slice(2) : undefined;
    if (pair === undefined || key === undefined || !Object.hasOwn(readers, key)) rest.push(part);
    else if (!own.has(key)) own.set(key, pair.value);
  }
  return { own, rest: rest.join("&") };
}
