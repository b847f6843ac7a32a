import { apiKeyNames } from "../../contract/security.ts";
import { isSecretHeader } from "../../journal/shown.ts";
import type { Spoken } from "../../stubs/explain.ts";
import type { Served } from "../served.ts";

/** Characters of a value that are told. */
const longest = 160;

/** How values of requests are told: in JSON, cut short, and without what is secret. */
export function spokenIn({ options, contract }: Served): Spoken {
  const named = new Set(options.redact.map((name) => name.toLowerCase()));
  const keys = apiKeyNames(contract);
  const isSecret = (name: string) =>
    named.has(name.toLowerCase()) || keys.has(name.toLowerCase()) || isSecretHeader(name);
  // In a body only what was named is redacted, as in the journal: a field may be called `token` and be none.
  const isHidden = (name: string) => named.has(name.toLowerCase());
  return { isSecret, tell: (value) => outline(value, isHidden) };
}

/** JSON of as much of a value as is told; the rest of it is not even looked at. */
function outline(value: unknown, isHidden: (name: string) => boolean): string {
  let text = "";
  const add = (part: string) => {
    text += part;
    return text.length < longest;
  };
  const list = (items: Iterable<() => boolean>): boolean => {
    let isFirst = true;
    for (const item of items) {
      if (!isFirst && !add(",")) return false;
      isFirst = false;
      if (!item()) return false;
    }
    return true;
  };
  const write = (node: unknown): boolean => {
    if (Array.isArray(node)) return add("[") && list(lazily(node, (one) => write(one))) && add("]");
    if (typeof node !== "object" || node === null) return add(scalar(node));
    const members = lazily(Object.entries(node), ([name, one]) => {
      return add(`${scalar(name)}:`) && (isHidden(name) ? add('"[redacted]"') : write(one));
    });
    return add("{") && list(members) && add("}");
  };
  return write(value) ? text : `${text.slice(0, longest - 1)}…`;
}

function* lazily<T>(items: readonly T[], act: (item: T) => boolean): Generator<() => boolean> {
  for (const item of items) yield () => act(item);
}

function scalar(value: unknown): string {
  const short = typeof value === "string" ? value.slice(0, longest) : value;
  return short === undefined ? "nothing" : JSON.stringify(short);
}
