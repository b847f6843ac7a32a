import { plainJudge } from "./schemas.ts";

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** An HTTP archive, as far as tests look at it. */
export interface Archive {
  readonly log: {
    readonly entries: readonly {
      readonly startedDateTime: string;
      readonly time: number;
      readonly request: {
        readonly method: string;
        readonly url: string;
        readonly cookies: readonly Pair[];
        readonly queryString: readonly Pair[];
        readonly postData?: { readonly text: string; readonly comment?: string };
      };
      readonly response: { readonly status: number; readonly content: object };
      readonly _id: unknown;
      readonly _session: unknown;
      readonly _operationId: unknown;
      readonly _source: unknown;
      readonly _violations: unknown;
      readonly _why: unknown;
    }[];
  };
}

const text = { type: "string" };
const size = { type: "integer", minimum: -1 };
const milliseconds = { type: "number", minimum: -1 };

/** All of these and no other but those that begin with an underscore: what HAR 1.2 calls custom fields. */
const record = (required: Record<string, unknown>, optional: Record<string, unknown> = {}) => ({
  type: "object",
  required: Object.keys(required),
  properties: { comment: text, ...required, ...optional },
  patternProperties: { "^_": true },
  additionalProperties: false,
});
const listOf = (items: object) => ({ type: "array", items });

const pair = record({ name: text, value: text });
const cookie = record(
  { name: text, value: text },
  {
    path: text,
    domain: text,
    expires: text,
    httpOnly: { type: "boolean" },
    secure: { type: "boolean" },
  },
);
const message = {
  httpVersion: text,
  cookies: listOf(cookie),
  headers: listOf(pair),
  headersSize: size,
  bodySize: size,
};
const postData = {
  oneOf: [
    record({ mimeType: text, text }),
    record({ mimeType: text, params: listOf(record({ name: text }, { value: text })) }),
  ],
};
const timing = { send: milliseconds, wait: milliseconds, receive: milliseconds };
const entry = record(
  {
    startedDateTime: { type: "string", format: "date-time" },
    time: { type: "number", minimum: 0 },
    request: record(
      { method: text, url: { type: "string", format: "uri" }, queryString: listOf(pair), ...message },
      { postData },
    ),
    response: record({
      status: { type: "integer" },
      statusText: text,
      redirectURL: text,
      content: record({ size, mimeType: text }, { compression: size, text, encoding: { const: "base64" } }),
      ...message,
    }),
    cache: record({}, { beforeRequest: true, afterRequest: true }),
    timings: record(timing, {
      blocked: milliseconds,
      dns: milliseconds,
      connect: milliseconds,
      ssl: milliseconds,
    }),
  },
  { pageref: text, serverIPAddress: text, connection: text },
);

/** What is wrong with an archive by the HAR 1.2 specification, in sentences. */
export const archiveFlaws = plainJudge(
  record({
    log: record(
      { version: { const: "1.2" }, creator: record({ name: text, version: text }), entries: listOf(entry) },
      { browser: record({ name: text, version: text }), pages: listOf({ type: "object" }) },
    ),
  }),
);
