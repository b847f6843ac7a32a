import type { ShownExchange } from "../journal/shown.ts";
import type { PreferencesInput } from "../server/told/preferences.ts";
import type { ExpectedInput } from "../server/verify/bounds.ts";
import type { PatternInput } from "../server/verify/pattern.ts";
import type { Verdict } from "../server/verify/verdict.ts";
import type { AnyApi, ApiOf, NameOf } from "../stubs/api.ts";
import type { StubInput } from "../stubs/input.ts";
import { ask, askForAll, drop } from "./ask.ts";
import { VerificationError } from "./errors.ts";
import type { AdminCall, CallAdmin } from "./port.ts";

/**
 * A session of a mock server, as a test sees it. All that asks the server is a promise. With the types of an API
 * (`locum types`), operations, statuses, bodies and fields are checked by the compiler.
 */
export interface MockSession<A extends ApiOf<A> = AnyApi> {
  readonly name: string;
  /** Base URL of the session, for clients that can change nothing else. Throws where the server does not listen. */
  readonly url: string;
  /** To be sent along by clients that can. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the session was asked and answered, newest first; secrets redacted. */
  requests(filters?: RequestFilters): Promise<readonly ShownExchange[]>;
  /** The requests that a pattern is about, newest first. Rejects with InputError where it names what is not there. */
  find<Name extends NameOf<A> | "*" = "*">(pattern: PatternInput<A, Name>): Promise<readonly ShownExchange[]>;
  /** How many requests a pattern is about. Rejects with InputError where it names what is not there. */
  count<Name extends NameOf<A> | "*" = "*">(pattern: PatternInput<A, Name>): Promise<number>;
  /**
   * Resolves when what the pattern says came as often as it should have, at least once where nothing is said; with
   * `within`, as soon as it does. Rejects with VerificationError that tells how often it came, and what came nearest.
   */
  verify<Name extends NameOf<A> | "*" = "*">(
    pattern: PatternInput<A, Name>,
    expected?: ExpectedInput,
  ): Promise<void>;
  /**
   * Resolves when the patterns came one after the other, whatever came between them. Rejects with VerificationError that
   * tells how far it got.
   */
  verifyInOrder(patterns: readonly PatternOf<A>[], expected?: WithinInput): Promise<void>;
  /**
   * Resolves when no request of the session broke the contract, and none was outside of it; rejects with
   * VerificationError that lists those that did.
   */
  verifyNoViolations(expected?: ExceptInput<A>): Promise<void>;
  /** Switches a scenario on, or off, for this session. Rejects with InputError when there is none of that name. */
  use(scenario: string, active?: boolean): Promise<void>;
  /**
   * Tells the session a stub, which goes before those it was told earlier and those of files that ask for as much.
   * Rejects with InputError that names place, cause and next step.
   */
  stub<Name extends NameOf<A> | "*">(stub: StubInput<A, Name>): Promise<ToldStub>;
  /**
   * What every request of the session asks for from now on that does not ask otherwise, and nothing else: `prefer({})`
   * takes it back. Rejects with InputError, and then takes nothing.
   */
  prefer(preferences: PreferencesInput): Promise<void>;
  /** The records of a collection, in order of creation. Rejects with InputError where there is no such collection. */
  records(collection: string): Promise<readonly unknown[]>;
  /**
   * Replaces the records of a collection, all or nothing; missing ids are numbered. Resolves with them as they are stored,
   * rejects with InputError that names every place where one breaks the contract.
   */
  putRecords(collection: string, records: readonly object[]): Promise<readonly unknown[]>;
  /** Calls the admin API about this session: everything else it can do. Resolves with the body of the answer. */
  admin(method: AdminCall["method"], path: string, body?: unknown): Promise<unknown>;
  /** Forgets what it was told, its records, ids, states and journal. */
  reset(): Promise<void>;
  /** The same, and the session itself is gone, until it is asked something again. */
  end(): Promise<void>;
}

