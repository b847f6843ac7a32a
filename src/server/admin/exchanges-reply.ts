import type { Exchange } from "../../problem/exchange.ts";
import type { Ask, StreamedReply } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { jsonHeaders } from "./reply.ts";

const standard = 100;

/** The query that a list of exchanges is paged with. */
export const exchangeWindow = pageParameters({ maximum: 1000, standard });

/** The part of the exchanges that the query asks for. */
export function windowed(
  exchanges: readonly Exchange[],
  query: Ask["query"],
): { readonly offset: number; readonly limit: number; readonly part: readonly Exchange[] } {
  const { offset, limit } = windowOf(query, standard);
  return { offset, limit, part: exchanges.slice(offset, offset + limit) };
}

/** A page of exchanges, each written when its turn comes: a thousand long ones at once would hold everybody else up. */
export function exchangesReply(
  exchanges: readonly Exchange[],
  { served, query }: Pick<Ask, "served" | "query">,
  more: Readonly<Record<string, string>> = {},
): StreamedReply {
  const { part } = windowed(exchanges, query);
  return {
    status: 200,
    headers: { ...jsonHeaders, ...more },
    pieces: written(part, exchanges.length, served.show),
    end: () => undefined,
  };
}

function* written(
  exchanges: readonly Exchange[],
  total: number,
  show: Ask["served"]["show"],
): Generator<string> {
  yield '{"requests":[';
  for (const [index, exchange] of exchanges.entries()) {
    yield `${index === 0 ? "" : ","}${JSON.stringify(show(exchange))}`;
  }
  yield `],"meta":${JSON.stringify({ total })}}`;
}
