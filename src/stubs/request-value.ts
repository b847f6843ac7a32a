import { valueAt } from "../schema/pointer.ts";
import type { Subject } from "./subject.ts";

const roots = {
  body: (subject: Subject) => subject.body,
  headers: (subject: Subject) => subject.headers,
  query: (subject: Subject) => subject.query,
  path: (subject: Subject) => subject.path,
  cookies: (subject: Subject) => subject.cookies,
  method: (subject: Subject) => subject.method,
  session: (subject: Subject) => subject.session,
};

/** A value of the request: `body.roles.0`. */
export interface RequestValue {
  readonly kind: "request";
  readonly root: keyof typeof roots;
  readonly segments: readonly string[];
}

/** What may be said to read one. */
export const requestRoots: readonly string[] = [
  ...["body", "headers", "query", "path", "cookies"].flatMap((name) => [`request.${name}`, name]),
  "request.method",
  "session",
];

/** Reads the name of a value, also without `request.` before it; undefined where there is none of that name. */
export function readRequestValue(text: string): RequestValue | undefined {
  const [first = "", ...rest] = text.split(".");
  const isLong = first === "request";
  const [root, segments] = isLong ? [rest[0] ?? "", rest.slice(1)] : [first, rest];
  if (!isRoot(root) || segments.includes("") || !requestRoots.includes(isLong ? `request.${root}` : root))
    return undefined;
  if ((root === "method" || root === "session") && segments.length > 0) return undefined;
  const names = root === "headers" ? segments.map((name) => name.toLowerCase()) : segments;
  return { kind: "request", root, segments: names };
}

function isRoot(name: string): name is RequestValue["root"] {
  return Object.hasOwn(roots, name);
}

/** The value in this request; undefined when it has none. Only own properties are read. */
export function requestValue({ root, segments }: RequestValue, subject: Subject): unknown {
  return valueAt(roots[root](subject), segments);
}
