import { hashText, mix } from "../generate/hash.ts";
import type { Given } from "../matchers/given.ts";
import { chanceForms, chanceFrom, isDrawn } from "../trouble/chance.ts";
import { limitForms, limitFrom, type Limit } from "../trouble/limit.ts";
import type { Subject } from "./subject.ts";

/** A stub that does not answer every request it matches. */
interface Rated {
  readonly id: string;
  readonly chance: number | undefined;
  readonly limit: Limit | undefined;
}

/** Reads `limit: 5/10s`. */
export function readLimit(given: Given): Limit | undefined {
  return (
    limitFrom(given.value) ??
    given.refuse("a limit is a number of requests in a time", `Write limit: ${limitForms}`)
  );
}

/** Reads `chance: 20%`, as a share from 0 to 1. */
export function readChance(given: Given): number | undefined {
  return chanceFrom(given.value) ?? given.refuse("a chance is a percentage", `Write chance: ${chanceForms}`);
}

/** Whether the stub takes part in this request; the same answer however often it is asked. */
export function takesPart({ id, chance }: Rated, { luck }: Subject): boolean {
  return chance === undefined || isDrawn(chance, mix(luck, hashText(id)));
}

/** The seconds until the stub would let a request pass again; undefined where it lets this one pass, or has no limit. */
export function secondsBeyond({ id, limit }: Rated, subject: Subject): number | undefined {
  return limit && subject.beyond(limitName(id), limit);
}

/** Whether the stub would answer one more request; counts nothing. */
export function isFull({ id, limit }: Rated, subject: Subject): boolean {
  return limit === undefined || subject.isFull(limitName(id), limit);
}

function limitName(id: string): string {
  return `stub ${id}`;
}
