import * as files from "node:fs/promises";
import express from "express";
import { request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { contractOf } from "../../src/contract/load.ts";
import { Coverage } from "../../src/coverage/coverage.ts";
import type { RequestHeaders } from "../../src/http/message.ts";
import { createHarEntry } from "../../src/journal/har.ts";
import { createShow, type ShownExchange } from "../../src/journal/shown.ts";
import { Traffic } from "../../src/metrics/traffic.ts";
import { defaults, type Options } from "../../src/options.ts";
import type { Exchange } from "../../src/problem/exchange.ts";
import type { Violation } from "../../src/problem/violation.ts";
import { findResources } from "../../src/response/resource.ts";
import { createScenarios } from "../../src/scenarios/scenarios.ts";
import { createAdmin } from "../../src/server/admin/admin.ts";
import type { Served } from "../../src/server/served.ts";
import { sessionName, splitPrefix } from "../../src/sessions/name.ts";
import { Sessions } from "../../src/sessions/sessions.ts";
import type { Store } from "../../src/store/store.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";
import { petDocument } from "./admin-contract.ts";
import { keepsAdminDocument } from "./admin-document.ts";

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
  /** Sent as JSON, with its media type. */
  readonly json?: unknown;
}

/** What the admin API's answers have, one or the other. */
interface AnswerBody {
  readonly status: unknown;
  readonly code: string;
  readonly help: string;
  readonly errors: readonly Violation[];
  readonly nearMisses: readonly string[];
  readonly requests: readonly ShownExchange[];
  readonly meta: { readonly total: number };
  readonly resources: readonly unknown[];
  readonly operations: readonly unknown[];
  readonly collections: readonly unknown[];
  readonly scenarios: readonly unknown[];
  readonly sessions: readonly unknown[];
  readonly version: string;
  readonly reasons: readonly string[];
  readonly openapi: string;
  readonly servers: readonly unknown[];
  readonly paths: object;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body, where it is a JSON object; else nothing of it is there. */
  readonly json: AnswerBody;
  /** The body, where it is a JSON list. */
  readonly list: readonly Record<string, unknown>[];
}

export interface AdminApp {
  readonly served: Served;
  readonly port: number;
  /** Calls the server, and throws when its answer breaks the admin API's own document. */
  call(path: string, parts?: Call): Promise<Answer>;
  /** Sends bytes as they are, and resolves with all that comes back until the server hangs up. */
  raw(text: string): Promise<string>;
  stop(): Promise<void>;
}

/** What a mock of a few pets serves, made by hand. */
export function petServed(
  options: Partial<Options> = {},
  document: Record<string, unknown> = petDocument,
): Served {
  const contract = contractOf(document, "pets.json");
  const all: Options = { ...defaults, document, ...options };
  const store = createMemoryStore({
    sessions: all.maxSessions,
    records: all.maxRecords,
    bytes: all.maxStoreBytes,
  });
  const nothing = { stubs: [], credentials: [], states: { names: ["Started"], isOpen: false } };
  const resources = findResources(contract);
  const collections = [...new Map([...resources.values()].map((one) => [one.collection, one])).values()];
  return {
    contract,
    store,
    sessions: new Sessions({
      seed: all.seed,
      store,
      journal: { count: all.maxExchanges, bytes: all.maxJournalBytes, body: all.maxJournalBody },
      limit: all.maxSessions,
    }),
    scenarios: createScenarios(
      [
        { name: "outage", description: "Everything is down.", active: false, ...nothing },
        { name: "magic", description: "Values that mean something.", active: true, ...nothing },
      ],
      { contract },
    ),
    options: all,
    files,
    clock: { now: () => Date.UTC(2025, 5, 1, 12) },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    exchange: () => Promise.reject(new Error("the admin API answers no mock requests")),
    rehearse: () => Promise.reject(new Error("the admin API answers no mock requests")),
    show: createShow(all.redact),
    harEntry: createHarEntry(all.redact),
    coverage: new Coverage(),
    traffic: new Traffic(),
    timer: () => () => undefined,
    ending: new AbortController().signal,
    startedAt: Date.UTC(2025, 5, 1, 12),
    mistake: () => undefined,
    sample: ({ requestBody }) => (requestBody ? '{"id":1}' : undefined),
    collections: () => collections,
  };
}

/** A store that differs in some of what it does. */
export function storeWith(store: Store, parts: Partial<Store>): Store {
  return Object.assign(Object.create(store) as Store, parts);
}

/** Serves the admin API as the gate does, on any free port. */
export async function startAdmin(served: Served = petServed()): Promise<AdminApp> {
  const app = express();
  app.use((request, response, next) => {
    const { target, name } = splitPrefix(request.url);
    response.locals["session"] = sessionName(request.headers as RequestHeaders, name);
    request.url = target;
    next();
  });
  app.use(
    "/__admin",
    createAdmin(() => served),
  );
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  return {
    served,
    port,
    call: (path, parts = {}) => call(port, path, parts),
    raw: (text) => raw(port, text),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function call(
  port: number,
  path: string,
  { method = "GET", headers = {}, body, json }: Call,
): Promise<Answer> {
  const content = json === undefined ? body : JSON.stringify(json);
  const typed = json === undefined ? {} : { "Content-Type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, host: "127.0.0.1", path, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /json/.test(response.headers["content-type"] ?? "") && text !== "";
        const value: unknown = isJson ? JSON.parse(text) : {};
        const answer: Answer = {
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: value as AnswerBody,
          list: Array.isArray(value) ? (value as Answer["list"]) : [],
        };
        try {
          const { status, headers: sent } = answer;
          keepsAdminDocument({ method, target: path, status, type: sent["content-type"] ?? "", text });
          resolve(answer);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    sent.on("error", reject);
    for (const [name, value] of Object.entries({ ...typed, ...headers })) sent.setHeader(name, value);
    if (content !== undefined && !("Transfer-Encoding" in headers)) {
      sent.setHeader("Content-Length", Buffer.byteLength(content));
    }
    sent.end(content);
  });
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.on("data", (chunk) => (received += chunk.toString()));
    socket.on("close", () => resolve(received));
    socket.on("error", reject);
  });
}

let noted = 0;

/** Puts an exchange into a session's journal, as if it had happened. */
export function note(served: Served, parts: Partial<Exchange> & { session?: string } = {}): Exchange {
  const session = served.sessions.open(parts.session ?? "default");
  noted += 1;
  const exchange: Exchange = {
    id: `${session.name}-${String(session.journal.nextNumber())}`,
    session: session.name,
    time: Date.UTC(2025, 5, 1, 12, 0, noted % 60),
    duration: 3,
    operationId: "createPet",
    source: "generated",
    request: {
      method: "POST",
      path: "/pets",
      query: "",
      headers: { "content-type": "application/json", authorization: "Bearer s3cret" },
      body: Buffer.from('{"name":"Rex"}'),
      prefix: "",
    },
    response: { status: 201, headers: { "Content-Type": "application/json" }, body: '{"id":1,"name":"Rex"}' },
    violations: [],
    why: [{ step: "operation", said: "POST /pets" }],
    ...parts,
  };
  session.journal.record(exchange);
  return exchange;
}
