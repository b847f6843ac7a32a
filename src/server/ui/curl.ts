import type { Operation, Parameter } from "../../contract/operation.ts";
import { needsOf, templateOf } from "../../contract/path-key.ts";
import { credentialsFor, sampleOf } from "../../explain/samples.ts";
import { methodArguments, shellWord } from "../../explain/shell.ts";

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
    shellWord(url),
    ...headers.flatMap((header) => ["-H", shellWord(header)]),
    // Unlike --data, it never takes what begins with @ for the name of a file.
    ...(body === undefined
      ? []
      : ["-H", shellWord("Content-Type: application/json"), "--data-raw", shellWord(body)]),
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
