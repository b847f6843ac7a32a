import { contractOf } from "../../src/contract/load.ts";
import type { Violation } from "../../src/problem/violation.ts";
import { createParameterReader } from "../../src/validation/parameters.ts";

export type Scalar = string | number | boolean;
export type Value = Scalar | readonly Scalar[] | Readonly<Record<string, Scalar>>;

export interface Styled {
  readonly in: "path" | "query" | "header" | "cookie";
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
}

/** The parts of a request, as they go over the wire. */
export interface Wire {
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 6570, section 3.2.1: everything but unreserved characters is escaped. */
export function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Writes a parameter by the tables of RFC 6570 (section 2.4.2 ff.) and OpenAPI 3.1 (Style Values and Examples; for
 * headers appendix D). It knows nothing of how Locum reads one. Undefined: nothing is sent.
 */
export function serialise(value: Value, how: Styled): Wire | undefined {
  const nothing = { path: "", query: "", headers: {} };
  switch (how.in) {
    case "path": {
      const path = expand(value, how, operators[how.style as keyof typeof operators]);
      return path === undefined ? undefined : { ...nothing, path };
    }
    case "query": {
      const query = inQuery(value, how);
      return query === undefined ? undefined : { ...nothing, query };
    }
    case "header": {
      const text = expand(value, how, { ...operators.simple, isEscaped: false });
      return text === undefined ? undefined : { ...nothing, headers: { [how.name]: text } };
    }
    case "cookie": {
      const cookies = expand(
        value,
        how,
        how.explode ? { ...operators.form, separator: "; " } : operators.form,
      );
      return cookies === undefined ? undefined : { ...nothing, headers: { cookie: cookies } };
    }
  }
}

interface Operator {
  readonly first: string;
  readonly separator: string;
  readonly named: boolean;
  /** After a name whose value is empty. */
  readonly ifEmpty: string;
  /** Whether reserved characters are; true unless it is said. */
  readonly isEscaped?: boolean;
}

/** RFC 6570, appendix A. */
const operators = {
  simple: { first: "", separator: ",", named: false, ifEmpty: "" },
  label: { first: ".", separator: ".", named: false, ifEmpty: "" },
  matrix: { first: ";", separator: ";", named: true, ifEmpty: "" },
  form: { first: "", separator: "&", named: true, ifEmpty: "=" },
} satisfies Record<string, Operator>;

function expand(
  value: Value,
  { name, explode }: Styled,
  { first, separator, named, ifEmpty, isEscaped = true }: Operator,
): string | undefined {
  const escape = (text: string) => (isEscaped ? escaped(text) : text);
  const pair = (key: string, text: string) => (text === "" ? `${key}${ifEmpty}` : `${key}=${text}`);
  const write = (text: string) => (named ? pair(escape(name), text) : text);
  if (typeof value !== "object") return first + write(escape(String(value)));
  const isList = Array.isArray(value);
  const members: [string, string][] = isList
    ? (value as readonly Scalar[]).map((item) => ["", escape(String(item))])
    : Object.entries(value).map(([key, item]) => [escape(key), escape(String(item))]);
  if (members.length === 0) return undefined;
  if (!explode)
    return first + write(members.flatMap(([key, text]) => (isList ? [text] : [key, text])).join(","));
  const written = members.map(([key, text]) =>
    isList ? write(text) : named ? pair(key, text) : `${key}=${text}`,
  );
  return first + written.join(separator);
}

/** OpenAPI's own styles, which RFC 6570 does not have, and `form`. */
function inQuery(value: Value, how: Styled): string | undefined {
  const { name, style } = how;
  if (style === "form" || typeof value !== "object") return expand(value, how, operators.form);
  const entries = Object.entries(value);
  if (entries.length === 0) return undefined;
  if (style === "deepObject") {
    return entries
      .map(([key, item]) => `${escaped(name)}%5B${escaped(key)}%5D=${escaped(String(item))}`)
      .join("&");
  }
  const separator = style === "spaceDelimited" ? "%20" : "%7C";
  const flat = Array.isArray(value) ? (value as readonly Scalar[]) : entries.flat();
  return `${escaped(name)}=${flat.map((item) => escaped(String(item))).join(separator)}`;
}

export interface Reading {
  /** Of the one parameter; undefined where there is none. */
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

/** Reads what was sent as the only parameter of an operation. */
export function parameterReader(
  how: Omit<Styled, "style" | "explode"> & Partial<Styled>,
  more: object,
  version = "3.1.0",
): (sent: Partial<Wire>) => Reading {
  const paths = {
    [how.in === "path" ? `/a/{${how.name}}` : "/a"]: {
      get: {
        operationId: "one",
        parameters: [{ ...how, ...more }],
        responses: { 200: { description: "ok" } },
      },
    },
  };
  const contract = contractOf({ openapi: version, info: { title: "t", version: "1" }, paths }, "a test");
  const operation = contract.operation("one");
  if (!operation) throw new Error("the document has no operation");
  const read = createParameterReader(operation, contract.schemas);
  return ({ path, query = "", headers = {} }: Partial<Wire>) => {
    const request = { method: "GET", path: "/a", query, headers, body: Buffer.alloc(0), prefix: "" };
    const { values, violations } = read({ request, query, pathValues: path === undefined ? [] : [path] });
    return { value: values[how.in][how.name], violations: violations(false) };
  };
}
