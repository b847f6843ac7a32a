import { setMaxListeners } from "node:events";
import { createAnswer } from "./answer.ts";
import { createCallbacks } from "./callbacks/callbacks.ts";
import { createOutbox, unsent, type Outbox } from "./callbacks/outbox.ts";
import type { Contract } from "./contract/contract.ts";
import { openContract } from "./contract/open.ts";
import { Coverage } from "./coverage/coverage.ts";
import { createExchange } from "./exchange.ts";
import { createGenerator, referenceDate, type Generator } from "./generate/generator.ts";
import { apiKeyNames } from "./contract/security.ts";
import { createHarEntry } from "./journal/har.ts";
import { createShow } from "./journal/shown.ts";
import { Traffic } from "./metrics/traffic.ts";
import type { Options } from "./options.ts";
import type { FileSystem, Ports } from "./ports.ts";
import { ErrorWriter } from "./response/error-body.ts";
import { createHeaders } from "./response/headers.ts";
import { resourceNamed, type Resources } from "./response/resource.ts";
import { createSample } from "./response/sample.ts";
import { createEffects } from "./response/effects.ts";
import { createSuccess } from "./response/succeed.ts";
import type { ScenarioFolder } from "./scenarios/load.ts";
import { resourcesOf } from "./scenarios/resources.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { createScenarios } from "./scenarios/scenarios.ts";
import type { SchemaError } from "./schema/schema.ts";
import { createRehearse, quiet } from "./rehearsal.ts";
import { documentsOf } from "./server/check-options.ts";
import { readSeeds } from "./server/seeds.ts";
import type { Lasting, Served } from "./server/served.ts";
import { KeepCurrent } from "./server/watch/keep-current.ts";
import { SeenFiles } from "./server/watch/seen-files.ts";
import { tellChange } from "./server/watch/what-changed.ts";
import { Sessions } from "./sessions/sessions.ts";
import { openFileStore } from "./store/file-store.ts";
import { createMemoryStore } from "./store/memory-store.ts";
import type { Store } from "./store/store.ts";
import type { Known } from "./stubs/known.ts";
import { violationOf } from "./validation/words.ts";
import { loadInTurn } from "./load-in-turn.ts";

/** All that answers requests. */
export interface World {
  /** What is in force now; a request keeps what it began with. */
  readonly served: () => Served;
  /** Ends what would go on without end: readers of events. */
  end(): void;
  /** Writes what is not written, and lets go of files. */
  close(): Promise<void>;
}

/** What the documents and the scenario files said when they were read. */
interface Reading {
  readonly contract: Contract;
  readonly known: Known;
  readonly generator: Generator;
  readonly scenarios: readonly Scenario[];
  /** About scenarios that can be used, for people. */
  readonly warnings: readonly string[];
  /** Found on first use. */
  readonly resources: () => Resources;
}

