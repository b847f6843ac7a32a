import type { Answer } from "./answer.ts";
import type { Asking } from "./asked.ts";
import type { Callbacks } from "./callbacks/callbacks.ts";
import { Coverage } from "./coverage/coverage.ts";
import { createExchange, type ExchangeParts } from "./exchange.ts";
import type { MockRequest, MockResponse } from "./http/message.ts";
import { Traffic } from "./metrics/traffic.ts";
import type { Log } from "./ports.ts";
import type { Exchange } from "./problem/exchange.ts";
import { nothingTold } from "./sessions/told.ts";
import type { Session, Sessions } from "./sessions/sessions.ts";
import type { Store } from "./store/store.ts";
import type { RunTimeStub } from "./stubs/run-time.ts";
import type { Subject } from "./stubs/subject.ts";

export interface RehearsalParts extends Omit<ExchangeParts, "answer" | "coverage" | "traffic"> {
  readonly sessions: Sessions;
  /** The story of one request over a store of that kind. */
  readonly storyOver: (store: Store) => (asking: Asking) => Promise<Answer>;
  /** These tell what they would send, and send nothing. */
  readonly callbacks: Callbacks;
}

/** What a request would get. */
export interface Rehearsal {
  readonly response: MockResponse;
  /** As the journal would have it. */
  readonly exchange: Exchange;
  /** What the story said; undefined where it ended in the mock's own voice. */
  readonly answer: Answer | undefined;
  /** The stubs that answered, by their ids. */
  readonly answered: ReadonlySet<string>;
  /** The request as stubs see it before anything of it has happened; undefined where the story was not told. */
  readonly subject: Subject | undefined;
}

/** What a request would get in the session of that name; `stub`: if it had been told that stub too. */
export type Rehearse = (request: MockRequest, session: string, stub?: RunTimeStub) => Promise<Rehearsal>;

/**
 * Makes what answers a request without leaving a trace: the same story, told to a fork of the session over a fork of its
 * store, both of which are then forgotten. Throws `too-many-sessions`, as the request would.
 */
export function createRehearse(parts: RehearsalParts): Rehearse {
  const log = quiet(parts.log);
  return async (request, name, stub) => {
    const session = withStub(parts.sessions.fork(name), stub);
    const [store, before] = [await parts.store.fork(name), await parts.store.fork(name)];
    const windows = session.windows.fork();
    const story = parts.storyOver(store);
    let answer: Answer | undefined;
    const listened = async (asking: Asking) => (answer = await story(asking));
    // What was not asked for in earnest is counted nowhere.
    const uncounted = { coverage: new Coverage(), traffic: new Traffic() };
    const exchange = createExchange({ ...parts, ...uncounted, log, store, answer: listened });
    const { sent, ...response } = await exchange(request, session);
    sent?.();
    // What callbacks would send is noted once they are made.
    await new Promise(setImmediate);
    return {
      response,
      exchange: onlyOne(session),
      answer,
      answered: new Set(session.answered.values.keys()),
      subject: answer?.subject.over(before, windows),
    };
  };
}

/** A log of what goes wrong, and of nothing that goes its way. */
export function quiet(log: Log): Log {
  return { ...log, debug: () => undefined, info: () => undefined };
}

function withStub(session: Session, stub: RunTimeStub | undefined): Session {
  if (!stub) return session;
  const { told = nothingTold } = session;
  return { ...session, told: { ...told, stubs: [stub, ...told.stubs] } };
}

function onlyOne({ journal }: Session): Exchange {
  const [exchange] = journal.page().exchanges;
  if (exchange) return exchange;
  throw new Error("An exchange that is not in the journal.");
}
