import type { Contract } from "../../contract/contract.ts";
import type { Journal } from "../../journal/journal.ts";
import { isUnmatched } from "../../journal/unmatched.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { ProblemError } from "../../problem/problem.ts";
import { didYouMean, listed } from "../../problem/nearest.ts";
import { operationNames } from "../../scenarios/declared.ts";
import type { Ask, DocumentPart } from "./operation.ts";

const filter = (name: string, description: string, schema: DocumentPart) => ({
  name,
  in: "query",
  description,
  schema,
});

/** What narrows a session's journal down; all of it must hold. */
export const filterParameters: readonly DocumentPart[] = [
  filter("status", "Only answers of this status, or of this class of them.", {
    type: "string",
    pattern: "^[1-5](\\d\\d|XX|xx)$",
    examples: ["404", "4XX"],
  }),
  filter("method", "Only requests of this method.", { type: "string", examples: ["POST"] }),
  filter("operation", "Only requests of this operation, by its operationId or as METHOD /path.", {
    type: "string",
    examples: ["createPet", "POST /pets"],
  }),
  filter("source", "Only answers of this source; `scenario` and `stub` mean each of them.", {
    type: "string",
    examples: ["forced", "scenario", "scenario:outage"],
  }),
  filter("unmatched", "Whether the contract had no operation for the request.", { type: "boolean" }),
  filter("violations", "Whether the request or its answer broke the contract.", { type: "boolean" }),
  filter("url", "Only requests whose path and query contain this, as they were sent.", {
    type: "string",
    examples: ["/pets?limit="],
  }),
  filter("since", "Only what was recorded after the exchange of this id, or came at this time or later.", {
    type: "string",
    examples: ["default-7", "2026-01-31T12:00:00Z"],
  }),
  filter("order", "Which come first.", { enum: ["newest", "oldest"], default: "newest" }),
];

/** The query of an operation with `filterParameters`, which it has been held against. */
interface Filters {
  readonly status?: string;
  readonly method?: string;
  readonly operation?: string;
  readonly source?: string;
  readonly unmatched?: boolean;
  readonly violations?: boolean;
  readonly url?: string;
  readonly since?: string;
  readonly order?: "newest" | "oldest";
}

type Test = (exchange: Exchange) => boolean;

/** The exchanges of the session that the query asks for, in the order it asks for. Throws `admin-invalid-request`. */
export function filtered({ served, session, query }: Ask): readonly Exchange[] {
  const filters: Filters = query;
  const all = since(filters.since, served.sessions.find(session)?.journal);
  const { operation } = filters;
  const named = operation === undefined ? {} : { operation: idOf(operation, served.contract, all) };
  const tests = testsOf({ ...filters, ...named });
  const found = all.filter((exchange) => tests.every((test) => test(exchange)));
  return filters.order === "oldest" ? found.reverse() : found;
}

/** Of an operation of the contract, or of one that it had when the exchange was recorded. */
function idOf(wanted: string, contract: Contract, all: readonly Exchange[]): string {
  const known = contract.operation(wanted)?.id;
  if (known !== undefined || all.some(({ operationId }) => operationId === wanted)) return known ?? wanted;
  const guess = didYouMean(wanted, operationNames(contract));
  throw new ProblemError("admin-invalid-request", {
    detail: `There is no operation ${JSON.stringify(wanted.slice(0, 80))}${guess}.`,
    help: "GET /__admin/operations lists those there are.",
  });
}

function testsOf(filters: Filters): readonly Test[] {
  const { status, method, operation, source, unmatched, violations, url } = filters;
  const tests: (Test | undefined)[] = [
    status === undefined ? undefined : hasStatus(status),
    method === undefined ? undefined : ({ request }) => request.method === method.toUpperCase(),
    operation === undefined ? undefined : ({ operationId }) => operationId === operation,
    source === undefined ? undefined : (one) => one.source === source || one.source.startsWith(`${source}:`),
    unmatched === undefined ? undefined : (exchange) => isUnmatched(exchange) === unmatched,
    violations === undefined ? undefined : (exchange) => exchange.violations.length > 0 === violations,
    url === undefined ? undefined : ({ request }) => `${request.path}?${request.query}`.includes(url),
  ];
  return tests.filter((test) => test !== undefined);
}

function hasStatus(wanted: string): Test {
  if (!/xx$/i.test(wanted)) return ({ response }) => String(response.status) === wanted;
  return ({ response }) => String(response.status)[0] === wanted[0];
}

/** Newest first: what was recorded after an exchange, or came at a time or later; all where nothing is said. */
function since(wanted: string | undefined, journal: Journal | undefined): Exchange[] {
  const newest = [...(journal?.page({ limit: Infinity }).exchanges ?? [])];
  if (wanted === undefined) return newest;
  const exchange = journal?.get(wanted);
  if (exchange) return newest.slice(0, newest.indexOf(exchange));
  const time = /^\d{4}-\d\d-\d\d(T|$)/.test(wanted) ? Date.parse(wanted) : NaN;
  if (!Number.isNaN(time)) return newest.filter((one) => one.time >= time);
  const ids = newest.map(({ id }) => id);
  throw new ProblemError("admin-invalid-request", {
    detail: `since ${JSON.stringify(wanted.slice(0, 80))} is neither an exchange that the journal has, nor a time.`,
    help: `It has ${listed(ids, 5)}; a time is written as 2026-01-31T12:00:00Z.`,
  });
}
