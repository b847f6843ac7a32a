import type { Dribble, FaultName, MockRequest } from "../http/message.ts";
import { asciiJson } from "../http/headers.ts";
import { readPrefer } from "../http/prefer.ts";
import { readQuery } from "../http/query.ts";
import { didYouMean } from "../problem/nearest.ts";
import { ProblemError } from "../problem/problem.ts";
import { chanceForms, chanceFrom } from "../trouble/chance.ts";
import { delayForms, delayFrom, type Delay } from "../trouble/delay.ts";
import { dribbleForms, dribbleFrom } from "../trouble/dribble.ts";
import { faultNamed, faultNames, spokenFaults } from "../trouble/fault.ts";
import { limitForms, limitFrom, type Limit } from "../trouble/limit.ts";

/** What a request asks of the mock itself. */
export interface Preferences {
  readonly code?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
  readonly scenario?: string;
  readonly delay?: Delay;
  readonly fault?: FaultName;
  /** How `slow-dribble` dribbles; asked for alone, it is that fault. */
  readonly dribble?: Dribble;
  /** The share of requests, from 0 to 1, that get the code or the fault; 503 where neither is asked for. */
  readonly chance?: number;
  /** 429 beyond it. */
  readonly limit?: Limit;
}

/** A preference that cannot be had. */
export interface PreferenceMistake {
  readonly key: string;
  /** `code=banana cannot be had` */
  readonly cause: string;
  /** What can be: `a status from 200 to 599, such as code=404`. */
  readonly help: string;
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

type Key = keyof Preferences;
/** Headers and queries bring texts; JSON brings numbers, booleans and objects as well. */
const readers: { readonly [K in Key]-?: (written: unknown) => Preferences[K] | undefined } = {
  code: (written) => (/^[2-5]\d\d$/.test(wordOf(written) ?? "") ? Number(written) : undefined),
  example: textOf,
  dynamic: (written) => flags.get(written),
  seed: wordOf,
  scenario: textOf,
  delay: delayFrom,
  fault: faultNamed,
  dribble: dribbleFrom,
  chance: chanceFrom,
  limit: limitFrom,
};

const flags = new Map<unknown, boolean>([
  [true, true],
  ["true", true],
  [false, false],
  ["false", false],
]);

const allowed: Record<Key, string> = {
  code: "a status from 200 to 599, such as code=404",
  example: "the name of an example of the contract, such as example=empty",
  dynamic: "dynamic=true or dynamic=false",
  seed: "any text, such as seed=blue",
  scenario: "the name of a scenario, such as scenario=outage",
  delay: `a delay: ${delayForms}`,
  fault: `one of ${faultNames.join(", ")}`,
  dribble: `the time a body takes: ${dribbleForms}`,
  chance: `a share of the requests: ${chanceForms}`,
  limit: `a rate: ${limitForms}`,
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
  const asked = keys.flatMap((key) => {
    const text = prefer.get(key) ?? own.get(key) ?? headers[aliases[key] ?? ""];
    return text === undefined ? [] : [[key, text] as const];
  });
  const { preferences, mistakes } = preferencesFrom(asked);
  for (const mistake of mistakes) throw notToBeHad(mistake);
  const applied = asked.map(([key, text]) => `${key}=${isToken(text) ? text : asciiJson(text)}`);
  const ignored = [...prefer.keys()].filter((key) => !Object.hasOwn(readers, key));
  return { preferences, applied: applied.join(", "), ignored, query: rest };
}

/** RFC 7240, section 2: a word is a token or a quoted string. */
function isToken(text: string): boolean {
  return /^[\w.~%-]+$/.test(text);
}

/**
 * Preferences from names and values, as a request or as JSON brings them; the one reader of both. What cannot be had,
 * or is not known, is among the mistakes, and left out.
 */
export function preferencesFrom(entries: Iterable<readonly [key: string, written: unknown]>): {
  preferences: Preferences;
  mistakes: readonly PreferenceMistake[];
} {
  const preferences: Preferences = {};
  const mistakes: PreferenceMistake[] = [];
  for (const [key, written] of entries) {
    if (!isKey(key)) {
      const cause = `there is no preference "${key.slice(0, 80)}"${didYouMean(key.slice(0, 80), keys)}`;
      mistakes.push({ key, cause, help: `one of ${keys.join(", ")}` });
      continue;
    }
    const value = readers[key](written);
    if (value !== undefined) Object.assign(preferences, { [key]: value });
    else {
      const guess = key === "fault" ? didYouMean(shown(written).slice(0, 40), spokenFaults) : "";
      mistakes.push({ key, cause: `${key}=${shown(written)} cannot be had${guess}`, help: allowed[key] });
    }
  }
  const { dribble, fault } = preferences;
  const isDribble = dribble !== undefined && fault === undefined;
  return { preferences: isDribble ? { ...preferences, fault: "slow-dribble" } : preferences, mistakes };
}

function isKey(key: string): key is Key {
  return Object.hasOwn(readers, key);
}

/** A text as it is, anything else as JSON; never a page. */
function shown(written: unknown): string {
  return (typeof written === "string" ? written : JSON.stringify(written)).slice(0, 200);
}

function textOf(written: unknown): string | undefined {
  return typeof written === "string" && written !== "" ? written : undefined;
}

/** A text, or a number as a text. */
function wordOf(written: unknown): string | undefined {
  return typeof written === "number" ? String(written) : textOf(written);
}

/** A known key with a value that cannot be had. */
export function badPreference(key: Key, value: string, help: string): ProblemError {
  return notToBeHad({ cause: `${key}=${value} cannot be had`, help });
}

function notToBeHad({ cause, help }: Omit<PreferenceMistake, "key">): ProblemError {
  return new ProblemError("invalid-preference", {
    detail: `The request asks for something impossible: ${cause}.`,
    help: `Ask for ${help}.`,
  });
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
