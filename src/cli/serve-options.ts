import { existsSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import type { MockServerOptions } from "../mock-server.ts";
import { defaults, type DocumentInput, type DocumentSource } from "../options.ts";
import { InputError } from "../problem/input-error.ts";
import { readArgs, text, wholeNumber, type Voices } from "./command.ts";
import { createLog, logLevels } from "./log.ts";
import { shipped } from "./shipped.ts";

/** The whole of `locum serve --help`. */
export const serveHelp = `locum serve [document…]: mocks the APIs that OpenAPI documents describe

  [document…]             OpenAPI 3.0 to 3.2, Swagger 2.0 or a Postman collection, JSON or YAML; several are told apart
                          by the paths of their servers; default: the ambassador API that comes with Locum
  --mount </path=file>    a document and the path it answers below; may be repeated
  --allow-ref             follow references to files outside the document's folder, and to the network
  --watch                 read documents and scenarios again when their files change; what was created stays
  --port <number>         default ${String(defaults.port)}; 0: any free port
  --host <name>           default ${defaults.host}; 0.0.0.0 listens beyond this machine
  --scenarios <folder>    scenario files; read by default only with the default document
  --store file|memory     where what was created is kept; default file
  --data <folder>         the folder of the session files; default ${defaults.data}
  --store-file <file>     records by collection, JSON or YAML, that every new session begins with
  --durable               answers that changed the store wait until it is safely on disk
  --seed <text>           another seed, another world of generated values
  --locale <name>         the language of names, streets and cities, one of faker's, such as de or pt_BR
  --dynamic               generate even where the document has an example
  --stateless             remember nothing
  --strict                properties and parameters the contract does not declare are violations
  --max-body <bytes>      default ${String(defaults.maxBody)}
  --max-sessions <n>      default ${String(defaults.maxSessions)}
  --max-records <n>       records in a session; default ${String(defaults.maxRecords)}
  --max-store-bytes <n>   bytes of records in a session; default ${String(defaults.maxStoreBytes)}
  --max-exchanges <n>     exchanges in a session's journal; default ${String(defaults.maxExchanges)}
  --max-journal-bytes <n> bytes in a session's journal, headers included; default ${String(defaults.maxJournalBytes)}
  --max-journal-body <n>  bytes the journal keeps of one body; default ${String(defaults.maxJournalBody)}
  --redact <name>         a parameter, a header, or a field of JSON and form bodies whose value never leaves the
                          process; may be repeated
  --now <date>            the day generated dates are near, such as 2026-01-31; default: a fixed day
  --no-cors               send no CORS headers
  --admin-token <token>   /__admin wants it as a bearer token; without one it is closed beyond this machine
  --admin-host <name>     a host name under which /__admin answers too; may be repeated
  --admin-origin <url>    an origin that may call /__admin; may be repeated
  --callback-host <name>  a host that callbacks may be sent to, besides this machine; may be repeated
  --log-level <level>     ${logLevels.join(", ")}; default info

Examples:
  locum serve
  locum serve petstore.yaml --port 8080 --store memory
  locum serve petstore.yaml --scenarios ./scenarios --strict
  locum serve petstore.yaml --watch
  locum serve petstore.yaml --locale de
  locum serve petstore.yaml --store-file pets.json
  locum serve users.yaml orders.yaml
  locum serve --mount /users=users.yaml --mount /orders=orders.yaml
  locum serve api/openapi.yaml --allow-ref
  locum serve shop.yaml --callback-host hooks.example.test
  LOCUM_ADMIN_TOKEN=secret locum serve --host 0.0.0.0

Exit: 0 after a stop by signal, 2 when something given cannot be used.`;

const flag = { type: "boolean" } as const;
const value = { type: "string" } as const;
const values = { type: "string", multiple: true } as const;
const flags = {
  mount: values,
  "allow-ref": flag,
  watch: flag,
  port: value,
  host: value,
  scenarios: value,
  store: value,
  data: value,
  "store-file": value,
  durable: flag,
  seed: value,
  locale: value,
  dynamic: flag,
  stateless: flag,
  strict: flag,
  "max-body": value,
  "max-sessions": value,
  "max-records": value,
  "max-store-bytes": value,
  "max-exchanges": value,
  "max-journal-bytes": value,
  "max-journal-body": value,
  redact: values,
  now: value,
  "no-cors": flag,
  "admin-token": value,
  "admin-host": values,
  "admin-origin": values,
  "callback-host": values,
  "log-level": value,
};

/** What a command line says of a server. Throws InputError for what cannot be used. */
export function readOptions(args: readonly string[], voices: Voices): MockServerOptions {
  const { values: given, positionals } = readArgs(args, flags);
  const documents = readDocuments(positionals, (given["mount"] as readonly string[] | undefined) ?? []);
  const isSet = (name: string) => given[name] === true || undefined;
  const all = (name: string) => given[name] as readonly string[] | undefined;
  const log = createLog(text(given, "log-level"), voices.err);
  const options = {
    document: documents.length > 0 ? documents : shipped("spec/ambassador.openapi.yaml"),
    allowRef: isSet("allow-ref"),
    watch: isSet("watch"),
    port: wholeNumber(given, "port", [0, 65_535]),
    host: text(given, "host"),
    scenarios: text(given, "scenarios") ?? (documents.length === 0 ? defaultScenarios() : undefined),
    store: readStore(text(given, "store")),
    data: text(given, "data"),
    storeFile: text(given, "store-file"),
    durable: isSet("durable"),
    seed: text(given, "seed"),
    locale: text(given, "locale"),
    dynamic: isSet("dynamic"),
    stateless: isSet("stateless"),
    strict: isSet("strict"),
    maxBody: wholeNumber(given, "max-body", [1, 1024 ** 3]),
    maxSessions: wholeNumber(given, "max-sessions", [1, 1_000_000]),
    maxRecords: wholeNumber(given, "max-records", [1, 10_000_000]),
    maxStoreBytes: wholeNumber(given, "max-store-bytes", [1, 16 * 1024 ** 3]),
    maxExchanges: wholeNumber(given, "max-exchanges", [0, 10_000_000]),
    maxJournalBytes: wholeNumber(given, "max-journal-bytes", [0, 16 * 1024 ** 3]),
    maxJournalBody: wholeNumber(given, "max-journal-body", [0, 1024 ** 3]),
    redact: all("redact"),
    now: readDate(text(given, "now")),
    cors: given["no-cors"] === true ? false : undefined,
    adminToken: text(given, "admin-token") ?? (process.env["LOCUM_ADMIN_TOKEN"] || undefined),
    adminHosts: all("admin-host"),
    adminOrigins: all("admin-origin"),
    callbackHosts: all("callback-host"),
    ports: { log },
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, one]) => one !== undefined),
  ) as unknown as MockServerOptions;
}

/** A document that is mounted need not be named once more. */
function readDocuments(named: readonly string[], mounts: readonly string[]): readonly DocumentInput[] {
  const mounted = mounts.map(readMount);
  const places = new Set(mounted.map(({ document }) => resolve(document)));
  return [...named.filter((document) => !places.has(resolve(document))), ...mounted];
}

function readMount(given: string): DocumentSource & { document: string } {
  const [, mount, document] = /^([^=]*)=(.+)$/.exec(given) ?? [];
  if (mount?.startsWith("/") && document !== undefined) return { mount, document };
  throw new InputError(`${JSON.stringify(given)} is no path and document`, {
    place: "--mount",
    help: "Write it as --mount /billing=billing.yaml.",
  });
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
