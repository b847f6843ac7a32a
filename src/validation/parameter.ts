import type { Parameter } from "../contract/operation.ts";
import { mediaKind } from "../media/kind.ts";
import { parseJson } from "../media/json.ts";
import { decodeForm, percentDecode, type CookiePair, type QueryPair } from "../http/query.ts";
import type { Violation } from "../problem/violation.ts";
import { escapeSegment } from "../schema/pointer.ts";
import { conjuncts, declaredProperties } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { createCoercion, fitting, shapesOf } from "./coerce.ts";
import { settleLists } from "./deep-object.ts";
import { isItem, readCookie, readHeader, readPairs, readSegment, type Writing } from "./deserialize.ts";
import { createQuerystring } from "./querystring.ts";
import { styleExample } from "./style-example.ts";
import { violationOf } from "./words.ts";

/** The parts of one request that parameters are read from. */
export interface Sent {
  /** Percent-encoded, by the names of the path template. */
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: readonly QueryPair[];
  /** The same as it was sent. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: readonly CookiePair[];
}

/** A parameter of one request. */
export interface ReadParameter {
  /** Undefined where it is missing or cannot be read. */
  readonly value: unknown;
  readonly violations: () => readonly Violation[];
}

export interface Around {
  readonly schemas: Schemas;
  /** Whether a name in the query or among the cookies is another parameter's. */
  readonly isTaken: (name: string) => boolean;
}

/** Reads a value that was sent: what it is, or what is wrong with how it is written. */
type Read = (sent: Sent, texts: readonly string[]) => { readonly value: unknown; readonly breach?: Breach };

interface Breach {
  readonly code: "style" | "content" | "repeated";
  /** What `name` must be. */
  readonly said: string;
}

/** Prepares one parameter, to be read from each request. */
export function createParameter(parameter: Parameter, around: Around): (sent: Sent) => ReadParameter {
  if (parameter.style === "querystring") {
    const read = createQuerystring(parameter, around.schemas);
    return ({ search }) => read(search);
  }
  const { name, schema, fragment, allowEmptyValue } = parameter;
  const pointer = `/${escapeSegment(name)}`;
  const judge = around.schemas.validator(schema);
  const read =
    parameter.contentType === undefined ? styled(parameter, around) : document(parameter, around.schemas);
  const violation = (code: string, said: string): readonly Violation[] => [
    { in: parameter.in, pointer, code, message: `${name} ${said}`, schemaPointer: `${fragment}/${code}` },
  ];
  const isMember = memberOf(parameter, around);
  const missing = () => (parameter.required ? violation("required", "is required!") : []);

  return (sent) => {
    const texts = textsOf(parameter, sent, isMember);
    if (allowEmptyValue && texts.length > 0 && texts.every((text) => text === "")) {
      return { value: "", violations: () => [] };
    }
    const { value, breach } = read(sent, texts);
    if (breach) return { value, violations: () => violation(breach.code, breach.said) };
    if (value === undefined) return { value, violations: missing };
    return {
      value,
      violations: () => judge(value).map((error) => violationOf(error, parameter.in, pointer)),
    };
  };
}

/** What was sent under the parameter's name, as it was sent. */
function textsOf(
  { in: place, name }: Parameter,
  sent: Sent,
  isMember: (name: string) => boolean,
): readonly string[] {
  if (place === "cookie") return sent.cookies.filter((one) => one.name === name).map(({ raw }) => raw);
  if (place === "query") {
    return sent.query.filter((pair) => pair.name === name || isMember(pair.name)).map(({ raw }) => raw);
  }
  const text = textIn(place === "path" ? sent.path : sent.headers, name);
  return text === undefined ? [] : [text];
}

/** Node's headers have a prototype, and a parameter may be called `constructor`. */
function textIn(texts: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/** `filter[name]` is a part of `filter`, unless there is a parameter that is called so. */
function memberOf(
  { name, style, schema }: Parameter,
  { schemas, isTaken }: Around,
): (pair: string) => boolean {
  if (style === "deepObject") return (pair) => pair.startsWith(`${name}[`) && !isTaken(pair);
  const isList = shapesOf(schema, schemas).includes("array");
  return (pair) => isList && isItem(pair, name);
}

/** A parameter with a `style`: of the ways to read it the first that its schema takes, else the first. */
function styled({ in: place, name, style, explode, schema }: Parameter, { schemas, isTaken }: Around): Read {
  const writings = shapesOf(schema, schemas).map((shape): Writing => ({ name, style, explode, shape }));
  const isSingle = writings.every(({ shape }) => shape === "primitive");
  const coerce = createCoercion(schema, schemas);
  const fits = fitting(schema, schemas);
  const isOwn = propertiesOf(schema, { schemas, isTaken });
  const said = styleExample(writings[0] ?? { name, style, explode, shape: "primitive" });

  function valueOf(sent: Sent, writing: Writing): unknown {
    const value = deserialize(sent, writing, { place, isOwn });
    if (value === undefined) return undefined;
    return coerce(style === "deepObject" ? settleLists(value, schema, schemas) : value);
  }

  return (sent, texts) => {
    if (isSingle && place === "query" && texts.length > 1) {
      const value = valueOf(sent, { name, style, explode, shape: "primitive" });
      return {
        value,
        breach: { code: "repeated", said: `must be given once, not ${String(texts.length)} times` },
      };
    }
    const ways = texts.some((text) => /%2c/i.test(text))
      ? [...writings, ...writings.map(leniently)]
      : writings;
    const values = ways.map((writing) => valueOf(sent, writing)).filter((value) => value !== undefined);
    const value = values.length > 1 ? (values.find(fits) ?? values[0]) : values[0];
    const isMiswritten = value === undefined && texts.length > 0;
    return isMiswritten ? { value, breach: { code: "style", said } } : { value };
  };
}

function leniently(writing: Writing): Writing {
  return { ...writing, isLenient: true };
}

function deserialize(
  { path, query, headers, cookies }: Sent,
  writing: Writing,
  { place, isOwn }: { place: Parameter["in"]; isOwn: (name: string) => boolean },
): unknown {
  if (place === "query") return readPairs(query, writing, isOwn);
  if (place === "cookie") return readCookie(cookies, writing, isOwn);
  const text = textIn(place === "path" ? path : headers, writing.name);
  if (text === undefined) return undefined;
  return place === "path" ? readSegment(text, writing) : readHeader(text, writing);
}

/** An exploded object's properties stand beside other parameters; where any name will do, all that are nobody else's. */
function propertiesOf(schema: Schema, { schemas, isTaken }: Around): (name: string) => boolean {
  let declared: ReadonlyMap<string, Schema> | undefined;
  let isOpen: boolean | undefined;
  return (name) => {
    declared ??= declaredProperties(schema, schemas);
    if (declared.has(name)) return true;
    return (isOpen ??= isOpenObject(schema, schemas)) && !isTaken(name);
  };
}

/** Whether it says what properties of any name are. */
export function isOpenObject(schema: Schema, schemas: Schemas): boolean {
  return conjuncts(schema, schemas).some(
    ({ additionalProperties }) => (additionalProperties ?? false) !== false,
  );
}

/** A `content` parameter holds a document of its own. */
function document({ in: place, schema, contentType = "" }: Parameter, schemas: Schemas): Read {
  const isJson = mediaKind(contentType) === "json";
  const coerce = createCoercion(schema, schemas);
  const decode = place === "query" ? decodeForm : place === "header" ? (text: string) => text : percentDecode;
  return (_sent, [first, ...more]) => {
    if (first === undefined) return { value: undefined };
    const text = decode(first);
    if (more.length > 0) {
      return {
        value: text,
        breach: { code: "repeated", said: `must be given once, not ${String(more.length + 1)} times` },
      };
    }
    if (!isJson) return { value: coerce(text) };
    try {
      return { value: parseJson(text) };
    } catch {
      return {
        value: text,
        breach: { code: "content", said: `must be ${contentType}, and cannot be read as such` },
      };
    }
  };
}
