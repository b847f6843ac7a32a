/** A key of `paths` as OpenAPI would have it. */
export interface PlainPath {
  /** `/files/{proxy}` */
  readonly path: string;
  /** Whether the parameter at its end takes all that is left of a request's path, slashes too. */
  readonly isGreedy: boolean;
}

// One level of braces inside: `{id:[0-9]{3}}`.
const expression = /\{([+#./;?&]?)((?:[^{}]|\{[^{}]*\})*)\}/g;
const greedy = /^\+|^[^=:]*[*+]$|=.*(?:\/|\*\*)/s;

/**
 * OpenAPI's keys have `{name}` and nothing else. Other ways to write a path are read as what they mean: RFC 6570's
 * `/pets{?tag}`, `/pets{/id}`, `/pets{;id}` and `{+path}`, API gateways' `{proxy+}`, Google's `{name=projects/*}`,
 * and `{id:[0-9]+}`.
 */
export function plainPath(key: string): PlainPath {
  if (!/\{[^}]*[^\w}-]/.test(key)) return { path: key, isGreedy: false };
  const path = key.replace(expression, (_, operator: string, list: string) => written(operator, list));
  const [last] = [...key.matchAll(expression)].slice(-1);
  return { path, isGreedy: last !== undefined && takesRest(key, last) };
}

/** As a segment of its own at the end: anywhere else nobody could tell where it stops. */
function takesRest(
  key: string,
  { 0: whole, 1: operator = "", 2: list = "", index }: RegExpExecArray,
): boolean {
  const isSegment = operator === "/" || key[index - 1] === "/";
  return isSegment && index + whole.length === key.length && greedy.test(operator + list);
}

function written(operator: string, list: string): string {
  // A query is no part of a path, and a fragment never reaches a server.
  if (/[?&#]/.test(operator)) return "";
  const parameters = (/[=:]/.test(list) ? [list] : list.split(",")).map((name) => `{${bareName(name)}}`);
  if (operator === "/") return parameters.map((one) => `/${one}`).join("");
  // What `.` and `;` write stands in the value, as the styles `label` and `matrix` have it.
  return parameters.join(operator === "" || operator === "+" ? "," : "");
}

/** The name of a path parameter without what says how it is written. */
export function bareName(name: string): string {
  const [bare = ""] = /^[^=:]*/.exec(name.trim().replace(/^[+#./;?&]/, "")) ?? [];
  return bare.replace(/[*+?]$/, "").trim();
}
