import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import { objectsOf, pairsOf, textOf, withoutVariables, type Pair, type Substitute } from "./postman-text.ts";

/** A body for Prism, and what Prism would lose of it. */
export interface PostmanBody {
  /** Postman's body object. */
  readonly body: JsonObject;
  /** What it says, JSON as what it stands for; undefined for a form, which Prism reads. */
  readonly value: unknown;
  readonly mediaType: string;
  /** JSON with variables where values should be: nothing is known of their types. */
  readonly isTemplate: boolean;
  /** Names of the fields of a form that hold files, and of those that are sent more than once. */
  readonly files: ReadonlySet<string>;
  readonly repeated: ReadonlySet<string>;
}

const languages: Readonly<Record<string, string>> = {
  json: "application/json",
  xml: "application/xml",
  html: "text/html",
  javascript: "application/javascript",
  text: "text/plain",
};

/** Reads the body of a request; `declared` is its content-type header. */
export function readBody(raw: unknown, declared: string, substitute: Substitute): PostmanBody | undefined {
  if (!isObject(raw) || raw["disabled"] === true) return undefined;
  switch (raw["mode"]) {
    case "raw": {
      const { options } = raw;
      const language =
        isObject(options) && isObject(options["raw"]) ? textOf(options["raw"]["language"]) : "";
      return readText(substitute(textOf(raw["raw"])), declared || languages[language]);
    }
    case "graphql": {
      const query = isObject(raw["graphql"]) ? raw["graphql"] : {};
      const variables = parsed(substitute(textOf(query["variables"])));
      const body = { query: textOf(query["query"]), ...(isObject(variables) && { variables }) };
      return readText(JSON.stringify(body), declared || "application/json");
    }
    case "urlencoded":
      return readForm(raw["urlencoded"], declared || "application/x-www-form-urlencoded", substitute);
    case "formdata":
      return readForm(raw["formdata"], declared || "multipart/form-data", substitute);
    default:
      return undefined;
  }
}

/** A text as a raw body; where nothing says what it is, JSON if it can be read as such. Undefined where it is empty. */
export function readText(text: string, declared: string | undefined): PostmanBody | undefined {
  if (text.trim() === "") return undefined;
  // Between quotes a variable is part of a text; elsewhere it stands for a value of any kind.
  const quoted = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\{\{[^{}]*\}\}/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );
  const isTemplate = parsed(text) === undefined && parsed(quoted) !== undefined;
  const json = parsed(isTemplate ? quoted : text);
  const mediaType = declared || (json === undefined ? "text/plain" : "application/json");
  const value = /[/+]json\b/i.test(mediaType) ? (json ?? text) : text;
  const raw = withoutVariables(value === text ? text : JSON.stringify(value, withoutInherited));
  return { body: { mode: "raw", raw }, value, mediaType, isTemplate, files: new Set(), repeated: new Set() };
}

/** Prism's inference writes into what it finds by a name like `constructor`, and so into every object there is. */
function withoutInherited(name: string, value: unknown): unknown {
  return name in Object.prototype ? undefined : value;
}

function readForm(raw: unknown, mediaType: string, substitute: Substitute): PostmanBody {
  const fields = pairsOf(raw, substitute);
  const files = objectsOf(raw)
    .filter((one) => one["type"] === "file")
    .map((one) => textOf(one["key"]));
  const body = { mode: "urlencoded", urlencoded: fields.map(({ key, value }: Pair) => ({ key, value })) };
  const repeated = fields.map(({ key }) => key).filter((key, index, all) => all.indexOf(key) !== index);
  return {
    body,
    value: undefined,
    mediaType: mediaType.split(";")[0] ?? mediaType,
    isTemplate: false,
    files: new Set(files),
    repeated: new Set(repeated),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
