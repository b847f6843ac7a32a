import type { DeclaredResponse, ResponseHeader } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { asciiJson, isHeaderName } from "../http/headers.ts";
import { essence, isJson } from "../http/media-type.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Schemas } from "../schema/schema.ts";
import { isAuthored } from "./error-shape.ts";
import { usualValue } from "./header-values.ts";

export interface HeaderWish {
  readonly seed: number;
  /** Generated instead of authored. */
  readonly dynamic?: boolean | undefined;
  /** Where the request went, for a `Location`. */
  readonly target?: string | undefined;
}

/** The headers a response declares, by the names the document gives them. */
export type HeadersOf = (declared: DeclaredResponse | undefined, wish: HeaderWish) => Record<string, string>;

interface HeaderTools {
  readonly schemas: Schemas;
  readonly generator: Generator;
}

/** Makes headers from their examples, from what such a header usually says, or generated. */
export function createHeaders(tools: HeaderTools): HeadersOf {
  const known = new WeakMap<DeclaredResponse, readonly ResponseHeader[]>();
  return (declared, wish) => {
    const headers: Record<string, string> = {};
    if (!declared || declared.headers.length === 0) return headers;
    let sendable = known.get(declared);
    if (!sendable) known.set(declared, (sendable = declared.headers.filter(isSendable)));
    for (const header of sendable) {
      const value = valueOf(header, wish, tools);
      const text = value === undefined ? undefined : headerText(value, header);
      if (text !== undefined && text.length <= longest) headers[header.name] = text;
    }
    return headers;
  };
}

// Written by the server, or saying of the content what it is not: gzip, chunks. "If a response header is defined with
// the name Content-Type, it SHALL be ignored" (OpenAPI 3.1, Response Object).
const ignored =
  /^(content-(type|length|encoding)|transfer-encoding|connection|keep-alive|upgrade|trailer|te|date|access-control-.*|x-mock-.*|preference-applied|sl-violations)$/i;

/** Half of what Node reads of all headers together. */
const longest = 8192;

function isSendable({ name }: ResponseHeader): boolean {
  return isHeaderName(name) && !ignored.test(name);
}

/** Undefined where the contract allows no value. */
function valueOf(header: ResponseHeader, wish: HeaderWish, { schemas, generator }: HeaderTools): unknown {
  const { name, schema = anyText, example, contentType } = header;
  const { dynamic = false } = wish;
  const seed = mix(wish.seed, hashText(name));
  if (example !== undefined && !dynamic) return example;
  try {
    if (contentType === undefined && (dynamic || !isAuthored(schema, schemas))) {
      const usual = usualValue(name, { ...wish, schema, schemas });
      if (usual !== undefined) return usual;
    }
    const value = generator.generate(schema, { seed, examples: !dynamic, called: name.replace(/^x-/i, "") });
    return schemas.validator(schema)(value).length === 0 ? value : undefined;
  } catch (error) {
    // A header without a possible value is no reason to withhold the answer.
    if (error instanceof ProblemError || error instanceof InputError) return undefined;
    throw error;
  }
}

const anyText = { type: "string" } as const;

type Written = Partial<Pick<ResponseHeader, "explode" | "contentType">>;

/** Style `simple`, or a document of its own; what a header line cannot carry (RFC 9110, section 5.5) is left out. */
function headerText(value: unknown, { explode = false, contentType }: Written = {}): string {
  const isDocument = contentType !== undefined && (isJson(essence(contentType)) || typeof value !== "string");
  const text = isDocument ? asciiJson(value) : simple(value, explode);
  return text.replace(/[^\t\x20-\x7e]/g, "");
}

function simple(value: unknown, explode: boolean): string {
  if (Array.isArray(value)) return value.map(scalarText).join(",");
  if (typeof value !== "object" || value === null) return scalarText(value);
  const sign = explode ? "=" : ",";
  return Object.entries(value)
    .map(([name, member]) => `${name}${sign}${scalarText(member)}`)
    .join(",");
}

function scalarText(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
