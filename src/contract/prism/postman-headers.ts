import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import { pairsOf, textOf, type Pair, type Substitute } from "./postman-text.ts";

/** Headers, and apart from them the media type they name. */
export interface PostmanHeaders {
  readonly headers: readonly Pair[];
  readonly contentType: string;
}

// What Postman, HTTP clients and servers add by themselves is no part of an API. Credentials that stand in
// `authorization` are.
const added = {
  request:
    /^(host|connection|content-(type|length)|transfer-encoding|accept(-encoding|-language)?|user-agent|cache-control|pragma|postman-token|cookie)$/i,
  response: /^(content-(type|length|encoding)|transfer-encoding|connection|keep-alive|date)$/i,
};

/** Reads the headers of a request or of a saved response. */
export function readHeaders(
  raw: unknown,
  side: "request" | "response",
  substitute: Substitute,
): PostmanHeaders {
  const pairs = pairsOf(typeof raw === "string" ? fromText(raw) : raw, substitute);
  const type = pairs.find(({ key, disabled }) => !disabled && key.toLowerCase() === "content-type");
  return { headers: pairs.filter(({ key }) => !added[side].test(key)), contentType: type?.value ?? "" };
}

/** Version 2.0 also takes headers as one text. */
function fromText(text: string): JsonObject[] {
  const lines = text.split(/\r?\n/).map((line) => [line, line.indexOf(":")] as const);
  return lines
    .filter(([, colon]) => colon > 0)
    .map(([line, colon]) => ({ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }));
}

/** What a request or folder says of credentials, for Prism: `{type: "bearer", bearer: [{key, value}]}`. */
export function readAuth({ auth }: JsonObject, substitute: Substitute): JsonObject {
  if (!isObject(auth)) return {};
  const type = textOf(auth["type"]);
  const raw = auth[type];
  // Version 2.0 has an object where 2.1 has a list.
  const list = isObject(raw) ? Object.entries(raw).map(([key, value]) => ({ key, value })) : raw;
  return { auth: { type, [type]: pairsOf(list, substitute).map(plainPair) } };
}

/** A pair as Prism takes it: to it, all are switched on. */
export function plainPair({ key, value }: Pair): JsonObject {
  return { key, value };
}
