import type { StreamedReply } from "../admin/operation.ts";

interface Reading {
  /** The caller's. */
  readonly signal: AbortSignal;
  /** Of the server. */
  readonly ending: AbortSignal;
}

/** An answer that comes piece by piece, each when it is read; over when the caller or the server ends it. */
export function streamed(
  { status, headers, pieces, end }: StreamedReply,
  { signal, ending }: Reading,
): Response {
  const iterator: Iterator<string, undefined> | AsyncIterator<string, undefined> =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  const encoder = new TextEncoder();
  const over = () => {
    ending.removeEventListener("abort", end);
    end();
  };
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      ending.addEventListener("abort", end);
      signal.addEventListener("abort", () => {
        over();
        stream.error(signal.reason);
      });
    },
    async pull(stream) {
      const next: IteratorResult<string, undefined> = await iterator.next();
      if (signal.aborted) return;
      if (next.done !== true) {
        stream.enqueue(encoder.encode(next.value));
        return;
      }
      over();
      stream.close();
    },
    cancel: over,
  });
  return new Response(body, { status, headers });
}
