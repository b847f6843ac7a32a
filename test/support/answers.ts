import { request } from "node:http";
import type { MockServer } from "../../src/index.ts";

export const text = { type: "string" };
export const whole = { type: "integer" };
export const pet = {
  type: "object",
  required: ["id", "name"],
  properties: { id: whole, name: { type: "string", minLength: 1 }, tag: text },
};

/** A document of these paths. */
export function apiOf(paths: Record<string, object>, more: object = {}) {
  return { openapi: "3.1.0", info: { title: "Answers", version: "1" }, paths, ...more };
}

/** A path whose GET has these responses. */
export function got(responses: Record<string, object>): { get: { responses: object } } {
  return { get: { responses } };
}

export const described = (content: Record<string, object>, headers: Record<string, object> = {}) => ({
  description: "As described",
  headers,
  content,
});

/** A response of JSON. */
export const json = (schema: object | boolean, more: object = {}) =>
  described({ "application/json": { schema, ...more } });

export interface Sent {
  readonly status: number;
  /** Content-Type, as sent; empty for none. */
  readonly type: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  /** Names and values in turn, as they came. */
  readonly raw: readonly string[];
  readonly text: string;
  /** The text as JSON; undefined where it is none. */
  readonly value: unknown;
}

export interface Request {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | undefined;
}

/** One request over a plain socket: no Accept of its own, any method, and headers as they were sent. */
export function send(mock: MockServer, { method = "GET", path, headers = {}, body }: Request): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = request(mock.url + path, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const whole = Buffer.concat(parts).toString("utf8");
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
          headers: response.headers,
          raw: response.rawHeaders,
          text: whole,
          value: parsed(whole),
        });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function parsed(whole: string): unknown {
  try {
    return JSON.parse(whole);
  } catch {
    return undefined;
  }
}
