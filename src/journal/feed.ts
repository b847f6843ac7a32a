import type { Exchange } from "../problem/exchange.ts";
import { ProblemError } from "../problem/problem.ts";

/** What a journal tells those who watch it: an exchange joined it, or it was emptied. */
export type JournalNews =
  | { readonly kind: "exchange"; readonly session: string; readonly exchange: Exchange }
  | { readonly kind: "cleared"; readonly session: string };

/** Called at once, between two requests: it must not throw, and what takes long has to wait until later. */
export type Listener = (news: JournalNews) => void;

/** Each costs a little with every exchange of the server. */
const mostListeners = 256;

/** The order of everything that the journals of a server record, and who wants to hear of it. */
export class Feed {
  readonly #listeners = new Map<Listener, string | undefined>();
  #sequence = 0;

  /** The number of the latest exchange of all sessions; they count from 1, and no reset begins anew. */
  get latest(): number {
    return this.#sequence;
  }

  next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /** Tells whoever listens; nothing is paid where nobody does. */
  tell(news: JournalNews): void {
    for (const [listener, session] of this.#listeners) {
      if (session === undefined || session === news.session) listener(news);
    }
  }

  tellExchange(exchange: Exchange): void {
    if (this.#listeners.size > 0) this.tell({ kind: "exchange", session: exchange.session, exchange });
  }

  /** Listens to one session, which need not exist yet, or to all; call what it gives to end it. Throws `too-many-watchers`. */
  watch(session: string | undefined, listener: Listener): () => void {
    if (this.#listeners.size >= mostListeners) {
      throw new ProblemError("too-many-watchers", {
        detail: `There are ${String(mostListeners)} watchers already.`,
        help: "End one of them, such as a reader of /__admin/events, and try again.",
      });
    }
    // One of its own each time, so that the same function may listen twice.
    const own: Listener = (news) => listener(news);
    this.#listeners.set(own, session);
    return () => void this.#listeners.delete(own);
  }
}
