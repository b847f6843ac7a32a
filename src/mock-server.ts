import { readFile } from "node:fs/promises";
import * as nodeFiles from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAnswer } from "./answer.ts";
import type { Contract } from "./contract/contract.ts";
import { contractOf, loadContract } from "./contract/load.ts";
import { createExchange } from "./exchange.ts";
import { createGenerator } from "./generate/generator.ts";
import { createShow, type ShownExchange } from "./journal/shown.ts";
import { defaults, type Options } from "./options.ts";
import type { Log, Ports } from "./ports.ts";
import { InputError } from "./problem/input-error.ts";
import { ErrorWriter } from "./response/error-body.ts";
import { findResources, resourceNamed } from "./response/resource.ts";
import { createSample } from "./response/sample.ts";
import { createSuccess } from "./response/succeed.ts";
import { loadScenarios } from "./scenarios/load.ts";
import { createScenarios } from "./scenarios/scenarios.ts";
import { createAdmin } from "./server/admin/admin.ts";
import { createApp, createHttpServer } from "./server/http-server.ts";
import { createMiddleware, type Middleware } from "./server/mock.ts";
import type { Served } from "./server/served.ts";
import { Sessions } from "./sessions/sessions.ts";
import { openFileStore } from "./store/file-store.ts";
import { createMemoryStore } from "./store/memory-store.ts";
import type { Store } from "./store/store.ts";

/** What a caller may say; everything but the document has a default (`options.ts`). */
export type MockServerOptions = Pick<Options, "document"> &
  Partial<Options> & { readonly ports?: Partial<Ports> };

/** A session of a running server, as a test sees it. */
export interface MockSession {
  /** Base URL of the session, for clients that can change nothing else. */
  readonly url: string;
  /** To be sent along by clients that can. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the session was asked and answered, newest first; secrets redacted. */
  requests(): readonly ShownExchange[];
  /** Forgets its records, ids, states and journal. */
  reset(): Promise<void>;
}

/** A mock server that may or may not be listening. */
export interface MockServer {
  /** Listens on the host and port of its options. Rejects with InputError where something given cannot be used. */
  start(): Promise<MockServer>;
  /** `http://127.0.0.1:4010`; throws before `start`. */
  readonly url: string;
  readonly contract: Contract;
  session(name: string): MockSession;
  /** For an Express application of one's own; `start` is not needed. */
  middleware(): Middleware;
  /** Finishes what is in flight, writes what is not written, and lets go of port and files. */
  stop(): Promise<void>;
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Answers still on their way when a server stops are given this long. */
const graceMs = 10_000;
const sweepMs = 20;

/** Reads the contract, the scenarios and the store; the only place where the rooms are wired together. */
export async function createMockServer(given: MockServerOptions): Promise<MockServer> {
  const { ports: givenPorts, document, ...rest } = given;
  const options: Options = { ...defaults, ...withoutUndefined(rest), document };
  const ports: Ports = {
    clock: Date,
    randomness: { next: Math.random },
    files: nodeFiles,
    log: silent,
    ...givenPorts,
  };
  const contract = await readContract(options);
  const resources = once(() => findResources(contract));
  const store = await openStore(options, { contract, ports, resources });
  try {
    return serve(await wire(options, { contract, ports, store, resources }));
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function readContract({ document }: Options): Promise<Contract> {
  if (typeof document !== "string") return contractOf(document, "the document");
  try {
    return loadContract({ text: await readFile(document, "utf8"), source: document });
  } catch (error) {
    if (error instanceof InputError) throw error;
    const help = "Give the path of an OpenAPI document: locum serve <document>.";
    throw new InputError(`the document cannot be read: ${(error as Error).message}`, {
      place: document,
      help,
    });
  }
}

type Resources = () => ReturnType<typeof findResources>;

interface Parts {
  readonly contract: Contract;
  readonly ports: Ports;
  readonly resources: Resources;
}

async function openStore(options: Options, { contract, ports, resources }: Parts): Promise<Store> {
  const { maxSessions, maxRecords, maxStoreBytes, data, durable } = options;
  const limits = { sessions: maxSessions, records: maxRecords, bytes: maxStoreBytes };
  if (options.store === "memory" || options.stateless) return createMemoryStore(limits);
  const idFieldOf = (collection: string) => resourceNamed(collection, resources().values())?.idField;
  return openFileStore({ folder: data, contract: contract.name, durable, limits, ports, idFieldOf });
}

async function wire(options: Options, parts: Parts & { readonly store: Store }): Promise<Served> {
  const { contract, ports, store, resources } = parts;
  const { clock, log, files } = ports;
  const generator = await createGenerator(
    contract.schemas,
    options.now === undefined ? {} : { now: options.now },
  );
  const folder = options.scenarios;
  const scenarios = createScenarios(
    folder === undefined ? [] : await loadScenarios({ folder, contract, files }),
  );
  const journal = { count: options.maxExchanges, bytes: options.maxJournalBytes };
  const sessions = new Sessions({ seed: options.seed, store, journal, limit: options.maxSessions });
  const success = createSuccess({
    contract,
    generator,
    store,
    resources,
    isDynamic: options.dynamic,
    isStateless: options.stateless,
  });
  const writer = new ErrorWriter(contract.schemas, generator);
  const answer = createAnswer({ contract, store, scenarios, writer, success, isStrict: options.strict });
  const exchange = createExchange({ answer, contract, store, clock, log });
  const show = createShow(options.redact);
  const collections = once(() => [
    ...new Map([...resources().values()].map((one) => [one.collection, one])).values(),
  ]);
  const sample = createSample(contract, generator);
  return { contract, sessions, store, scenarios, options, clock, log, exchange, show, sample, collections };
}

function serve(served: Served): MockServer {
  const middleware = createMiddleware(served);
  const app = createApp();
  app.use(middleware);
  app.use("/__admin", createAdmin(served));
  let server: Server | undefined;
  const { options, sessions, show, store, contract } = served;

  const url = () => {
    if (!server) throw new InputError("the server is not listening", { help: "Await start() first." });
    const { address, family, port } = server.address() as AddressInfo;
    return `http://${family === "IPv6" ? `[${address}]` : address}:${String(port)}`;
  };

  const mock: MockServer = {
    contract,
    get url() {
      return url();
    },
    async start() {
      server = await listen(createHttpServer(app), options);
      return mock;
    },
    session: (name) => ({
      get url() {
        return `${url()}/__session/${name}`;
      },
      headers: { "X-Mock-Session": name },
      requests: () =>
        (sessions.find(name)?.journal.page({ limit: options.maxExchanges }).exchanges ?? []).map(show),
      reset: () => sessions.reset(name),
    }),
    middleware: () => middleware,
    async stop() {
      if (server) await close(server);
      server = undefined;
      await store.close();
    },
  };
  return mock;
}

function listen(server: Server, { host, port }: Options): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const place = `${host}:${String(port)}`;
      const isTaken = error.code === "EADDRINUSE";
      const help = isTaken
        ? "Stop what is listening there, or choose another with --port (0: any free one)."
        : "Check --host and --port.";
      reject(new InputError(isTaken ? "this port is in use" : error.message, { place, help }));
    });
    server.listen(port, host, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const grace = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection whose last answer is on its way now will be idle in a moment, and stay so for seconds.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
    server.close(() => {
      clearTimeout(grace);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function withoutUndefined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
