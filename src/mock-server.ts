import * as nodeFiles from "node:fs/promises";
import type { Server } from "node:http";
import { openWorld, type World } from "./assemble.ts";
import type { Contract } from "./contract/contract.ts";
import { clientOf, type MockClient } from "./client/client.ts";
import type { CallAdmin } from "./client/port.ts";
import { defaults, type Options } from "./options.ts";
import type { Log, Ports } from "./ports.ts";
import { InputError } from "./problem/input-error.ts";
import { adminOnFirstUse } from "./server/admin/on-first-use.ts";
import { checkOptions } from "./server/check-options.ts";
import { Holding, realTimer } from "./server/holding.ts";
import { createApp, createHttpServer } from "./server/http-server.ts";
import { close, listen, urlOf } from "./server/listen.ts";
import type { AnyApi, ApiOf } from "./stubs/api.ts";
import { createMiddleware, type Middleware } from "./server/mock.ts";
import { sendOut } from "./server/send-out.ts";
import { watchPaths } from "./server/watch/watch-paths.ts";

/** What a caller may say; everything but the document has a default (`options.ts`). */
export type MockServerOptions = Pick<Options, "document"> &
  Partial<Options> & { readonly ports?: Partial<Ports> };

/** A mock server: started, not yet started, or stopped. */
export interface MockServer<A extends ApiOf<A> = AnyApi> extends MockClient<A> {
  /** Reads what it is to serve and listens. Rejects with InputError where something given cannot be used. */
  start(): Promise<MockServer<A>>;
  /** `http://127.0.0.1:4010`; throws before `start`. */
  readonly url: string;
  /** What it serves now; throws before `start`. */
  readonly contract: Contract;
  /** For an Express application of one's own; `start` is not needed. */
  middleware(): Middleware;
  /**
   * Finishes what is in flight, answers what is delayed, cuts off what stalls, gives up callbacks, writes what is not written, and lets go of port and files.
   * One that watches keeps the process alive until then, `start` or not.
   */
  stop(): Promise<void>;
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
  let open: Open | undefined;
  // A stopped server can still be asked what it answered.
  let latest: Open | undefined;
  let server: Server | undefined;

  const opened = async (): Promise<Open> => {
    opening ??= openWorld(options, ports).then((world) => {
      const holding = new Holding(ports.timer);
      const admin = once(() =>
        import("./server/admin/inside.ts").then(({ adminInside }) => adminInside(world.served)),
      );
      return { world, holding, middleware: createMiddleware(world.served, holding), admin };
    });
    try {
      return (latest = open = await opening);
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };
  const now = (): Open => {
    if (latest) return latest;
    throw new InputError("the mock server is not started", { help: "Await start() first." });
  };
  const url = () => {
    if (server) return urlOf(server);
    throw new InputError("the mock server is not listening", { help: "Await start() first." });
  };

  const callAdmin: CallAdmin = async (call) => {
    // One that is stopped still tells what it was asked; one that never began has to read what it serves.
    const { admin } = latest ?? (await opened());
    return (await admin())(call);
  };

  const mock: MockServer<A> = {
    ...clientOf({ callAdmin, url }),
    get url() {
      return url();
    },
    get contract() {
      return now().world.served().contract;
    },
    async start() {
      const { world, middleware } = await opened();
      if (server) return mock;
      const app = createApp();
      app.use(middleware);
      app.use("/__admin", adminOnFirstUse(world.served));
      const made = createHttpServer(app);
      await listen(made, options);
      server = made;
      return mock;
    },
    middleware: () => (request, response, next) => {
      if (open) open.middleware(request, response, next);
      else void opened().then((ready) => ready.middleware(request, response, next), next);
    },
    async stop() {
      const ending = await opening?.catch(() => undefined);
      ending?.holding.release();
      ending?.world.end();
      if (server) await close(server);
      await ending?.world.close();
      server = open = opening = undefined;
    },
  };
  return mock;
}

interface Open {
  readonly world: World;
  readonly holding: Holding;
  readonly middleware: Middleware;
  /** The admin API, whose code is loaded when it is first asked. */
  readonly admin: () => Promise<CallAdmin>;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function withoutUndefined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
