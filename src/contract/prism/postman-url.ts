import { isObject } from "../../schema/pointer.ts";
import {
  objectsOf,
  pairsOf,
  textOf,
  variable,
  withoutVariables,
  type Pair,
  type Substitute,
} from "./postman-text.ts";

/** The address of a request in a collection. */
export interface PostmanUrl {
  /** The server's URL with the path that `{{baseUrl}}` brings; "" where it is not known. */
  readonly server: string;
  /** Segments of the path; `:name` is a parameter. */
  readonly segments: readonly string[];
  readonly query: readonly Pair[];
  /** Values of the parameters in the path. */
  readonly values: ReadonlyMap<string, string>;
}

/** Reads a URL: a text, or Postman's object of one. */
export function readUrl(raw: unknown, substitute: Substitute): PostmanUrl {
  const url = isObject(raw) ? raw : {};
  const text = isObject(raw) ? textOf(url["raw"]) || composed(url) : textOf(raw);
  const [, address = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/.exec(text.trim()) ?? [];
  const { server, path } = split(address, substitute);
  const values = objectsOf(url["variable"]).map(
    (one) => [textOf(one["key"] ?? one["id"]), withoutVariables(substitute(textOf(one["value"])))] as const,
  );
  const segments = path.split("/").filter((segment) => segment !== "");
  const read = segments.map((segment) => readSegment(segment, substitute));
  return {
    server,
    segments: read.flatMap(({ written }) => written.split("/")),
    query: Array.isArray(url["query"]) ? pairsOf(url["query"], substitute) : queryOf(query, substitute),
    values: new Map([
      ...read.flatMap(({ value }) => (value ? [value] : [])),
      ...values.filter(([, value]) => value !== ""),
    ]),
  };
}

function composed(url: Readonly<Record<string, unknown>>): string {
  const join = (value: unknown, by: string) =>
    Array.isArray(value) ? value.map(segmentText).join(by) : textOf(value);
  const host = join(url["host"], ".");
  const port = textOf(url["port"]);
  const protocol = textOf(url["protocol"]);
  const path = join(url["path"], "/").replace(/^\/?/, "/");
  return `${protocol && `${protocol}://`}${host}${port && `:${port}`}${path}`;
}

/** A segment may be an object that has its text as `value`. */
function segmentText(segment: unknown): string {
  return isObject(segment) ? textOf(segment["value"]) : textOf(segment);
}

/** Up to the first segment it is the server's; a variable there may bring a path, which is the server's too. */
function split(address: string, substitute: Substitute): { server: string; path: string } {
  const [, host = "", path = ""] = /^((?:[^/]*:\/\/)?[^/]*)(.*)$/s.exec(address) ?? [];
  return { server: serverOf(substitute(host)), path };
}

function serverOf(text: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith("/") ? text : `https://${text}`;
  return text === "" || text.includes("{{") || !URL.canParse(url, "http://localhost") ? "" : url;
}

/** A variable without a value, or with one of many (a number, a UUID), is a parameter of the path. */
function readSegment(
  segment: string,
  substitute: Substitute,
): { written: string; value?: readonly [string, string] } {
  const [, name] = /^\{{1,2}([^{}]+)\}{1,2}$/.exec(segment) ?? [];
  const value = substitute(segment);
  const isKnown = value !== segment;
  if (name !== undefined && (!isKnown || /^(\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(value))) {
    const plain = name.trim().replace(/^\$/, "");
    return { written: `:${plain}`, ...(isKnown && { value: [plain, value] as const }) };
  }
  return { written: value.replace(variable, (_, inner: string) => `{${inner.trim().replace(/^\$/, "")}}`) };
}

function queryOf(text: string, substitute: Substitute): Pair[] {
  const pairs = [...new URLSearchParams(text)].map(([key, value]) => ({ key, value }));
  return pairsOf(pairs, substitute);
}
