import type { Exchange } from "../problem/exchange.ts";

/** The contract has no such path, or not with that method. */
export function isUnmatched({ operationId, response }: Exchange): boolean {
  return operationId === undefined && (response.status === 404 || response.status === 405);
}