/** Reads documents, scenarios and store; and again, if that is wanted, whenever documents or scenarios change. */
export async function openWorld(options: Options, ports: Ports): Promise<World> {
  const { clock, log } = ports;
  const seen = new SeenFiles(ports.files);
  let reading = await readAll(options, seen.files);
  const store = await openStore(options, ports, () => reading);
  const outbox = createOutbox(ports.send);
  const ending = new AbortController();
  // Every reader of events listens; there are as many as may watch.
  setMaxListeners(0, ending.signal);
  try {
    const coverage = new Coverage();
    const keys = () => apiKeyNames(reading.contract);
    let keep: KeepCurrent | undefined;
    const lasting: Lasting = {
      sessions: openSessions(options, store, coverage),
      coverage,
      traffic: new Traffic(),
      store,
      options,
      clock,
      files: ports.files,
      log,
      timer: ports.timer,
      ending: ending.signal,
      startedAt: clock.now(),
      show: createShow(options.redact, keys),
      harEntry: createHarEntry(options.redact, keys),
      mistake: () => keep?.mistake,
    };
    let served = assemble(reading, lasting, outbox);
    for (const warning of [...served.contract.warnings, ...reading.warnings]) log.warn(warning);
    if (options.watch) {
      const load = async (fileSystem: FileSystem, files: readonly string[]) => {
        const next = await readAll(options, fileSystem);
        const made = assemble(next, lasting, outbox);
        tellChange({ files, before: served.contract, after: made.contract }, log);
        for (const warning of next.warnings) log.warn(warning);
        [reading, served] = [next, made];
      };
      keep = new KeepCurrent({ ports, seen, load });
      await keep.start();
    }
    const close = async () => {
      await keep?.close();
      await outbox.close();
      await store.close();
    };
    return { served: () => served, end: () => ending.abort(), close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function readAll(options: Options, files: FileSystem): Promise<Reading> {
  const { allowRef, scenarios: folder } = options;
  const contract = await openContract(documentsOf(options), { files, allowRef });
  const { now, locale } = options;
  const generator = await createGenerator(contract.schemas, {
    ...(now === undefined ? {} : { now }),
    ...(locale === undefined ? {} : { locale }),
  });
  const known = { contract, whyNotFaked: (said: unknown) => generator.whyNotFaked(said) };
  const read = folder === undefined ? noScenarios : await readScenarios({ ...known, folder, files });
  return { contract, generator, known, ...read, resources: () => resourcesOf(contract) };
}

const noScenarios = { scenarios: [], warnings: [] };

async function readScenarios(folder: ScenarioFolder): Promise<Pick<Reading, "scenarios" | "warnings">> {
  // Brings all that reads YAML, which a start without scenarios need not wait for.
  const { loadScenarios } = await loadInTurn(() => import("./scenarios/load.ts"));
  const { mistakeText } = await loadInTurn(() => import("./scenarios/mistake.ts"));
  const { scenarios, mistakes } = await loadScenarios(folder);
  return { scenarios, warnings: mistakes.map(mistakeText) };
}

async function openStore(options: Options, ports: Ports, reading: () => Reading): Promise<Store> {
  const { contract: read, resources } = reading();
  const seeds = options.stateless
    ? []
    : await readSeeds(options, { ...ports, schemas: read.schemas, resources });
  const { maxSessions, maxRecords, maxStoreBytes, data, durable } = options;
  const limits = { sessions: maxSessions, records: maxRecords, bytes: maxStoreBytes };
  if (options.store === "memory" || options.stateless) return createMemoryStore(limits, seeds);
  const idFieldOf = (name: string) => resourceNamed(name, reading().resources().values())?.idField;
  const contract = reading().contract.name;
  return openFileStore({ folder: data, contract, durable, limits, ports, idFieldOf, seeds });
}

function openSessions(options: Options, store: Store, coverage: Coverage): Sessions {
  const { maxExchanges, maxJournalBytes, maxJournalBody, seed, maxSessions } = options;
  const journal = { count: maxExchanges, bytes: maxJournalBytes, body: maxJournalBody };
  const forget = (name: string) => coverage.forget(name);
  return new Sessions({ seed, store, journal, limit: maxSessions, forget });
}

/** Wires what is made from one reading of the documents, and goes with it, to what stays. */
function assemble(reading: Reading, lasting: Lasting, outbox: Outbox): Served {
  const { contract, generator, known, resources } = reading;
  const { options, store, log } = lasting;
  const { now, dynamic, stateless, strict, callbackHosts: hosts } = options;
  const { schemas } = contract;
  const scenarios = createScenarios(reading.scenarios, known);
  const tools = {
    contract,
    generator,
    store,
    resources,
    isDynamic: dynamic,
    isStateless: stateless,
    now: now ?? referenceDate,
    tell: (error: SchemaError) => violationOf(error, "body"),
  };
  const writer = new ErrorWriter(schemas, generator);
  const headersOf = createHeaders({ schemas, generator });
  const storyOver = (kept: Store) =>
    createAnswer({
      contract,
      store: kept,
      scenarios,
      writer,
      headersOf,
      success: createSuccess({ ...tools, store: kept }),
      doEffects: createEffects({ ...tools, store: kept }),
      stubs: {
        store: kept,
        clock: lasting.clock,
        today: now ?? referenceDate,
        faked: (said, seed) => generator.faked(said, seed),
      },
      isStrict: strict,
    });
  const answer = storyOver(store);
  const callbacks = createCallbacks({ schemas, generator, outbox, hosts, log });
  const rehearsed = once(() => {
    const told = createCallbacks({ schemas, generator, outbox: unsent, hosts, log: quiet(log) });
    return createRehearse({ ...lasting, contract, storyOver, callbacks: told });
  });
  return {
    ...lasting,
    contract,
    scenarios,
    exchange: createExchange({ ...lasting, answer, callbacks, contract }),
    rehearse: (...asked) => rehearsed()(...asked),
    sample: createSample(contract, generator),
    collections: once(() => [
      ...new Map([...resources().values()].map((one) => [one.collection, one])).values(),
    ]),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
