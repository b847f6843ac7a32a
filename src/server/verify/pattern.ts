import { fieldsOf } from "../../matchers/fields.ts";
import { Given } from "../../matchers/given.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { checkWhen } from "../../scenarios/check-fields.ts";
import { readOperation } from "../../scenarios/operation-name.ts";
import type { MatcherInput } from "../../stubs/input.ts";
import { explainCondition } from "../../stubs/explain.ts";
import { readWhen } from "../../stubs/when.ts";
import type { Served } from "../served.ts";
import { checkDepth, refusedFor } from "../told/mistakes.ts";
import { sightOf } from "./seen.ts";

type Named = Readonly<Record<string, MatcherInput>>;

/** What requests are looked for: all of it must hold; `{}` is every request that led to an operation. */
export interface PatternInput {
  /** operationId, or `"POST /pets"`. */
  readonly operation?: string;
  readonly headers?: Named;
  readonly query?: Named;
  readonly path?: Named;
  readonly cookies?: Named;
  /** JSON Pointer → matcher. */
  readonly body?: Named;
}

/** What requests are looked for, ready to look. */
export interface Pattern {
  /** Whether the exchange is what is looked for. */
  matches(exchange: Exchange): boolean;
  /** Why the exchange is not what is looked for, a sentence each; none where it is. */
  misses(exchange: Exchange): readonly string[];
}

const cutBody = "its body cannot be compared, for the journal has only its beginning (--max-journal-body)";

const places = ["headers", "query", "path", "cookies", "body"] as const;

/** Reads a pattern and holds it against the contract, as the conditions of stubs are. Throws `admin-invalid-request`. */
export function readPattern(written: Readonly<Record<string, unknown>>, served: Served): Pattern {
  checkDepth("The pattern", written);
  const { contract } = served;
  const given = new Given(written);
  fieldsOf(given, ["operation", ...places]);
  const operation = given.has("operation") ? readOperation(given.at("operation"), contract) : undefined;
  const when = new Given(
    Object.fromEntries(places.filter((place) => given.has(place)).map((place) => [place, written[place]])),
    [],
    given.findings,
  );
  if (operation) checkWhen(when, { operation, schemas: contract.schemas });
  const { conditions, asked } = readWhen(when, contract.schemas);
  if (asked.length > 0) given.refuse("a pattern holds no template", "Write the value itself");
  if (given.findings.length > 0) throw refusedFor("The pattern", given.findings);
  const sight = sightOf(served);
  const isOf = ({ operationId }: Exchange) => operation === undefined || operationId === operation.id;
  const isCut = ({ cut }: Exchange) => cut?.request !== undefined && given.has("body");
  return {
    matches(exchange) {
      if (!isOf(exchange) || isCut(exchange)) return false;
      const subject = sight(exchange);
      return (
        subject !== undefined && conditions.every((one) => one.matcher.matches(one.read(subject), subject))
      );
    },
    misses(exchange) {
      const { operationId } = exchange;
      const isOther = !isOf(exchange);
      const subject = sight(exchange);
      const other = `it must be ${operation?.id ?? "an operation"}, but it is ${operationId ?? "none"}`;
      if (!subject) return [other, "nothing of it can be compared"];
      return [
        ...(isOther ? [other] : []),
        ...(isCut(exchange) ? [cutBody] : []),
        ...conditions.flatMap((condition) => explainCondition(condition, subject)),
      ];
    },
  };
}

/** The exchanges of a session that a pattern is about, newest first. */
export function foundBy(pattern: Pattern, { sessions }: Served, session: string): readonly Exchange[] {
  return sessions.exchanges(session).filter((exchange) => pattern.matches(exchange));
}
