import type { MockRequest } from "../http/message.ts";
import { redacted } from "../journal/redaction.ts";
import type { ShownExchange } from "../journal/shown.ts";
import type { Exchange } from "../problem/exchange.ts";
import { tooLong } from "./shell.ts";
import type { LostRequest } from "./unmatched.ts";

type Show = (exchange: Exchange) => ShownExchange;

/** Bytes of a body that are still shown in a line to paste. */
const longestBody = 1_500;
const nothing = {
  ...{ id: "", session: "", time: 0, duration: 0, operationId: undefined, source: "problem" as const },
  response: { status: 404, headers: {}, body: "" },
  violations: [],
  why: [],
};

/** A request as it may leave the process, to be explained; a long body is left out. */
export function lostRequest(request: MockRequest, show: Show): LostRequest {
  const { method, path, prefix } = request;
  const isLong = request.body.length > longestBody;
  const body = isLong ? Buffer.alloc(0) : request.body;
  const shown = show({ ...nothing, request: { ...request, body } }).request;
  return {
    ...{ method, path, prefix },
    query: shown.url.slice(path.length),
    headers: shown.headers,
    body: isLong ? tooLong : textOf(shown.body, request.body),
  };
}

/** As it was sent, unless something of it was redacted; undefined for what is no text. */
function textOf(shown: unknown, sent: Buffer): string | undefined {
  if (shown === null || shown === undefined) return undefined;
  const text = sent.toString();
  // A list is one in JSON, or the parts of a multipart body.
  if (typeof shown === "object" && (!Array.isArray(shown) || /^\s*\[/.test(text)))
    return JSON.stringify(shown);
  if (typeof shown === "string" && shown.includes(redacted)) return shown;
  return Buffer.from(text).equals(sent) && !text.includes("\0") ? text : undefined;
}
