import type { Contract } from "../../contract/contract.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { ProblemError } from "../../problem/problem.ts";
import { readPreferences } from "../../response/preferences.ts";
import { RequestSubject } from "../../stubs/request-subject.ts";
import type { Subject } from "../../stubs/subject.ts";
import { Windows } from "../../trouble/windows.ts";
import { createReading } from "../../validation/reading.ts";
import type { Served } from "../served.ts";

/** An exchange's request as stubs see it; undefined where it led to no operation. */
type Sight = (exchange: Exchange) => Subject | undefined;

const known = new WeakMap<Contract, Sight>();

/** Reads requests again from what the journal kept of them, each when it is first asked for. */
export function sightOf({ contract, store, clock }: Served): Sight {
  let sight = known.get(contract);
  if (!sight) known.set(contract, (sight = createSight(contract, { store, clock })));
  return sight;
}

function createSight(contract: Contract, parts: Pick<Served, "store" | "clock">): Sight {
  const readingOf = createReading(contract, false);
  const seen = new WeakMap<Exchange, Subject>();
  // What only stubs ask for, and no pattern: a pattern is about the request alone.
  const world = { ...parts, today: 0, faked: () => undefined };
  const rest = { world, base: 0, luck: 0, windows: new Windows(), drawSeed: () => Promise.resolve(0) };
  return (exchange) => {
    const { request, session, operationId } = exchange;
    const before = seen.get(exchange);
    if (before) return before;
    const found = contract.find(request.method, request.path, request);
    if (found.kind !== "operation" || found.operation.id !== operationId) return undefined;
    const { operation, pathValues } = found;
    const query = queryOf(exchange);
    const { values, body } = readingOf(operation)({ request, query, pathValues });
    const subject = new RequestSubject({
      ...rest,
      operation,
      request,
      query,
      values,
      body: body?.value,
      session,
    });
    seen.set(exchange, subject);
    return subject;
  };
}

/** Without what was addressed to the mock. */
function queryOf({ request }: Exchange): string {
  try {
    return readPreferences(request).query;
  } catch (error) {
    if (error instanceof ProblemError) return request.query;
    throw error;
  }
}
