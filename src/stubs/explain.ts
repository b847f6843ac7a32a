import { shown } from "../matchers/comparison.ts";
import type { Condition } from "./condition.ts";
import { countOf } from "./counts.ts";
import { isExpired } from "./expiry.ts";
import { isFull, takesPart } from "./rate.ts";
import { isUsedUp, remember, spokenState, stateName } from "./select.ts";
import type { Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";

/** Whether a stub matches a request, and a sentence for each thing that speaks against it. */
export interface Explanation {
  readonly matched: boolean;
  readonly lines: readonly string[];
}

/** Tells why a stub does or does not match; changes nothing. Credentials are not quoted. */
export async function explain(stub: Stub, asker: Subject): Promise<Explanation> {
  const { subject } = await remember(stub, asker);
  const lines = stub.when.conditions.flatMap((condition) => explainCondition(condition, subject));
  lines.push(...(await explainState(stub, subject)), ...(await explainCounters(stub, subject)));
  if (await isUsedUp(stub, subject))
    lines.push(`it has answered ${stub.times ?? 0} times, as often as it may`);
  if (!takesPart(stub, subject)) lines.push("it takes part by chance only, and not in this request");
  if (await isExpired(stub, subject)) lines.push("its time is over");
  const { store } = stub.when;
  if (store && !(await store.holds(subject))) lines.push(`${store.sentence}, but it is otherwise`);
  if (lines.length === 0 && stub.limit && !isFull(stub, subject))
    lines.push(`it lets ${String(stub.limit.requests)} requests pass by first, which have not come yet`);
  return { matched: lines.length === 0, lines };
}

/** What speaks against a condition, if anything does. */
export function explainCondition(condition: Condition, subject: Subject): readonly string[] {
  const { place, secret, matcher } = condition;
  const value = condition.read(subject);
  if (matcher.matches(value, subject)) return [];
  const found = value === undefined ? "there is none" : secret ? "it is another" : `it is ${shown(value)}`;
  return [`${place} must ${matcher.sentence}, but ${found}`];
}

async function explainState(stub: Stub, subject: Subject): Promise<readonly string[]> {
  if (!stub.when.state) return [];
  const state = spokenState(await subject.store.state(subject.session, stateName(stub)));
  if (stub.when.state.matches(state, subject)) return [];
  return [`state must ${stub.when.state.sentence}, but it is ${shown(state)}`];
}

async function explainCounters({ when }: Stub, subject: Subject): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { name, matcher } of when.counters) {
    const count = await countOf(name, subject);
    if (!matcher.matches(count, subject))
      lines.push(`counter ${name} must ${matcher.sentence}, but it is ${count}`);
  }
  return lines;
}
