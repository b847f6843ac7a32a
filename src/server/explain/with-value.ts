import { readPointer } from "../../matchers/pointer.ts";
import type { MockRequest } from "../../http/message.ts";
import { isObject, valueAt } from "../../schema/pointer.ts";
import { withQuery } from "./mend.ts";

interface Changed {
  readonly request: MockRequest;
  /** The change, to go on after "send". */
  readonly sends: string;
}

/** The request with another value at a place that a stub names; several where the text may stand for several values. */
export function withValue(request: MockRequest, place: string, text: string): readonly Changed[] {
  const [, kind, name = ""] = /^(header|query parameter|body) (.+)$/s.exec(place) ?? [];
  switch (kind) {
    case "header": {
      const headers = { ...request.headers, [name]: text };
      return [{ request: { ...request, headers }, sends: `the header ${name}: ${text}` }];
    }
    case "query parameter":
      return [{ request: withQuery(request, name, text), sends: `${name}=${text} in the query` }];
    case "body":
      return [...new Set([text, scalarOf(text)])].flatMap((value) => withField(request, name, value));
    default:
      return [];
  }
}

function withField(request: MockRequest, pointer: string, value: unknown): Changed[] {
  const body = parsed(request.body);
  const segments = readPointer(pointer) ?? [];
  const owner = valueAt(body, segments.slice(0, -1));
  const name = segments.at(-1);
  if (name === undefined || name === "__proto__") return [];
  const isPlace = isObject(owner) || (Array.isArray(owner) && Number(name) < owner.length);
  if (!isPlace) return [];
  // It was parsed for this alone, so it may be changed.
  (owner as Record<string, unknown>)[name] = value;
  const sends = `${JSON.stringify(value)} as ${pointer} of the body`;
  return [{ request: { ...request, body: Buffer.from(JSON.stringify(body)) }, sends }];
}

/** In a body 7 and "7" are two values. */
function scalarOf(text: string): unknown {
  const value = parsed(Buffer.from(text));
  return ["number", "boolean"].includes(typeof value) && String(value) === text ? value : text;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
