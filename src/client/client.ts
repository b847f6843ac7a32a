import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { sessionName } from "../sessions/name.ts";
import type { AnyApi, ApiOf } from "../stubs/api.ts";
import { ask } from "./ask.ts";
import type { AdminCall } from "./port.ts";
import { sessionOf, type MockSession, type SessionPlace } from "./session.ts";

/** A mock server as tests speak to it, in this process or elsewhere; `A` as `locum types` writes it. */
export interface MockClient<A extends ApiOf<A> = AnyApi> {
  /** Where it listens; throws where it does not. */
  readonly url: string;
  /**
   * The session of that name, or a fresh one that nobody else has. Throws InputError where this cannot name a session;
   * asks the server nothing.
   */
  session(name?: string): MockSession<A>;
  /** The sessions in use. */
  sessions(): Promise<readonly ShownSession[]>;
  /** Whether all is well, and what is served. Rejects with InputError where no Locum answers. */
  health(): Promise<ShownHealth>;
  /** The operations of the contract, in its order. */
  operations(): Promise<readonly ShownOperation[]>;
  /** Calls the admin API: everything else it can do. Resolves with the body of the answer. */
  admin(method: AdminCall["method"], path: string, body?: unknown): Promise<unknown>;
}

export interface ShownSession {
  readonly name: string;
  /** Exchanges in its journal. */
  readonly requests: number;
}

export interface ShownHealth {
  readonly status: "ok" | "degraded";
  readonly reasons: readonly string[];
  /** Of the server. */
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly contract: {
    readonly title: string;
    readonly version: string;
    readonly operations: number;
    readonly unusable: number;
  };
}

export interface ShownOperation {
  /** operationId */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly basePaths: readonly string[];
  readonly summary: string;
  readonly requestTypes: readonly string[];
  /** Declared statuses, as the document has them. */
  readonly responses: readonly string[];
}

/** All of a client but where it is. */
export function clientOf<A extends ApiOf<A>>(place: SessionPlace): Omit<MockClient<A>, "url"> {
  const admin: MockClient["admin"] = (method, path, body) => ask(place.callAdmin, { method, path, body });
  return {
    session: (name = freshName()) => sessionOf(checked(name), place),
    async sessions() {
      return ((await admin("GET", "/sessions")) as { readonly sessions: readonly ShownSession[] }).sessions;
    },
    health: () => admin("GET", "/health") as Promise<ShownHealth>,
    async operations() {
      const { operations } = (await admin("GET", "/operations")) as {
        readonly operations: readonly ShownOperation[];
      };
      return operations;
    },
    admin,
  };
}

function checked(name: string): string {
  try {
    return sessionName({ "x-mock-session": name }, undefined);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new InputError(error.problem.detail, { help: error.problem.help });
  }
}

let origin: string | undefined;
let count = 0;

/** `session-5f0c2a7e-1`: other processes may have sessions on the same server. */
function freshName(): string {
  origin ??= globalThis.crypto.randomUUID().slice(0, 8);
  count += 1;
  return `session-${origin}-${String(count)}`;
}
