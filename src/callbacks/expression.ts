import { readQuery } from "../http/query.ts";
import { isObject, pointerSegments, valueAt } from "../schema/pointer.ts";

/** An exchange as runtime expressions speak of it (OpenAPI 3.1, section 4.8.20.4). */
export interface Happening {
  /** Absolute. */
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly request: Message & {
    /** As sent, without `?`. */
    readonly query: string;
    /** By the names of the path's template. */
    readonly path: Readonly<Record<string, unknown>>;
  };
  readonly response: Message;
}

interface Message {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The content as a value; undefined for none. */
  readonly body: unknown;
}

/** An expression that is none, or that this exchange has no value for; the message says which. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

type Read = (happening: Happening) => unknown;

const embedded = /\{([^{}]*)\}/g;

/**
 * Reads a text with expressions in it (`https://{$request.header.host}/done`, or one expression and nothing else) into
 * the function that fills them in. Both throw ExpressionError.
 */
export function readTemplate(template: string): (happening: Happening) => string {
  if (template.startsWith("$")) {
    const read = readExpression(template);
    return (happening) => textOf(read(happening), template);
  }
  // An odd number of parts: text, expression, text, …
  const parts = template.split(embedded).map((part, index) => ({
    part,
    read: index % 2 === 1 ? readExpression(part) : undefined,
  }));
  return (happening) =>
    parts.reduce((text, { part, read }) => {
      if (!read) return text + part;
      const value = textOf(read(happening), part);
      // What stands for the value of a query parameter may hold an address of its own.
      return text + (/[?&][^?&=]*=$/.test(text) ? encodeURIComponent(value) : value);
    }, "");
}

function readExpression(expression: string): Read {
  const whole = wholes[expression];
  if (whole) return whole;
  const [, side, source = "", name = ""] =
    /^\$(request|response)\.(header|query|path|body)(?:[.#](.*))?$/s.exec(expression) ?? [];
  const read = isMessage(side) ? sources[source]?.(side, name) : undefined;
  if (read) return read;
  throw new ExpressionError(
    `${JSON.stringify(expression.slice(0, 200))} is no runtime expression; write one such as {$request.body#/url}`,
  );
}

const wholes: Readonly<Record<string, Read>> = {
  $url: ({ url }) => url,
  $method: ({ method }) => method,
  $statusCode: ({ status }) => status,
};

type Side = "request" | "response";

const isMessage = (side: string | undefined): side is Side => side === "request" || side === "response";

const sources: Readonly<Record<string, (side: Side, name: string) => Read | undefined>> = {
  header: (side, name) => (happening) => headerNamed(name, happening[side].headers),
  body: (side, pointer) => (happening) => valueAt(happening[side].body, pointerSegments(pointer)),
  query: (side, name) =>
    side === "response"
      ? undefined
      : ({ request }) => readQuery(request.query).find((pair) => pair.name === name)?.value,
  path: (side, name) => (side === "response" ? undefined : ({ request }) => valueAt(request.path, [name])),
};

function headerNamed(name: string, headers: Message["headers"]): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([one]) => one.toLowerCase() === wanted)?.[1];
}

function textOf(value: unknown, expression: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isObject(value) || Array.isArray(value)) {
    throw new ExpressionError(
      `${expression} is no text, but ${Array.isArray(value) ? "a list" : "an object"}`,
    );
  }
  throw new ExpressionError(`the exchange has no value for ${expression}`);
}
