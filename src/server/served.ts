import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import type { Coverage } from "../coverage/coverage.ts";
import type { HarEntry } from "../journal/har.ts";
import type { ShownExchange } from "../journal/shown.ts";
import type { Traffic } from "../metrics/traffic.ts";
import type { Options } from "../options.ts";
import type { Clock, FileSystem, Log, Timer } from "../ports.ts";
import type { Exchange } from "../problem/exchange.ts";
import type { MockRequest, MockResponse } from "../http/message.ts";
import type { Rehearse } from "../rehearsal.ts";
import type { Resource } from "../response/resource.ts";
import type { Scenarios } from "../scenarios/scenarios.ts";
import type { Session, Sessions } from "../sessions/sessions.ts";
import type { Store } from "../store/store.ts";

/** What a running mock server keeps while its documents are read again. */
export interface Lasting {
  readonly sessions: Sessions;
  readonly store: Store;
  readonly options: Options;
  readonly clock: Clock;
  readonly files: FileSystem;
  readonly log: Log;
  readonly timer: Timer;
  readonly coverage: Coverage;
  readonly traffic: Traffic;
  /** Aborted when the server stops: what would go on without end has to end then. */
  readonly ending: AbortSignal;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  /** An exchange as it may leave the process: secrets redacted. */
  readonly show: (exchange: Exchange) => ShownExchange;
  /** The same as an entry of an HTTP archive. */
  readonly harEntry: (exchange: Exchange) => HarEntry;
  /** What is wrong with the documents as they are on disk now, which are therefore not in force; undefined: nothing. */
  readonly mistake: () => string | undefined;
}

/** What a running mock server serves; the admin API and the landing page speak of it. */
export interface Served extends Lasting {
  readonly contract: Contract;
  readonly scenarios: Scenarios;
  /** Answers one request in one session and journals it. */
  readonly exchange: (request: MockRequest, session: Session) => Promise<MockResponse>;
  /** What a request would get in the session of that name, which need not exist; leaves no trace. */
  readonly rehearse: Rehearse;
  /** A JSON body that an operation takes, for people to copy. */
  readonly sample: (operation: Operation) => string | undefined;
  /** The collections the contract speaks of, one resource each. */
  readonly collections: () => readonly Resource[];
}
