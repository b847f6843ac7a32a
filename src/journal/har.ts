import { STATUS_CODES } from "node:http";
import type { Exchange } from "../problem/exchange.ts";
import { createRedaction, redacted, type Redaction } from "./redaction.ts";

/** An entry of an HTTP archive (HAR 1.2); what begins with an underscore is ours. */
export type HarEntry = Readonly<Record<string, unknown>>;

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Makes entries of exchanges, without their secrets; `secrets` and `keys` as `createShow` takes them. */
export function createHarEntry(
  secrets: readonly string[],
  keys: () => ReadonlySet<string> = () => new Set(),
): (exchange: Exchange) => HarEntry {
  const redaction = createRedaction(secrets, keys);
  return (exchange) => ({
    startedDateTime: new Date(exchange.time).toISOString(),
    time: exchange.duration,
    request: requestOf(exchange, redaction),
    response: responseOf(exchange, redaction),
    cache: {},
    // The mock knows when it had the request and when its answer was due, and nothing of the network.
    timings: { send: 0, wait: exchange.duration, receive: 0 },
    _id: exchange.id,
    _session: exchange.session,
    _operationId: exchange.operationId ?? null,
    _source: exchange.source,
    _violations: exchange.violations,
    _why: exchange.why,
  });
}

function requestOf({ request, cut }: Exchange, redaction: Redaction): HarEntry {
  const { method, path, query, prefix, headers, body } = request;
  const shownUrl = redaction.url(path, query);
  const content = redaction.text(body, headers["content-type"]);
  return {
    method,
    url: `http://${headers["host"] ?? "localhost"}${prefix}${encodedBrackets(shownUrl)}`,
    httpVersion: "HTTP/1.1",
    cookies: cookiesOf(headers["cookie"]),
    headers: pairsOf(redaction.headers(headers)),
    queryString: [...new URLSearchParams(shownUrl.slice(path.length))].map(([name, value]) => ({
      name,
      value,
    })),
    ...(content && {
      postData: {
        mimeType: headers["content-type"] ?? "application/octet-stream",
        text: content.text,
        // HAR has an encoding for what was answered only.
        ...(content.encoding && { _encoding: content.encoding }),
        ...cutComment(cut?.request),
      },
    }),
    headersSize: -1,
    bodySize: cut?.request ?? body.length,
  };
}

function responseOf({ response, cut }: Exchange, redaction: Redaction): HarEntry {
  const { status, headers, body, fault } = response;
  const type = headers["Content-Type"];
  const content = redaction.text(body, type);
  const size = cut?.response ?? Buffer.byteLength(body);
  return {
    status,
    statusText: STATUS_CODES[status] ?? "",
    httpVersion: "HTTP/1.1",
    cookies: cookiesOf(headers["Set-Cookie"]?.split(";", 1)[0]),
    headers: pairsOf(redaction.headers(headers)),
    content: {
      size,
      mimeType: type ?? "x-unknown",
      ...(content && { text: content.text, ...(content.encoding && { encoding: content.encoding }) }),
      ...cutComment(cut?.response),
    },
    redirectURL: headers["Location"] ?? "",
    headersSize: -1,
    bodySize: size,
    ...(fault === undefined ? {} : { _fault: fault }),
  };
}

/** RFC 3986, section 3.2.2: brackets are for addresses, though many clients send them as they are. */
function encodedBrackets(url: string): string {
  return url.replaceAll("[", "%5B").replaceAll("]", "%5D");
}

function cutComment(of: number | undefined): { comment?: string } {
  return of === undefined ? {} : { comment: `The journal has only the beginning of ${String(of)} bytes.` };
}

function pairsOf(values: Readonly<Record<string, string>>): Pair[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** The names of cookies (RFC 6265, section 4.2.1): what they hold is secret. */
function cookiesOf(header = ""): Pair[] {
  return header
    .split(";")
    .filter((part) => part.includes("="))
    .map((part) => ({ name: part.slice(0, part.indexOf("=")).trim(), value: redacted }));
}
