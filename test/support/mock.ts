import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockServer, type MockServer, type MockServerOptions } from "../../src/index.ts";

export const ambassadorDocument = "spec/ambassador.openapi.yaml";

/** A valid create, as small as it can be. */
export const ada = { firstname: "Ada", lastname: "Lovelace", email: "ada@example.org" };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Sent as JSON unless it is a text already. */
  readonly body?: unknown;
}

/** Sends one request and reads the whole answer; throws where one of the admin API breaks that API's own document. */
export async function ask(url: string, { method = "GET", headers = {}, body }: Asking = {}): Promise<Answer> {
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(url, {
    method,
    headers: { ...type, ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const { pathname, search } = new URL(url);
  if (/^(\/__session\/[^/]+)?\/__admin(\/|$)/.test(pathname)) {
    const { keepsAdminDocument } = await import("./admin-document.ts");
    const sent = response.headers.get("content-type") ?? "";
    keepsAdminDocument({ method, target: pathname + search, status: response.status, type: sent, text });
  }
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
  };
}

const running: MockServer[] = [];
const folders: string[] = [];

/** A started server on a free port, in memory unless told otherwise; `stopAll` ends it. */
export async function startMock(options: Partial<MockServerOptions> = {}): Promise<MockServer> {
  const mock = createMockServer({ document: ambassadorDocument, port: 0, store: "memory", ...options });
  running.push(mock);
  return mock.start();
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "locum-test-"));
  folders.push(folder);
  return folder;
}

/** For `afterAll`: ends what `startMock` started, and removes temporary folders. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((mock) => mock.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Speaks of the ambassador API the way its consumers do. */
export function ambassadors(mock: MockServer) {
  const url = `${mock.url}/api/v2/manager/ambassadors`;
  return {
    url,
    create: (body: unknown = ada, headers: Record<string, string> = {}) =>
      ask(url, { method: "POST", body, headers: { authorization: "Bearer x", ...headers } }),
    /** Without credentials and body unless given. */
    post: (asking: Asking = {}) => ask(url, { method: "POST", ...asking }),
  };
}
