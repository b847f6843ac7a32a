import type { Operation, Parameter } from "../contract/operation.ts";
import type { MockRequest } from "../http/message.ts";
import { percentDecode, readCookies, readQuery, type QueryPair } from "../http/query.ts";
import type { Violation } from "../problem/violation.ts";
import type { Schemas } from "../schema/schema.ts";
import { escapeSegment } from "../schema/pointer.ts";
import { propertyOf } from "../schema/properties.ts";
import { createCoercion, shapeOf } from "./coerce.ts";
import { readPairs, readSegment, type Writing } from "./deserialize.ts";
import { violationOf } from "./words.ts";

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
  violations(strict: boolean): readonly Violation[];
}

interface Sent {
  readonly source: ParameterSource;
  readonly pairs: readonly QueryPair[];
  readonly cookies: Readonly<Record<string, string>>;
}

interface Reader {
  readonly parameter: Parameter;
  read(sent: Sent): unknown;
  check(value: unknown): readonly Violation[];
}

const none = Object.freeze(Object.create(null)) as Readonly<Record<string, unknown>>;

/** Prepares an operation's parameters once, to be read from each request. */
export function createParameterReader(
  operation: Operation,
  schemas: Schemas,
): (source: ParameterSource) => ReadParameters {
  const templateNames = [...operation.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const readers = operation.parameters.map((parameter) => createReader(parameter, templateNames, schemas));
  const hasCookies = operation.parameters.some((parameter) => parameter.in === "cookie");

  return (source) => {
    const pairs = readQuery(source.query);
    const cookies = hasCookies ? readCookies(source.request.headers["cookie"] ?? "") : {};
    const read = readers.map((reader) => ({ reader, value: reader.read({ source, pairs, cookies }) }));
    const values = collect(read, { templateNames, pathValues: source.pathValues });
    return {
      values,
      violations: (strict) => [
        ...read.flatMap(({ reader, value }) => reader.check(value)),
        ...(strict ? undeclared(pairs, operation) : []),
      ],
    };
  };
}

function createReader(parameter: Parameter, templateNames: readonly string[], schemas: Schemas): Reader {
  const { name, style, explode, schema, contentType } = parameter;
  const shape = contentType ? "primitive" : shapeOf(schema, schemas);
  const writing: Writing = { name, style, explode, shape };
  const coerce = contentType ? parseContent : createCoercion(schema, schemas);
  const judge = schemas.validator(schema);
  const index = templateNames.indexOf(name);
  const isProperty = (property: string) => propertyOf(schema, property, schemas) !== true;
  const read = ({ source, pairs, cookies }: Sent): unknown => {
    switch (parameter.in) {
      case "path": {
        const raw = source.pathValues[index];
        return raw === undefined ? undefined : readSegment(raw, writing);
      }
      case "header": {
        const raw = source.request.headers[name];
        return raw === undefined ? undefined : readSegment(raw, { ...writing, style: "simple" });
      }
      case "cookie":
        return cookies[name] === undefined
          ? undefined
          : readSegment(cookies[name], { ...writing, style: "simple" });
      case "query":
        return readPairs(pairs, writing, isProperty);
    }
  };
  const pointer = `/${escapeSegment(name)}`;
  return {
    parameter,
    read: (sent) => {
      const value = read(sent);
      return value === undefined ? undefined : coerce(value);
    },
    check(value) {
      if (value === undefined) return parameter.required ? [missing(parameter, pointer)] : [];
      if (value === "" && parameter.allowEmptyValue) return [];
      return judge(value).map((error) => violationOf(error, parameter.in, pointer));
    },
  };
}

/** A `content` parameter holds a document of its own; broken JSON stays a text, which its schema then refuses. */
function parseContent(value: unknown): unknown {
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    return value;
  }
}

function missing(parameter: Parameter, pointer: string): Violation {
  const message = `${parameter.name} is required!`;
  return {
    in: parameter.in,
    pointer,
    code: "required",
    message,
    schemaPointer: `${parameter.fragment}/required`,
  };
}

interface PathNames {
  readonly templateNames: readonly string[];
  readonly pathValues: readonly string[];
}

function collect(
  read: readonly { reader: Reader; value: unknown }[],
  { templateNames, pathValues }: PathNames,
): ParameterValues {
  const values: Record<Parameter["in"], Record<string, unknown>> = {
    path: templateNames.length > 0 ? {} : none,
    query: {},
    header: {},
    cookie: {},
  };
  // A template may name what no parameter declares; a text is all that is known of it then.
  for (const [index, name] of templateNames.entries()) {
    const raw = pathValues[index];
    if (raw !== undefined) values.path[name] = percentDecode(raw);
  }
  for (const { reader, value } of read) {
    if (value !== undefined) values[reader.parameter.in][reader.parameter.name] = value;
  }
  return values;
}

function undeclared(pairs: readonly QueryPair[], operation: Operation): readonly Violation[] {
  const declared = operation.parameters.filter((parameter) => parameter.in === "query");
  const known = new Set(declared.flatMap(namesOf));
  for (const { scheme } of operation.security.flat()) {
    if (scheme.kind === "apiKey" && scheme.in === "query") known.add(scheme.name);
  }
  return [...new Set(pairs.map(({ name }) => name))]
    .filter((name) => !known.has(name) && !known.has(name.replace(/\[.*$/, "")))
    .map((name) => ({
      in: "query" as const,
      pointer: `/${escapeSegment(name)}`,
      code: "undeclared",
      message: `${name} is not declared by the contract`,
      schemaPointer: `${operation.fragment}/parameters`,
    }));
}

/** An exploded object of style `form` has its properties as names of their own. */
function namesOf({ name, style, explode, schema }: Parameter): string[] {
  const properties =
    style === "form" && explode && typeof schema === "object" ? (schema.properties ?? {}) : {};
  return [name, ...Object.keys(properties)];
}
