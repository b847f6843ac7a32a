import type { Given } from "../../matchers/given.ts";
import { timesOf } from "./lines.ts";

/** How often a request must come; at least once where nothing is said. */
export interface ExpectedInput {
  readonly times?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly never?: boolean;
  /**
   * Milliseconds to wait, at most two minutes: what must come is waited for no longer than it takes; `never` and `atMost`
   * are watched for the whole time.
   */
  readonly within?: number;
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
  /** `at least once` */
  readonly said: string;
}

/** Longer than a test waits. */
const longestWithin = 120_000;
const mostTimes = 1_000_000;

export const boundNames = ["times", "atLeast", "atMost", "never"] as const;

/** Reads how often; what contradicts itself is noted in the findings. */
export function readBounds(given: Given): Bounds {
  const [times, atLeast, atMost] = (["times", "atLeast", "atMost"] as const).map((name) =>
    readCount(given.at(name), mostTimes),
  );
  const never = readFlag(given.at("never"));
  const together = boundNames.filter((name) => (name === "never" ? never : given.has(name)));
  if (together.length > 1 && !(together.length === 2 && times === undefined && !never)) {
    const help = "Write times, or never, or atLeast and atMost";
    given.refuse(`${together.join(" and ")} contradict each other`, help);
  }
  if (never) return { least: 0, most: 0, said: "never" };
  if (times !== undefined) return { least: times, most: times, said: timesOf(times) };
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  const most = atMost ?? Infinity;
  if (least > most) given.at("atLeast").refuse(`it is more than atMost, ${String(most)}`, "Write less");
  const said = [
    ...(atLeast !== undefined || atMost === undefined ? [`at least ${timesOf(least)}`] : []),
    ...(atMost === undefined ? [] : [`at most ${timesOf(most)}`]),
  ];
  return { least, most, said: said.join(" and ") };
}

/** Milliseconds to wait; 0 where nothing is said. */
export function readWithin(given: Given): number {
  return readCount(given.at("within"), longestWithin) ?? 0;
}

function readCount(given: Given, most: number): number | undefined {
  const { value } = given;
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most) return Number(value);
  const help = `Write a whole number from 0 to ${String(most)}`;
  return given.refuse(`this is no number it can be: ${JSON.stringify(value).slice(0, 80)}`, help);
}

function readFlag(given: Given): boolean {
  if (given.value === undefined || typeof given.value === "boolean") return given.value === true;
  return given.refuse("this is neither true nor false", "Write true, or leave it out", false) ?? false;
}
