import type { MediaType } from "../contract/operation.ts";
import type { Dribble, FaultName } from "../http/message.ts";
import type { Source, WhyStep } from "../problem/exchange.ts";
import type { Problem } from "../problem/problem.ts";
import { concreteType, mediaKind } from "../media/kind.ts";
import type { Delay } from "../trouble/delay.ts";
import { isBodiless } from "./choose.ts";

/** An answer before it is checked against the contract, journalled and sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The content as it is sent, where that is known already; empty for none. Else `finish` writes `content`. */
  readonly text: string | Buffer | undefined;
  /** The content as a value, and what the contract says of it; undefined for none, and for problems of our own. */
  readonly content: { readonly value: unknown; readonly media: MediaType } | undefined;
  readonly source: Source;
  /** One sentence: why this was the answer. */
  readonly said: string;
  readonly delay?: Delay | undefined;
  readonly fault?: FaultName | undefined;
  readonly dribble?: Dribble | undefined;
}

export interface ContentParts {
  readonly status: number;
  readonly source: Source;
  readonly said: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply with content of the contract's; `json` is its JSON, where that is known already. */
export function contentReply(parts: ContentParts, content: Reply["content"], json?: string | Buffer): Reply {
  const { status, source, said, headers = {} } = parts;
  if (!content || content.value === undefined || isBodiless(status)) {
    return { status, source, said, headers, text: "", content: undefined };
  }
  const isAsItIs = json !== undefined && isPlainJson(content.media.type);
  return { status, source, said, headers, text: isAsItIs ? json : undefined, content };
}

/** JSON in UTF-8. */
function isPlainJson(type: string): boolean {
  return mediaKind(concreteType(type)) === "json" && /utf-?8|^[^;]*$/.test(type);
}

/** A reply in the mock's own voice (RFC 9457). */
export function problemReply(problem: Problem, instance: string, parts: Partial<ContentParts> = {}): Reply {
  const { type, title, status, detail, ...rest } = problem;
  return {
    status,
    headers: { "Content-Type": "application/problem+json", ...parts.headers },
    text: JSON.stringify({ type, title, status, detail, instance, ...rest }),
    content: undefined,
    source: parts.source ?? "problem",
    said: parts.said ?? detail,
  };
}

/** Content that the contract knows nothing of: what a scenario says, as text or as JSON. */
export function undeclaredReply(parts: ContentParts, given: unknown): Reply {
  const type = typeof given === "string" ? "text/plain; charset=utf-8" : "application/json";
  return contentReply(parts, {
    value: given,
    media: { type, schema: undefined, examples: [], encoding: {}, fragment: "" },
  });
}

/** Notes which step of the story decided, and what it said. */
export function told(why: WhyStep[], step: string, reply: Reply): Reply {
  why.push({ step, said: reply.said });
  return reply;
}
