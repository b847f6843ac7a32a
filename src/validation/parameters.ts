import type { Operation, Parameter } from "../contract/operation.ts";
import { keyPairs, needsOf, templateNames, templateOf } from "../contract/path-key.ts";
import type { MockRequest } from "../http/message.ts";
import { cookiePairs, percentDecode, readQuery, type QueryPair } from "../http/query.ts";
import type { Violation } from "../problem/violation.ts";
import { escapeSegment } from "../schema/pointer.ts";
import { declaredProperties } from "../schema/properties.ts";
import type { Schemas } from "../schema/schema.ts";
import { createCut } from "./adjacent.ts";
import { createParameter, isOpenObject, type ReadParameter, type Sent } from "./parameter.ts";

/** Declared parameters as values, by place and name. */
export interface ParameterValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
}

/** The parts of a request that parameters are read from. */
export interface ParameterSource {
  readonly request: MockRequest;
  /** The query without what was addressed to the mock itself. */
  readonly query: string;
  /** One percent-encoded text for each parameter of the path template, in its order. */
  readonly pathValues: readonly string[];
}

export interface ReadParameters {
  readonly values: ParameterValues;
  /** What is wrong with them, in the order of the document. Not computed until asked for. */
  readonly violations: (strict: boolean) => readonly Violation[];
}

type Values<T> = Record<string, T>;

const none: Values<never> = Object.freeze(newValues<never>());
const nothing: ParameterValues = { path: none, query: none, header: none, cookie: none };

/** Prepares an operation's parameters once, to be read from each request. */
export function createParameterReader(
  operation: Operation,
  schemas: Schemas,
): (source: ParameterSource) => ReadParameters {
  const { parameters } = operation;
  const names = templateNames(templateOf(operation.path));
  const inQuery = keyPairs(operation.path).filter(({ parameter }) =>
    parameters.some((one) => one.in === "path" && one.name === parameter),
  );
  const taken = new Set(parameters.map(({ in: place, name }) => `${place} ${name}`));
  const readers = parameters.map((parameter) => ({
    parameter,
    read: createParameter(parameter, { schemas, isTaken: (name) => taken.has(`${parameter.in} ${name}`) }),
  }));
  const cutAdjacent = createCut(operation, schemas);
  const unnamed = names.filter((name) => !taken.has(`path ${name}`));
  const hasCookies = parameters.some((parameter) => parameter.in === "cookie");
  const isDeclared = declaredNames(operation, schemas);

  return ({ request, query, pathValues }) => {
    const path: Values<string | undefined> = names.length + inQuery.length === 0 ? none : newValues();
    for (const [index, name] of names.entries()) path[name] = pathValues[index] || undefined;
    cutAdjacent?.(path);
    const pairs = readQuery(query);
    for (const { name, parameter } of inQuery)
      path[parameter] = pairs.find((pair) => pair.name === name)?.raw;
    const cookies = hasCookies ? cookiePairs(request.headers["cookie"] ?? "") : [];
    const sent: Sent = { path, query: pairs, search: query, headers: request.headers, cookies };
    const read = readers.map((reader) => ({ parameter: reader.parameter, ...reader.read(sent) }));
    return {
      values: collect(read, path),
      violations: (strict) => [
        ...read.flatMap(({ violations }) => violations()),
        ...unnamed.filter((name) => path[name] === undefined).map((name) => missing(name, operation)),
        ...(strict ? undeclared(pairs, operation, isDeclared) : []),
      ],
    };
  };
}

function newValues<T>(): Values<T> {
  return Object.create(null) as Values<T>;
}

function collect(
  read: readonly (ReadParameter & { readonly parameter: Parameter })[],
  path: Values<string | undefined>,
): ParameterValues {
  if (path === none && read.length === 0) return nothing;
  const values: Record<Parameter["in"], Values<unknown>> = {
    path: newValues(),
    query: newValues(),
    header: newValues(),
    cookie: newValues(),
  };
  // A template may name what no parameter declares; a text is all that is known of it then.
  for (const [name, raw] of Object.entries(path)) {
    if (raw !== undefined) values.path[name] = percentDecode(raw);
  }
  for (const { parameter, value } of read) {
    if (value !== undefined) values[parameter.in][parameter.name] = value;
  }
  return values;
}

function missing(name: string, { fragment }: Operation): Violation {
  const pointer = `/${escapeSegment(name)}`;
  return { in: "path", pointer, code: "required", message: `${name} is required!`, schemaPointer: fragment };
}

function undeclared(
  pairs: readonly QueryPair[],
  { fragment }: Operation,
  isDeclared: (name: string) => boolean,
): readonly Violation[] {
  const names = [...new Set(pairs.map(({ name }) => name))];
  return names
    .filter((name) => !isDeclared(name))
    .map((name) => ({
      in: "query",
      pointer: `/${escapeSegment(name)}`,
      code: "undeclared",
      message: `${name} is not declared by the contract`,
      schemaPointer: `${fragment}/parameters`,
    }));
}

/** Names that a query may have: parameters, properties of exploded objects, keys of `apiKey` schemes. */
function declaredNames(operation: Operation, schemas: Schemas): (name: string) => boolean {
  let known: ReadonlySet<string> | undefined;
  let isOpen = false;
  function read(): ReadonlySet<string> {
    const declared = operation.parameters.filter((parameter) => parameter.in === "query");
    const spread = declared.filter(
      ({ style, explode }) => style === "querystring" || (style === "form" && explode),
    );
    isOpen = spread.some(({ schema }) => isOpenObject(schema, schemas));
    const keys = operation.security.flat().flatMap(({ scheme }) => {
      return scheme.kind === "apiKey" && scheme.in === "query" ? [scheme.name] : [];
    });
    const properties = spread.flatMap(({ schema }) => [...declaredProperties(schema, schemas).keys()]);
    const inKey = needsOf(operation).map(({ name }) => name);
    return new Set([...keys, ...inKey, ...declared.map(({ name }) => name), ...properties]);
  }
  return (name) => {
    known ??= read();
    return isOpen || known.has(name) || (name.includes("[") && known.has(name.replace(/\[.*$/s, "")));
  };
}
