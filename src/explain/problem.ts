import type { Contract } from "../contract/contract.ts";
import type { MockRequest } from "../http/message.ts";
import type { ShownExchange } from "../journal/shown.ts";
import type { Exchange } from "../problem/exchange.ts";
import { lostRequest } from "./lost.ts";
import { explainUnmatched, unmatchedLines } from "./unmatched.ts";

export interface ExplanationParts {
  readonly contract: Contract;
  readonly show: (exchange: Exchange) => ShownExchange;
}

/** What the problem of a request that led nowhere shows: what was probably meant beside what came, and what mends it. */
export function explanationOf(request: MockRequest, { contract, show }: ExplanationParts): readonly string[] {
  return unmatchedLines(explainUnmatched(lostRequest(request, show), contract));
}
