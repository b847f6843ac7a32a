import type { Contract } from "../../contract/contract.ts";
import { isUnmatched } from "../../journal/unmatched.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { cut, lineOf, told } from "./lines.ts";
import type { Pattern } from "./pattern.ts";
import type { Verification } from "./verdict.ts";

/** As many as anyone reads in a test's output. */
const mostListed = 20;

/**
 * That no request of the session broke the contract, and none was outside of it. What the mock was told to answer is not
 * the consumer's doing: violations of responses do not count.
 */
export function noViolations(contract: Contract, except: readonly Pattern[]): Verification {
  return {
    judge(exchanges, dropped) {
      const counted = exchanges.filter(
        (exchange) => isBreach(exchange) && !except.some((pattern) => pattern.matches(exchange)),
      );
      const verified = counted.length === 0 && dropped === 0;
      const message = () =>
        counted.length === 0
          ? `no request broke the contract, of ${String(exchanges.length)}`
          : told(
              "the contract was broken:",
              [...counted].reverse().flatMap((one) => breaches(one, contract)),
              mostListed,
            );
      return { verified, isFinal: true, about: counted, message };
    },
  };
}

const ofRequest = ({ violations }: Exchange) =>
  violations.filter((violation) => violation.in !== "response" && violation.in !== "response-header");

function isBreach(exchange: Exchange): boolean {
  return isUnmatched(exchange) || ofRequest(exchange).length > 0;
}

function breaches(exchange: Exchange, contract: Contract): readonly string[] {
  const line = lineOf(exchange);
  if (isUnmatched(exchange)) return [`${line}: not in the contract${instead(exchange, contract)}`];
  return ofRequest(exchange).map(({ message }) => `${line}: ${cut(message)}`);
}

/** What was probably meant. */
function instead({ request }: Exchange, contract: Contract): string {
  const found = contract.find(request.method, request.path, request);
  if (found.kind === "none")
    return found.nearest[0] === undefined ? "" : ` (did you mean ${found.nearest[0]}?)`;
  return found.kind === "operation" ? "" : ` (its path is, with ${found.allow.join(", ")})`;
}
