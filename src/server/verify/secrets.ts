import { apiKeyNames } from "../../contract/security.ts";
import { isSecretHeader, redacted } from "../../journal/shown.ts";
import { pointerSegments } from "../../schema/pointer.ts";
import { explainCondition } from "../../stubs/explain.ts";
import type { Condition } from "../../stubs/condition.ts";
import type { Subject } from "../../stubs/subject.ts";
import type { Served } from "../served.ts";

/** Whether what stands in a place of a request, under that name or pointer, is not to be quoted. */
export type IsSecret = (place: string, name: string) => boolean;

/** What leaves the process nowhere else is not quoted in a test's output either. */
export function secretsOf({ options, contract }: Served): IsSecret {
  const named = new Set(options.redact.map((name) => name.toLowerCase()));
  const keys = apiKeyNames(contract);
  return (place, name) => {
    if (place === "body") return pointerSegments(name).some((segment) => named.has(segment.toLowerCase()));
    const own = name.toLowerCase();
    return place.startsWith("cookie") || isSecretHeader(name) || named.has(own) || keys.has(own);
  };
}

/** A pattern as it was written, fit to be shown. */
export function withoutSecrets(written: unknown, isSecret: IsSecret): unknown {
  if (typeof written !== "object" || written === null) return written;
  return Object.fromEntries(
    Object.entries(written).map(([place, named]: [string, unknown]) => [
      place,
      redactedIn(place, named, isSecret),
    ]),
  );
}

function redactedIn(place: string, named: unknown, isSecret: IsSecret): unknown {
  if (typeof named !== "object" || named === null) return named;
  return Object.fromEntries(
    Object.entries(named).map(([name, value]: [string, unknown]) => [
      name,
      isSecret(place, name) ? redacted : value,
    ]),
  );
}

/** What speaks against a condition, if anything does; of a secret only that it does. */
export function missOf(condition: Condition, subject: Subject, isSecret: IsSecret): readonly string[] {
  const said = explainCondition(condition, subject);
  const [, place = "", name = ""] =
    /^(header|query|path|cookie|body)(?: parameter)? (.*)$/s.exec(condition.place) ?? [];
  if (said.length === 0 || !isSecret(place, name)) return said;
  const isThere = condition.read(subject) !== undefined;
  return [isThere ? `${condition.place} is another than it must be` : `there is no ${condition.place}`];
}
