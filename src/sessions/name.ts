import { ProblemError } from "../problem/problem.ts";
import type { RequestHeaders } from "../http/message.ts";

const prefixed = /^\/__session\/([^/?]*)(?=[/?]|$)/;
const valid = /^[A-Za-z0-9._-]{1,64}$/;

/** A request target without its session prefix. */
export interface Addressed {
  /** `/__session/<name>` or "". */
  readonly prefix: string;
  /** The rest, beginning with `/`. */
  readonly target: string;
  /** The name in the prefix; undefined without one. */
  readonly name: string | undefined;
}

/** Takes `/__session/<name>` off the front of a request target. */
export function splitPrefix(target: string): Addressed {
  const [prefix, name] = prefixed.exec(target) ?? [];
  if (prefix === undefined) return { prefix: "", target, name: undefined };
  const rest = target.slice(prefix.length);
  return { prefix, target: rest.startsWith("/") ? rest : `/${rest}`, name };
}

/** The session a request belongs to. Throws `invalid-session` and `session-conflict`. */
export function sessionName(headers: RequestHeaders, inPath: string | undefined): string {
  const inHeader = headers["x-mock-session"] ?? headers["x-mock-namespace"];
  for (const name of [inHeader, inPath]) if (name !== undefined) check(name);
  if (inHeader !== undefined && inPath !== undefined && inHeader !== inPath) {
    throw new ProblemError("session-conflict", {
      detail: `The header names the session ${inHeader}, the path ${inPath}.`,
      help: "Name the session once: by X-Mock-Session, or by /__session/<name>/ before the path.",
    });
  }
  return inHeader ?? inPath ?? "default";
}

function check(name: string): void {
  if (valid.test(name) && name !== "." && name !== "..") return;
  throw new ProblemError("invalid-session", {
    detail: `${JSON.stringify(name.slice(0, 80))} cannot name a session.`,
    help: "Use 1 to 64 letters, digits, dots, hyphens and underscores, such as X-Mock-Session: test-1.",
  });
}
