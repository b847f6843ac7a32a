import type { Comparison } from "./comparison.ts";
import type { Given } from "./given.ts";

/** A condition on one value and the sentence about it, made together so that they cannot drift apart. */
export interface Matcher<Scope> {
  /** Judges a value; undefined when there is none. */
  matches(value: unknown, scope: Scope): boolean;
  /** What is asked, to go on after "must": `be "Ada"`. */
  readonly sentence: string;
  /** Nothing else can match, so that many matchers need not be asked one by one; undefined: who knows. */
  readonly insists?: Insistence | undefined;
}

/** A scalar that is one of these as text, or begins so. */
export type Insistence = { readonly texts: ReadonlySet<string> } | { readonly prefix: string };

/** What a value is compared with: written down, or read from the request by a template. */
export interface Operand<Scope> {
  /** Undefined when a template found nothing, which equals nothing. */
  of(scope: Scope): unknown;
  /** False when a template supplies it. */
  readonly fixed: boolean;
  readonly comparison: Comparison;
  readonly sentence: string;
}

/** How matchers are read: what operands may be, and matchers inside matchers. */
export interface Reading<Scope> {
  operand(given: Given): Operand<Scope> | undefined;
  matcher(given: Given): Matcher<Scope> | undefined;
  /** Undefined where there are no schemas to judge by. */
  readonly judge: MakeJudge | undefined;
}

/** One of these operands, if all are written down and scalar. */
export function insistenceOn(operands: readonly Operand<never>[]): Insistence | undefined {
  const texts = new Set<string>();
  for (const operand of operands) {
    const value = operand.fixed ? operand.of(undefined as never) : undefined;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      return undefined;
    texts.add(String(value));
  }
  return { texts };
}
/** Compiles a JSON Schema that a person wrote; throws an Error with the reason where it cannot be used. */
export type MakeJudge = (schema: unknown) => (value: unknown) => boolean;

/** One keyword of a matcher. Undefined when its operand cannot be used, which is then noted in the findings. */
export type Keyword = <Scope>(given: Given, reading: Reading<Scope>) => Matcher<Scope> | undefined;
