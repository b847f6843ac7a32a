import { fieldsOf } from "../../matchers/fields.ts";
import { Given } from "../../matchers/given.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { checkWhen } from "../../scenarios/check-fields.ts";
import { readOperation } from "../../scenarios/operation-name.ts";
import { readWhen } from "../../stubs/when.ts";
import type { Served } from "../served.ts";
import { checkDepth, refusedFor } from "../told/mistakes.ts";
import { missOf, secretsOf, withoutSecrets } from "./secrets.ts";
import { sightOf } from "./seen.ts";

/** What requests are looked for, ready to look. */
export interface Pattern {
  /** Whether the exchange is what is looked for. */
  matches(exchange: Exchange): boolean;
  /** Why the exchange is not what is looked for, a sentence each; none where it is. */
  misses(exchange: Exchange): readonly string[];
  /** As it was written, secrets redacted. */
  readonly shown: unknown;
}

const cutBody = "its body cannot be compared, for the journal has only its beginning (--max-journal-body)";

const places = ["headers", "query", "path", "cookies", "body"] as const;

/** Reads a pattern and holds it against the contract, as the conditions of stubs are. Throws `admin-invalid-request`. */
export function readPattern(written: Readonly<Record<string, unknown>>, served: Served): Pattern {
  checkDepth("The pattern", written);
  const given = new Given(written);
  const pattern = readPatternIn(given, served);
  if (given.findings.length > 0) throw refusedFor("The pattern", given.findings);
  return pattern;
}

/** The same of one that stands in something else; what is wrong with it is noted in the findings. */
export function readPatternIn(given: Given, served: Served): Pattern {
  const { contract } = served;
  fieldsOf(given, ["operation", ...places]);
  const operation = given.has("operation") ? readOperation(given.at("operation"), contract) : undefined;
  const asked = places.filter((place) => given.has(place)).map((place) => [place, given.at(place).value]);
  const when = new Given(Object.fromEntries(asked), given.path, given.findings);
  if (operation) checkWhen(when, { operation, schemas: contract.schemas });
  const { conditions, asked: templates } = readWhen(when, contract.schemas);
  if (templates.length > 0) given.refuse("a pattern holds no template", "Write the value itself");
  const sight = sightOf(served);
  const isOther = ({ operationId }: Exchange) => operation !== undefined && operationId !== operation.id;
  const isCut = ({ cut }: Exchange) => cut?.request !== undefined && given.has("body");
  const isSecret = secretsOf(served);
  return {
    shown: withoutSecrets(given.value, isSecret),
    matches(exchange) {
      if (isOther(exchange) || isCut(exchange)) return false;
      // Nothing is asked of it: it need not have led to an operation.
      if (conditions.length === 0) return true;
      const subject = sight(exchange);
      return (
        subject !== undefined && conditions.every((one) => one.matcher.matches(one.read(subject), subject))
      );
    },
    misses(exchange) {
      const { operationId } = exchange;
      const subject = sight(exchange);
      const other = `it must be ${operation?.id ?? "an operation"}, but it is ${operationId ?? "none"}`;
      if (!isOther(exchange) && conditions.length === 0) return [];
      if (!subject) return [other, "nothing of it can be compared"];
      return [
        ...(isOther(exchange) ? [other] : []),
        ...(isCut(exchange) ? [cutBody] : []),
        ...conditions.flatMap((condition) => missOf(condition, subject, isSecret)),
      ];
    },
  };
}

/** The exchanges of a session that a pattern is about, newest first. */
export function foundBy(pattern: Pattern, { sessions }: Served, session: string): readonly Exchange[] {
  return sessions.exchanges(session).filter((exchange) => pattern.matches(exchange));
}
