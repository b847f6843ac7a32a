import type { OutgoingRequest, Send } from "../ports.ts";

/** Requests of the mock's own on their way; it outlives a contract that is read again. */
export interface Outbox {
  /** Sends what `make` makes and resolves with what came of it, as a sentence's end: `was answered with 204`. */
  post(make: () => Omit<OutgoingRequest, "signal">): Promise<string>;
  /** Gives up what is under way; nothing is sent any more. */
  close(): Promise<void>;
}

/** How long a receiver has to answer, in milliseconds. */
const patience = 5_000;
/** Whoever asks for a notice chooses who waits for it. */
const mostOpen = 100;

/** An outbox that sends each request once: no retries, no redirects. */
export function createOutbox(send: Send): Outbox {
  const closing = new AbortController();
  const open = new Set<Promise<string>>();
  const isClosed = () => closing.signal.aborted;

  return {
    async post(make) {
      if (isClosed()) return "was not sent: the mock stops";
      if (open.size >= mostOpen) return `was not sent: ${String(mostOpen)} requests are under way`;
      const sending = attempt(make);
      open.add(sending);
      return sending.finally(() => open.delete(sending));
    },
    async close() {
      closing.abort();
      await Promise.all(open);
    },
  };

  async function attempt(make: () => Omit<OutgoingRequest, "signal">): Promise<string> {
    const timeout = AbortSignal.timeout(patience);
    try {
      const { status } = await send({ ...make(), signal: AbortSignal.any([closing.signal, timeout]) });
      return `was answered with ${String(status)}`;
    } catch (error) {
      if (isClosed()) return "was given up: the mock stops";
      if (timeout.aborted) return `was not answered within ${String(patience / 1000)} seconds`;
      return `failed: ${messageOf(error)}`;
    }
  }
}

/** An outbox that sends nothing: what is posted is made, as it would be, and forgotten. */
export const unsent: Outbox = {
  post(make) {
    try {
      make();
      return Promise.resolve("would be sent");
    } catch (error) {
      return Promise.resolve(`would fail: ${messageOf(error)}`);
    }
  },
  close: () => Promise.resolve(),
};

/** `fetch failed` says nothing; its cause does. */
function messageOf(error: unknown): string {
  const { cause, message } = error as { message: string; cause?: { message?: string } };
  return cause?.message || message;
}
