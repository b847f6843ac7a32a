import { request } from "node:http";
import type { MockServer } from "../../src/index.ts";
import { startMock } from "./mock.ts";

type Json = Readonly<Record<string, unknown>>;

/** What an operation at `POST /<name>` takes, and what it gives. */
export interface Exchanged {
  readonly takes?: Json;
  readonly required?: boolean;
  readonly gives?: Json;
}

/** A document with an operation for each name; what it takes comes back as JSON unless it gives something else. */
export function mediaDocument(operations: Record<string, Exchanged>, rest: Json = {}): Json {
  const paths = Object.entries(operations).map(([name, { takes, required = true, gives }]) => {
    const [first] = Object.values(takes ?? {}) as Json[];
    const content = gives ?? { "application/json": { schema: first?.["schema"] ?? {} } };
    const requestBody = takes ? { requestBody: { required, content: takes } } : {};
    const operation = { ...requestBody, responses: { 200: { description: "ok", content } } };
    return [`/${name}`, { post: { ...operation, operationId: name } }];
  });
  return {
    openapi: "3.1.0",
    info: { title: "Media", version: "1" },
    paths: Object.fromEntries(paths) as unknown,
    ...rest,
  };
}

/** An answer as bytes. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: () => Record<string, unknown>;
}

export type PostedBody = string | Buffer | FormData;

export interface Posting {
  readonly type?: string | undefined;
  readonly body?: PostedBody | undefined;
  readonly headers?: Record<string, string>;
}

/** A mock of operations by name, and how to post to them. */
export async function mediaMock(document: Json, options: Parameters<typeof startMock>[0] = {}) {
  const mock: MockServer = await startMock({ document, ...options });
  async function post(name: string, { type, body, headers = {} }: Posting = {}): Promise<RawAnswer> {
    const response = await fetch(`${mock.url}/${name}`, {
      method: "POST",
      headers: { ...(type === undefined ? {} : { "content-type": type }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString();
    const json = () => JSON.parse(text) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, bytes, text, json };
  }
  return { mock, post };
}

/** The messages of a problem's violations. */
export function messagesOf({ json }: RawAnswer): string[] {
  const { errors = [] } = json() as { errors?: { message: string }[] };
  return errors.map(({ message }) => message);
}

/** Sends bytes without a Content-Type of anyone's choosing; gives the status. */
export function postBare(url: string, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { "content-length": body.length } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
