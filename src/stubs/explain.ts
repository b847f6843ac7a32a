import { shown } from "../matchers/comparison.ts";
import type { Condition } from "./condition.ts";
import { countOf } from "./counts.ts";
import { isExpired } from "./expiry.ts";
import { isFull, takesPart } from "./rate.ts";
import { isUsedUp, remember, spokenState, stateName } from "./select.ts";
import type { Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";

/** One thing that was asked of a request or its session, beside what came. */
export interface Comparison {
  /** `header x-tenant`, `body /name`, `state`, `times`. */
  readonly place: string;
  /** To be read after the place: `must be "Ada"`. */
  readonly expected: string;
  readonly came: string;
  readonly holds: boolean;
}

/** How values are told to people. */
export interface Spoken {
  /** Whether the value of that name (a header, a field) may not be quoted. */
  readonly isSecret: (name: string) => boolean;
  readonly tell: (value: unknown) => string;
}

const plainly: Spoken = { isSecret: () => false, tell: shown };

/** Holds everything a stub asks for against a request; changes nothing. Credentials that came are not quoted. */
export async function compareStub(stub: Stub, asker: Subject, spoken = plainly): Promise<Comparison[]> {
  const { subject } = await remember(stub, asker);
  return [
    ...stub.when.conditions.map((condition) => compareCondition(condition, subject, spoken)),
    ...(await compareState(stub, subject)),
    ...(await compareCounters(stub, subject)),
    ...(await compareTurns(stub, subject)),
    ...(await compareStore(stub, subject)),
    ...compareRate(stub, subject),
  ];
}

/** The same of one condition of a request. */
export function compareCondition(condition: Condition, subject: Subject, spoken = plainly): Comparison {
  const { place, matcher } = condition;
  const value = condition.read(subject);
  const holds = matcher.matches(value, subject);
  const isSecret = condition.secret || spoken.isSecret(/[^/ ]*$/.exec(place)?.[0] ?? "");
  const hidden = holds ? "it is" : "it is another";
  const came = value === undefined ? "there is none" : isSecret ? hidden : `it is ${spoken.tell(value)}`;
  return { place, expected: `must ${matcher.sentence}`, came, holds };
}

/** What speaks against a condition, if anything does. */
export function explainCondition(condition: Condition, subject: Subject): readonly string[] {
  const { place, expected, came, holds } = compareCondition(condition, subject);
  return holds ? [] : [`${place} ${expected}, but ${came}`];
}

async function compareState(stub: Stub, subject: Subject): Promise<Comparison[]> {
  const { state: matcher } = stub.when;
  if (!matcher) return [];
  const state = spokenState(await subject.store.state(subject.session, stateName(stub)));
  const [expected, came] = [`must ${matcher.sentence}`, `it is ${shown(state)}`];
  return [{ place: "state", expected, came, holds: matcher.matches(state, subject) }];
}

async function compareCounters({ when }: Stub, subject: Subject): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const { name, matcher } of when.counters) {
    const count = await countOf(name, subject);
    const [expected, came] = [`must ${matcher.sentence}`, `it is ${String(count)}`];
    compared.push({ place: `counter ${name}`, expected, came, holds: matcher.matches(count, subject) });
  }
  return compared;
}

async function compareTurns(stub: Stub, subject: Subject): Promise<Comparison[]> {
  const { id, times, expires } = stub;
  const compared: Comparison[] = [];
  if (times !== undefined) {
    const count = await subject.store.count(subject.session, "times", id);
    const came = `it has answered ${timesOf(Math.min(count, times))}`;
    const holds = !(await isUsedUp(stub, subject));
    compared.push({ place: "times", expected: `must not answer more than ${timesOf(times)}`, came, holds });
  }
  if (expires) {
    const until =
      "at" in expires
        ? `before ${new Date(expires.at).toISOString()}`
        : `within ${String(expires.after)} ms of its first answer`;
    const holds = !(await isExpired(stub, subject));
    const came = holds ? "there is time left" : "its time is over";
    compared.push({ place: "expires", expected: `must answer ${until}`, came, holds });
  }
  return compared;
}

async function compareStore({ when: { store } }: Stub, subject: Subject): Promise<Comparison[]> {
  if (!store) return [];
  const holds = await store.holds(subject);
  const expected = store.sentence.replace(/^the store /, "");
  return [{ place: "store", expected, came: holds ? "it is so" : "it is otherwise", holds }];
}

function compareRate(stub: Stub, subject: Subject): Comparison[] {
  const { chance, limit } = stub;
  const compared: Comparison[] = [];
  if (chance !== undefined) {
    const holds = takesPart(stub, subject);
    const came = holds ? "this is one" : "this is none";
    const expected = `takes part in ${String(Number((chance * 100).toFixed(4)))}% of requests`;
    compared.push({ place: "chance", expected, came, holds });
  }
  if (limit) {
    const holds = isFull(stub, subject);
    const expected = `lets ${String(limit.requests)} requests in ${String(limit.within)} ms pass by first`;
    const came = holds ? "they have come" : "they have not come yet";
    compared.push({ place: "limit", expected, came, holds });
  }
  return compared;
}

function timesOf(count: number): string {
  return count === 1 ? "once" : `${String(count)} times`;
}
