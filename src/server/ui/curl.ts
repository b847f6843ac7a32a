import type { Operation, Parameter, SecurityNeed } from "../../contract/operation.ts";
import { needsOf, templateOf } from "../../contract/path-key.ts";

export interface CurlParts {
  /** Where the server is, a session's prefix included: `http://127.0.0.1:4010/__session/test-1`. */
  readonly baseUrl: string;
  /** A JSON body that the operation takes; undefined for none. */
  readonly body: string | undefined;
}

/** A shell line that calls the operation: its URL, what it requires, and credentials of the form it asks for. */
export function curlLine(operation: Operation, { baseUrl, body }: CurlParts): string {
  const { method, parameters, basePaths, path } = operation;
  const required = parameters.filter((parameter) => parameter.required);
  const needs = operation.security.find((alternative) => alternative.length > 0) ?? [];
  const isOptional = operation.security.some((alternative) => alternative.length === 0);
  const credentials = isOptional ? [] : needs.flatMap(credentialsFor);
  const inKey = needsOf(operation).filter((need) => !required.some(({ name }) => name === need.name));
  const pairs = [
    ...inKey.filter((one) => one.in === "query").map((one) => [one.name, one.value ?? "text"] as const),
    ...required.filter((one) => one.in === "query").flatMap(pairsOf),
    ...credentials.flatMap((one) => (one.in === "query" ? [[one.name, one.value] as const] : [])),
  ];
  const headers = [
    ...inKey.filter((one) => one.in === "header").map((one) => `${one.name}: ${one.value ?? "text"}`),
    ...required.filter((one) => one.in === "header").map((one) => `${one.name}: ${sampleOf(one)}`),
    ...required.filter((one) => one.in === "cookie").map((one) => `Cookie: ${one.name}=${sampleOf(one)}`),
    ...credentials.flatMap((one) => (one.in === "header" ? [`${one.name}: ${one.value}`] : [])),
  ];
  const query = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  const url = `${baseUrl}${basePaths[0] ?? ""}${filled(templateOf(path), parameters)}${query === "" ? "" : `?${query}`}`;
  return [
    "curl",
    ...methodArguments(method, body !== undefined),
    word(url),
    ...headers.flatMap((header) => ["-H", word(header)]),
    // Unlike --data, it never takes what begins with @ for the name of a file.
    ...(body === undefined ? [] : ["-H", word("Content-Type: application/json"), "--data-raw", word(body)]),
  ].join(" ");
}

/** A parameter that is the whole query has what its example has. */
function pairsOf(parameter: Parameter): (readonly [name: string, value: string])[] {
  const { style, example, name } = parameter;
  if (style !== "querystring") return [[name, sampleOf(parameter)]];
  return Object.entries(typeof example === "object" && example !== null ? example : {}).map(
    ([own, value]) => [own, typeof value === "string" ? value : JSON.stringify(value)],
  );
}

function methodArguments(method: string, hasBody: boolean): string[] {
  if (method === "HEAD") return ["--head"];
  return method === (hasBody ? "POST" : "GET") ? [] : ["-X", method];
}

/** One word of a POSIX shell; between single quotes nothing has a meaning but the closing one. */
function word(text: string): string {
  return /^[\w:/.%=,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The template with values; curl would take braces and brackets that are left for a list of URLs. */
function filled(path: string, parameters: readonly Parameter[]): string {
  const values = path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === "path" && one.name === name);
    return encode(parameter ? sampleOf(parameter) : "1");
  });
  return values.replace(/[^\w!$&'()*+,;=:@/.~%-]/gu, (character) => encode(character));
}

/** Half a surrogate pair, which a document may hold, has no UTF-8; what is sent instead says so. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

/** A value the parameter may have, as far as its schema says so in itself. */
function sampleOf({ schema, example, name }: Parameter): string {
  const {
    examples = [],
    default: standard,
    enum: choices = [],
    type,
    format,
    minimum,
  } = typeof schema === "object" ? schema : {};
  const known = [example, examples[0], standard, choices[0]].find(
    (value) => value !== undefined && value !== null,
  );
  if (known !== undefined) return typeof known === "string" ? known : JSON.stringify(known);
  if (format === "uuid") return "5f0c1d9e-6c1b-4f6e-9f43-2b7a51c0e8d4";
  if (format === "date") return "2025-05-04";
  if (format === "date-time") return "2025-05-04T09:42:00Z";
  if (type === "boolean") return "true";
  if (type === "integer" || type === "number" || /id$/i.test(name)) return String(minimum ?? 1);
  return "text";
}

interface Credential {
  readonly in: "header" | "query";
  readonly name: string;
  readonly value: string;
}

function credentialsFor({ scheme }: SecurityNeed): Credential[] {
  switch (scheme.kind) {
    case "apiKey":
      if (scheme.in === "cookie") return [{ in: "header", name: "Cookie", value: `${scheme.name}=test` }];
      return [{ in: scheme.in, name: scheme.name, value: "test" }];
    case "http":
      return [{ in: "header", name: "Authorization", value: httpCredentials(scheme.scheme) }];
    case "oauth2":
    case "openIdConnect":
      return [{ in: "header", name: "Authorization", value: "Bearer test" }];
    case "mutualTLS":
    case "unknown":
      return [];
  }
}

function httpCredentials(scheme: string): string {
  if (scheme === "basic") return `Basic ${Buffer.from("test:test").toString("base64")}`;
  return `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} test`;
}
