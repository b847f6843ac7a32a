import { fieldsOf } from "../../matchers/fields.ts";
import { Given } from "../../matchers/given.ts";
import type { Served } from "../served.ts";
import { checkDepth, refusedFor } from "../told/mistakes.ts";
import { boundNames, readBounds, readWithin } from "./bounds.ts";
import { inOrder } from "./in-order.ts";
import { noViolations } from "./no-violations.ts";
import { often } from "./often.ts";
import { readPatternIn } from "./pattern.ts";
import type { Verification, Judgement, Verdict } from "./verdict.ts";
import { waitUntil } from "./wait.ts";

interface Asking {
  readonly served: Served;
  readonly session: string;
  /** Aborted when nobody waits for the verdict any more. */
  readonly signal: AbortSignal;
}

/** Longer is no order that a test can mean. */
const mostSteps = 100;
const mostNamed = 100;

/**
 * Holds a session against what is expected of it, and waits for it as long as is said: until it holds for good, or cannot
 * hold any more. Throws `admin-invalid-request` and `too-many-watchers`.
 */
export async function verify(asking: Asking, written: Readonly<Record<string, unknown>>): Promise<Verdict> {
  const { served, session } = asking;
  const { verification, within } = readExpected(written, served);
  const droppedNow = () => served.sessions.find(session)?.journal.dropped ?? 0;
  const judge = () => verification.judge(served.sessions.exchanges(session), droppedNow());
  await waitUntil(() => judge().isFinal, { ...asking, within });
  const verdict = judge();
  const isOpen = within > 0 && !verdict.verified && !verdict.isFinal;
  const waited = served.ending.aborted ? "the mock stopped meanwhile" : `after ${String(within)} ms`;
  const notes = [...(isOpen ? [waited] : []), ...(verdict.verified ? [] : droppedNote(droppedNow()))];
  return verdictOf(verdict, notes);
}

/** A journal that is full proves nothing about what it no longer has. */
function droppedNote(dropped: number): string[] {
  if (dropped === 0) return [];
  return [
    `the journal has dropped the ${String(dropped)} oldest of this session, and what they were is not known: empty it between tests, or keep more (--max-exchanges, --max-journal-bytes)`,
  ];
}

interface Expected {
  readonly verification: Verification;
  /** Milliseconds. */
  readonly within: number;
}

const forms = ["pattern", "inOrder", "noViolations"] as const;

function readExpected(written: Readonly<Record<string, unknown>>, served: Served): Expected {
  checkDepth("The verification", written);
  const given = new Given(written);
  const [form, ...others] = forms.filter((name) => given.has(name));
  if (form === undefined || others.length > 0)
    given.refuse("what is expected is one of pattern, inOrder and noViolations", "Write one of them");
  const read = form === undefined ? undefined : readers[form](given, served);
  if (!read || given.findings.length > 0) throw refusedFor("The verification", given.findings);
  return read;
}

const readers = {
  pattern(given: Given, served: Served): Expected {
    fieldsOf(given, ["pattern", ...boundNames, "within"]);
    const bounds = readBounds(given);
    const pattern = readPatternIn(given.at("pattern"), served);
    return { verification: often({ pattern, bounds }), within: readWithin(given) };
  },
  inOrder(given: Given, served: Served): Expected {
    fieldsOf(given, ["inOrder", "within"]);
    const list = given.at("inOrder");
    const items = list.items();
    if (items.length === 0 || items.length > mostSteps)
      list.refuse("this is no list of patterns", `Write from 1 to ${String(mostSteps)}`);
    const steps = items.slice(0, mostSteps).map((item) => readPatternIn(item, served));
    return { verification: inOrder(steps), within: readWithin(given) };
  },
  noViolations(given: Given, served: Served): Expected {
    fieldsOf(given, ["noViolations", "except"]);
    const asked = given.at("noViolations");
    if (asked.value !== true) asked.refuse("this is not true", "Write noViolations: true");
    const except = given.at("except");
    const items = Array.isArray(except.value) ? except.items() : except.value === undefined ? [] : [except];
    const patterns = items.slice(0, mostSteps).map((item) => readPatternIn(item, served));
    return { verification: noViolations(served.contract, patterns), within: 0 };
  },
};

function verdictOf({ verified, message, about }: Judgement, notes: readonly string[]): Verdict {
  const requests = about.slice(0, mostNamed).map(({ id }) => id);
  return { verified, message: [message(), ...notes].join("\n  "), requests, count: about.length };
}
