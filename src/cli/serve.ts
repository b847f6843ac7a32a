import { existsSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { createMockServer, type MockServer, type MockServerOptions } from "../mock-server.ts";
import { defaults } from "../options.ts";
import { InputError } from "../problem/input-error.ts";
import { readArgs, text, wholeNumber, type Command, type Voices } from "./command.ts";
import { createLog, logLevels } from "./log.ts";
import { shipped } from "./shipped.ts";

const help = `locum serve [document]: mocks the API that an OpenAPI document describes

  [document]              OpenAPI 3.0 or 3.1, JSON or YAML; default: the ambassador API that comes with Locum
  --port <number>         default ${String(defaults.port)}; 0: any free port
  --host <name>           default ${defaults.host}; 0.0.0.0 listens beyond this machine
  --scenarios <folder>    scenario files; read by default only with the default document
  --store file|memory     where what was created is kept; default file
  --data <folder>         the folder of the session files; default ${defaults.data}
  --durable               answers that changed the store wait until it is safely on disk
  --seed <text>           another seed, another world of generated values
  --dynamic               generate even where the document has an example
  --stateless             remember nothing
  --strict                properties and parameters the contract does not declare are violations
  --max-body <bytes>      default ${String(defaults.maxBody)}
  --max-sessions <n>      default ${String(defaults.maxSessions)}
  --max-records <n>       records in a session; default ${String(defaults.maxRecords)}
  --max-store-bytes <n>   bytes of records in a session; default ${String(defaults.maxStoreBytes)}
  --redact <name>         a field, parameter or header whose value never leaves the process; may be repeated
  --now <date>            the day generated dates are near, such as 2026-01-31; default: a fixed day
  --no-cors               send no CORS headers
  --admin-token <token>   /__admin wants it as a bearer token; without one it is closed beyond this machine
  --admin-host <name>     a host name under which /__admin answers too; may be repeated
  --admin-origin <url>    an origin that may call /__admin; may be repeated
  --log-level <level>     ${logLevels.join(", ")}; default info

Examples:
  locum serve
  locum serve petstore.yaml --port 8080 --store memory
  locum serve petstore.yaml --scenarios ./scenarios --strict
  LOCUM_ADMIN_TOKEN=secret locum serve --host 0.0.0.0

Exit: 0 after a stop by signal, 2 when something given cannot be used.`;

const flag = { type: "boolean" } as const;
const value = { type: "string" } as const;
const values = { type: "string", multiple: true } as const;
const flags = {
  port: value,
  host: value,
  scenarios: value,
  store: value,
  data: value,
  durable: flag,
  seed: value,
  dynamic: flag,
  stateless: flag,
  strict: flag,
  "max-body": value,
  "max-sessions": value,
  "max-records": value,
  "max-store-bytes": value,
  redact: values,
  now: value,
  "no-cors": flag,
  "admin-token": value,
  "admin-host": values,
  "admin-origin": values,
  "log-level": value,
};

/** `locum serve` */
export const serve: Command = {
  name: "serve",
  summary: "mock the API of an OpenAPI document",
  help,
  async run(args, voices) {
    const mock = createMockServer(readOptions(args, voices));
    try {
      await mock.start();
    } catch (error) {
      await mock.stop();
      throw error;
    }
    announce(mock, voices);
    await untilSignal();
    await mock.stop();
    return 0;
  },
};

function readOptions(args: readonly string[], voices: Voices): MockServerOptions {
  const { values: given, positionals } = readArgs(args, flags);
  const [document, ...more] = positionals;
  if (more.length > 0) {
    throw new InputError(`one document can be served, not ${String(positionals.length)}`, {
      help: "Start one server for each.",
    });
  }
  const isSet = (name: string) => given[name] === true || undefined;
  const all = (name: string) => given[name] as readonly string[] | undefined;
  const log = createLog(text(given, "log-level"), voices.err);
  const options = {
    document: document ?? shipped("spec/ambassador.openapi.yaml"),
    port: wholeNumber(given, "port", [0, 65_535]),
    host: text(given, "host"),
    scenarios: text(given, "scenarios") ?? (document === undefined ? defaultScenarios() : undefined),
    store: readStore(text(given, "store")),
    data: text(given, "data"),
    durable: isSet("durable"),
    seed: text(given, "seed"),
    dynamic: isSet("dynamic"),
    stateless: isSet("stateless"),
    strict: isSet("strict"),
    maxBody: wholeNumber(given, "max-body", [1, 1024 ** 3]),
    maxSessions: wholeNumber(given, "max-sessions", [1, 1_000_000]),
    maxRecords: wholeNumber(given, "max-records", [1, 10_000_000]),
    maxStoreBytes: wholeNumber(given, "max-store-bytes", [1, 16 * 1024 ** 3]),
    redact: all("redact"),
    now: readDate(text(given, "now")),
    cors: given["no-cors"] === true ? false : undefined,
    adminToken: text(given, "admin-token") ?? (process.env["LOCUM_ADMIN_TOKEN"] || undefined),
    adminHosts: all("admin-host"),
    adminOrigins: all("admin-origin"),
    ports: { log },
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, one]) => one !== undefined),
  ) as unknown as MockServerOptions;
}

function defaultScenarios(): string | undefined {
  const folder = shipped("scenarios");
  return existsSync(folder) ? folder : undefined;
}

function readStore(given: string | undefined): "file" | "memory" | undefined {
  if (given === undefined || given === "file" || given === "memory") return given;
  throw new InputError(`${JSON.stringify(given)} is no store`, {
    place: "--store",
    help: "Use --store file or --store memory.",
  });
}

function readDate(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const time = Date.parse(given);
  if (!Number.isNaN(time)) return time;
  throw new InputError(`${JSON.stringify(given)} is no date`, {
    place: "--now",
    help: "Write it as --now 2026-01-31.",
  });
}

function announce({ url, contract }: MockServer, { out, err }: Voices): void {
  err(
    `${contract.title} ${contract.version}, ${String(contract.operations.length)} operation(s), from ${resolve(contract.source)}`,
  );
  for (const { method, path, basePaths } of contract.operations.slice(0, 50)) {
    err(`  ${method.padEnd(7)} ${url}${basePaths[0] ?? ""}${path}`);
  }
  if (contract.operations.length > 50) err(`  … all: ${url}/__admin/operations`);
  out(`locum listening on ${url}`);
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
