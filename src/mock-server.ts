import * as nodeFiles from "node:fs/promises";
import type { Server } from "node:http";
import type { Contract } from "./contract/contract.ts";
import { clientOf, type MockClient } from "./client/client.ts";
import type { CallAdmin } from "./client/port.ts";
import { defaults, type Options } from "./options.ts";
import { open, type Open } from "./open.ts";
import type { Log, Ports } from "./ports.ts";
import type { MockResponse } from "./http/message.ts";
import { InputError } from "./problem/input-error.ts";
import { problem } from "./problem/problem.ts";
import { checkOptions } from "./server/check-options.ts";
import { realTimer } from "./server/holding.ts";
import { createApp, createHttpServer } from "./server/http-server.ts";
import { close as closeServer, listen, urlOf } from "./server/listen.ts";
import type { RequestInput } from "./server/handle/read-request.ts";
import type { Middleware } from "./server/mock.ts";
import { send } from "./server/send.ts";
import type { AnyApi, ApiOf } from "./stubs/api.ts";
import { sendOut } from "./server/send-out.ts";
import { watchPaths } from "./server/watch/watch-paths.ts";

/** What a caller may say; everything but the document has a default (`options.ts`). */
export type MockServerOptions = Pick<Options, "document"> &
  Partial<Options> & { readonly ports?: Partial<Ports> };

/** A mock server: started, not yet started, or stopped. What a client can ask needs no `start`. */
export interface MockServer<A extends ApiOf<A> = AnyApi> extends MockClient<A> {
  /**
   * Reads what it is to serve and listens. Rejects with InputError where something given cannot be used. A server that
   * was stopped starts again on what is kept.
   */
  start(): Promise<MockServer<A>>;
  /** `http://127.0.0.1:4010`; throws while it does not listen. */
  readonly url: string;
  /** What it serves now; throws before it has read that. */
  readonly contract: Contract;
  /**
   * Answers a request without a network, as `fetch` would, and can be given to libraries in its place; `start` is not
   * needed. It takes what `fetch` takes, paths such as `/pets`, and `{ method, url, headers, body }`.
   */
  readonly handle: (input: RequestInput, init?: RequestInit) => Promise<Response>;
  /** For an Express application of one's own, connect or node:http; `start` is not needed. */
  middleware(options?: MiddlewareOptions): Middleware;
  /**
   * Finishes what is in flight, answers what is delayed, cuts off what stalls, ends what waits or watches, gives up
   * callbacks, writes what is not written, and lets go of port and files. One that watches, or whose store is a file,
   * keeps these until then, `start` or not.
   */
  stop(): Promise<void>;
}

export interface MiddlewareOptions {
  /**
   * Serves the admin API too, so that other processes can verify and set up; without it, requests for it go on. Without a
   * token it answers only connections that come in on this machine's own address.
   */
  readonly admin?: boolean;
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * A mock server for a document, or for several; nothing is read before it is started, or asked as a middleware.
 * Throws InputError for an option that cannot be used.
 */
export function createMockServer<A extends ApiOf<A> = AnyApi>(given: MockServerOptions): MockServer<A> {
  const { ports: givenPorts, ...rest } = given;
  const options = checkOptions({ ...defaults, ...withoutUndefined(rest), document: rest.document });
  const ports: Ports = {
    clock: Date,
    randomness: { next: Math.random },
    files: nodeFiles,
    log: silent,
    send: sendOut,
    watch: watchPaths,
    timer: realTimer,
    ...givenPorts,
  };
  let opening: Promise<Open> | undefined;
  // A stopped server can still be asked what it answered.
  let latest: Open | undefined;
  let server: Server | undefined;
  let isStopped = false;
  // Starting and stopping wait for one another.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = turn.then(act, act);
    turn = result.catch(() => undefined);
    return result;
  };

  const opened = async (): Promise<Open> => {
    opening ??= open(options, ports);
    try {
      return (latest = await opening);
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };
  /** For whoever needs no start: opens what was never opened, and nothing that was stopped. */
  const inService = async (): Promise<Open> => {
    if (!isStopped) return opened();
    throw new InputError("the mock server is stopped", { help: "Await start() again, or make another." });
  };
  const url = () => {
    if (server) return urlOf(server);
    throw new InputError("the mock server is not listening", {
      help: "Await start() first; handle() needs none, and takes paths such as /__session/<name>/pets.",
    });
  };
  const close = async () => {
    const ending = await opening?.catch(() => undefined);
    opening = undefined;
    ending?.holding.release();
    ending?.world.end();
    if (server) await closeServer(server);
    server = undefined;
    await ending?.holding.left();
    await ending?.world.close();
  };
  const callAdmin: CallAdmin = async (call) => (await (latest ?? inService())).callAdmin(call);

  const mock: MockServer<A> = {
    ...clientOf({ callAdmin, url }),
    get url() {
      return url();
    },
    get contract() {
      if (latest) return latest.world.served().contract;
      throw new InputError("the mock server has read nothing yet", { help: "Await start() first." });
    },
    start: () =>
      inTurn(async () => {
        if (server) return mock;
        const isOpen = opening !== undefined;
        const { middleware, admin } = await opened();
        const app = createApp();
        app.use((request, response) => middleware(request, response, () => admin(request, response)));
        const made = createHttpServer(app);
        try {
          await listen(made, options);
        } catch (error) {
          if (!isOpen) await close();
          throw error;
        }
        server = made;
        isStopped = false;
        return mock;
      }),
    handle: async (input, init) => (await inService()).handle(input, init),
    middleware: ({ admin = false } = {}) => {
      const answer = async (...[request, response, next]: Parameters<Middleware>) => {
        const ready = await inService();
        ready.middleware(request, response, admin ? () => ready.admin(request, response, next) : next);
      };
      return (request, response, next) => {
        answer(request, response, next).catch(
          next ?? ((error: unknown) => send(response, outOfService(error))),
        );
      };
    },
    stop() {
      isStopped = true;
      return inTurn(close);
    },
  };
  return mock;
}

/** Where nobody else is asked: the documents cannot be read, say, or the mock is stopped. */
function outOfService(error: unknown): MockResponse {
  const detail = error instanceof Error ? error.message : String(error);
  const told = problem("internal", {
    status: 503,
    detail,
    help: "Correct what it names, and start the mock again.",
  });
  return { status: 503, headers: { "Content-Type": "application/problem+json" }, body: JSON.stringify(told) };
}

function withoutUndefined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