/** Which requests are wanted: all of it must hold. */
export interface RequestFilters {
  /** `404`, or the class of it: `"4XX"`. */
  readonly status?: number | string;
  readonly method?: string;
  /** operationId */
  readonly operation?: string;
  /** As `X-Mock-Source` says it; `scenario` and `stub` mean each of them. */
  readonly source?: string;
  /** Whether the contract had no operation for it. */
  readonly unmatched?: boolean;
}

export interface WithinInput {
  /** Milliseconds to wait for what did not come yet. */
  readonly within?: number;
}

export interface ExceptInput<A extends ApiOf<A> = AnyApi> {
  /** Requests that may break the contract, because a test sends them to see what happens. */
  readonly except?: PatternOf<A> | readonly PatternOf<A>[];
}

/** Of one operation, whichever. */
type PatternOf<A extends ApiOf<A>> =
  | { [Name in NameOf<A>]: PatternInput<A, Name> & { readonly operation: Name } }[NameOf<A>]
  | PatternInput<A, "*">;

/** A stub that a session was told. */
export interface ToldStub {
  /** As `X-Mock-Source` says it: `stub:<id>`. */
  readonly id: string;
  /** Takes it back; once it is gone this does nothing. */
  remove(): Promise<void>;
}

/** Where a session is. */
export interface SessionPlace {
  readonly callAdmin: CallAdmin;
  /** The server's URL; throws where it does not listen. */
  readonly url: () => string;
}

/** The session of that name. Nothing is asked yet: a request to the mock creates it. */
export function sessionOf<A extends ApiOf<A>>(
  name: string,
  { callAdmin, url }: SessionPlace,
): MockSession<A> {
  const call = (method: AdminCall["method"], path: string, body?: unknown) =>
    ask(callAdmin, { method, path, body, session: name });
  const list = (method: AdminCall["method"], path: string, body?: unknown) =>
    askForAll(callAdmin, { method, path, body, session: name }, "requests") as Promise<
      readonly ShownExchange[]
    >;
  const verify = async (expected: object) => {
    const { verified, message } = (await call("POST", "/requests/verify", expected)) as Verdict;
    if (!verified) throw new VerificationError(message);
  };

  return {
    name,
    get url() {
      return `${url()}/__session/${name}`;
    },
    headers: { "X-Mock-Session": name },
    requests: (filters = {}) => list("GET", `/requests${queryOf(filters)}`),
    find: (pattern) => list("POST", "/requests/find", pattern),
    async count(pattern) {
      return ((await call("POST", "/requests/count", pattern)) as { readonly count: number }).count;
    },
    verify: (pattern, expected = {}) => verify({ ...expected, pattern }),
    verifyInOrder: (patterns, expected = {}) => verify({ ...expected, inOrder: patterns }),
    verifyNoViolations: (expected = {}) => verify({ ...expected, noViolations: true }),
    async use(scenario, active = true) {
      await call("PUT", `/scenarios/${encodeURIComponent(scenario)}`, { active });
    },
    async stub(stub) {
      const { id } = (await call("POST", "/stubs", stub)) as { readonly id: string };
      return {
        id,
        remove: () => drop(callAdmin, { path: `/stubs/${encodeURIComponent(id)}`, session: name }),
      };
    },
    async prefer(preferences) {
      await call("PUT", "/preferences", preferences);
    },
    records: (collection) => call("GET", storePath(collection)) as Promise<readonly unknown[]>,
    putRecords: (collection, records) =>
      call("PUT", storePath(collection), records) as Promise<readonly unknown[]>,
    admin: call,
    async reset() {
      await call("POST", "/reset");
    },
    end: () => drop(callAdmin, { path: `/sessions/${name}` }),
  };
}

function storePath(collection: string): string {
  return `/store/${encodeURIComponent(collection)}`;
}

function queryOf(filters: object): string {
  const query = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return query.length === 0 ? "" : `?${query.join("&")}`;
}
