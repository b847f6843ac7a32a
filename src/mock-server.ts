import { readFile } from "node:fs/promises";
import * as nodeFiles from "node:fs/promises";
import type { Server } from "node:http";
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
import { declaredHeaders } from "./response/headers.ts";
import { findResources, resourceNamed } from "./response/resource.ts";
import { createSample } from "./response/sample.ts";
import { createSuccess } from "./response/succeed.ts";
import { loadScenarios } from "./scenarios/load.ts";
import { createScenarios } from "./scenarios/scenarios.ts";
import { createAdmin } from "./server/admin/admin.ts";
import { checkOptions } from "./server/check-options.ts";
import { createApp, createHttpServer } from "./server/http-server.ts";
import { close, listen, urlOf } from "./server/listen.ts";
import { createMiddleware, type Middleware } from "./server/mock.ts";
import type { Served } from "./server/served.ts";
import { sessionName } from "./sessions/name.ts";
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

/** A mock server: started, not yet started, or stopped. */
export interface MockServer {
  /** Reads what it is to serve and listens. Rejects with InputError where something given cannot be used. */
  start(): Promise<MockServer>;
  /** `http://127.0.0.1:4010`; throws before `start`. */
  readonly url: string;
  /** What it serves; throws before `start`. */
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

/** A mock server for a document; nothing is read before it is started, or asked as a middleware. */
export function createMockServer(given: MockServerOptions): MockServer {
  const { ports: givenPorts, ...rest } = given;
  const options = checkOptions({ ...defaults, ...withoutUndefined(rest), document: rest.document });
  const ports: Ports = {
    clock: Date,
    randomness: { next: Math.random },
    files: nodeFiles,
    log: silent,
    ...givenPorts,
  };
  let opening: Promise<Open> | undefined;
  let open: Open | undefined;
  // A stopped server can still be asked what it answered.
  let latest: Open | undefined;
  let server: Server | undefined;

  const opened = async (): Promise<Open> => {
    opening ??= openAll(options, ports);
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

  const mock: MockServer = {
    get url() {
      return url();
    },
    get contract() {
      return now().served.contract;
    },
    async start() {
      const { served, middleware } = await opened();
      if (server) return mock;
      const app = createApp();
      app.use(middleware);
      app.use("/__admin", createAdmin(served));
      const made = createHttpServer(app);
      await listen(made, options);
      server = made;
      return mock;
    },
    session: (name) => sessionOf(sessionName({ "x-mock-session": name }, undefined), { now, url }),
    middleware: () => (request, response, next) => {
      if (open) open.middleware(request, response, next);
      else void opened().then((ready) => ready.middleware(request, response, next), next);
    },
    async stop() {
      if (server) await close(server);
      await (await opening?.catch(() => undefined))?.served.store.close();
      server = open = opening = undefined;
    },
  };
  return mock;
}

interface Open {
  readonly served: Served;
  readonly middleware: Middleware;
}

/** Reads the contract, the scenarios and the store; here alone the rooms are wired together. */
async function openAll(options: Options, ports: Ports): Promise<Open> {
  const contract = await readContract(options);
  const resources = once(() => findResources(contract));
  const store = await openStore(options, { contract, ports, resources });
  try {
    const served = await wire(options, { contract, ports, store, resources });
    return { served, middleware: createMiddleware(served) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function sessionOf(name: string, { now, url }: { now: () => Open; url: () => string }): MockSession {
  return {
    get url() {
      return `${url()}/__session/${name}`;
    },
    headers: { "X-Mock-Session": name },
    requests() {
      const { sessions, show } = now().served;
      return (sessions.find(name)?.journal.page({ limit: Infinity }).exchanges ?? []).map(show);
    },
    reset: () => now().served.sessions.reset(name),
  };
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
  const answer = createAnswer({
    contract,
    store,
    scenarios,
    writer,
    headersOf: (declared, seed) => declaredHeaders(declared, seed, generator),
    success,
    isStrict: options.strict,
  });
  const exchange = createExchange({ answer, contract, store, clock, log });
  const show = createShow(options.redact);
  const collections = once(() => [
    ...new Map([...resources().values()].map((one) => [one.collection, one])).values(),
  ]);
  const sample = createSample(contract, generator);
  return { contract, sessions, store, scenarios, options, clock, log, exchange, show, sample, collections };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function withoutUndefined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
