import type { Operation } from "../contract/operation.ts";
import type { MockRequest } from "../http/message.ts";
import { declaredFor, successOf } from "../response/choose.ts";
import { readPreferences, type Preferences, type ReadPreferences } from "../response/preferences.ts";
import type { Session } from "./sessions.ts";
import type { ToldPreferences } from "./told.ts";

/** What a request asks for, and its session where the request says nothing. */
export interface AskedPreferences extends Pick<ReadPreferences, "preferences" | "applied" | "query"> {
  /** For the journal. */
  readonly notes: readonly string[];
}

const none: readonly string[] = [];

/** Per key: `Prefer`, the query, an alias, then what the session was told. Throws `invalid-preference`. */
export function askedPreferences(
  request: MockRequest,
  { told }: Session,
  operation: Operation,
): AskedPreferences {
  const { preferences: own, applied, query, ignored } = readPreferences(request);
  const notes = ignored.length > 0 ? [`unknown, ignored: ${ignored.join(", ")}`] : none;
  if (!told?.preferences) return { preferences: own, applied, query, notes };
  const ofSession = leftOpen(told.preferences.read, own, operation);
  return {
    preferences: { ...ofSession, ...own },
    applied,
    query,
    notes: [...notes, `the session asks for ${spoken(ofSession, told.preferences)}`],
  };
}

/** A status, a fault, an example and their chance are one wish: a request that has its own gets nothing of the session's. */
const answerKeys: readonly string[] = ["code", "fault", "example", "chance", "dribble"];

function leftOpen(told: Preferences, own: Preferences, operation: Operation): Preferences {
  const choosesAnswer = own.code !== undefined || own.fault !== undefined;
  const open = Object.entries(told).filter(
    ([key]) =>
      !Object.hasOwn(own, key) &&
      !(choosesAnswer && answerKeys.includes(key)) &&
      !(key === "example" && !hasExample(operation, told)),
  );
  return Object.fromEntries(open);
}

/** A session asks all of its operations, and most of them have no example of that name: they answer as usual. */
function hasExample(operation: Operation, { code, example }: Preferences): boolean {
  const { declared } =
    (code === undefined ? successOf(operation) : { declared: declaredFor(operation, code) }) ?? {};
  return (declared?.content ?? []).some(({ examples }) => examples.some(({ name }) => name === example));
}

function spoken(open: Preferences, { written }: ToldPreferences): string {
  const asked = Object.keys(open).map((key) => {
    const value = written[key];
    return `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`;
  });
  return asked.length > 0 ? asked.join(", ") : "nothing that the request has not chosen itself";
}
