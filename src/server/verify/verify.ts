import { fieldsOf } from "../../matchers/fields.ts";
import { Given } from "../../matchers/given.ts";
import type { Served } from "../served.ts";
import { checkDepth, refusedFor } from "../told/mistakes.ts";
import { boundNames, readBounds, readWithin } from "./bounds.ts";
import { inOrder } from "./in-order.ts";
import { noViolations } from "./no-violations.ts";
import { often } from "./often.ts";
import { readPatternIn } from "./pattern.ts";
import type { Expectation, Judgement, Verdict } from "./verdict.ts";

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
 * Holds a session against what is expected of it, and waits for it as long as is said.
 * Throws `admin-invalid-request`.
 */
export function verify(asking: Asking, written: Readonly<Record<string, unknown>>): Verdict {
  const { expectation } = readExpected(written, asking.served);
  const judgement = expectation.judge(asking.served.sessions.exchanges(asking.session));
  return verdictOf(judgement);
}

interface Expected {
  readonly expectation: Expectation;
  /** Milliseconds. */
  readonly within: number;
}

const forms = ["pattern", "inOrder", "noViolations"] as const;

function readExpected(written: Readonly<Record<string, unknown>>, served: Served): Expected {
  checkDepth("The expectation", written);
  const given = new Given(written);
  const [form, ...others] = forms.filter((name) => given.has(name));
  if (form === undefined || others.length > 0)
    given.refuse("what is expected is one of pattern, inOrder and noViolations", "Write one of them");
  const read = form === undefined ? undefined : readers[form](given, served);
  if (!read || given.findings.length > 0) throw refusedFor("The expectation", given.findings);
  return read;
}

const readers = {
  pattern(given: Given, served: Served): Expected {
    fieldsOf(given, ["pattern", ...boundNames, "within"]);
    const bounds = readBounds(given);
    const pattern = readPatternIn(given.at("pattern"), served);
    const expectation = often({ pattern, written: given.at("pattern").value, bounds });
    return { expectation, within: readWithin(given) };
  },
  inOrder(given: Given, served: Served): Expected {
    fieldsOf(given, ["inOrder", "within"]);
    const list = given.at("inOrder");
    const items = list.items();
    if (items.length === 0 || items.length > mostSteps)
      list.refuse("this is no list of patterns", `Write from 1 to ${String(mostSteps)}`);
    const steps = items
      .slice(0, mostSteps)
      .map((item) => ({ pattern: readPatternIn(item, served), written: item.value }));
    return { expectation: inOrder(steps), within: readWithin(given) };
  },
  noViolations(given: Given, served: Served): Expected {
    fieldsOf(given, ["noViolations", "except"]);
    const asked = given.at("noViolations");
    if (asked.value !== true) asked.refuse("this is not true", "Write noViolations: true");
    const except = given.at("except");
    const items = Array.isArray(except.value) ? except.items() : except.value === undefined ? [] : [except];
    const patterns = items.slice(0, mostSteps).map((item) => readPatternIn(item, served));
    return { expectation: noViolations(served.contract, patterns), within: 0 };
  },
};

function verdictOf({ verified, message, about }: Judgement): Verdict {
  const requests = about.slice(0, mostNamed).map(({ id }) => id);
  return { verified, message: message(), requests, count: about.length };
}
