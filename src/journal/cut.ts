import type { Exchange } from "../problem/exchange.ts";

/** The exchange with its bodies cut to so many bytes, and how long they were; itself where neither is longer than that. */
export function withBodiesCut(exchange: Exchange, most: number): Exchange {
  const { request, response } = exchange;
  const isCut = { request: request.body.length > most, response: response.body.length > most };
  if (!isCut.request && !isCut.response) return exchange;
  return {
    ...exchange,
    request: isCut.request ? { ...request, body: firstBytes(request.body, most) } : request,
    response: isCut.response ? { ...response, body: firstPart(response.body, most) } : response,
    cut: {
      request: isCut.request ? request.body.length : undefined,
      response: isCut.response ? Buffer.byteLength(response.body) : undefined,
    },
  };
}

/** A copy: a view would keep all of the memory that it is a view of. */
function firstBytes(body: Buffer, most: number): Buffer {
  return Buffer.from(body.subarray(0, most));
}

/** The engine keeps the whole of a text that a part was sliced off, too. */
function firstPart(body: string | Buffer, most: number): string | Buffer {
  if (typeof body !== "string") return firstBytes(body, most);
  return Buffer.from(body.slice(0, most)).subarray(0, most).toString();
}
