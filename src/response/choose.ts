import type { DeclaredResponse, MediaType, Operation } from "../contract/operation.ts";
import { essence, isJson, negotiate } from "../http/media-type.ts";
import { ProblemError } from "../problem/problem.ts";

/** A status and what the contract says of it. */
export interface Choice {
  readonly status: number;
  /** Undefined where the contract does not declare the status. */
  readonly declared: DeclaredResponse | undefined;
}

/** The declaration that covers a status: the number itself, its range, or `default`. */
export function declaredFor(operation: Operation, status: number): DeclaredResponse | undefined {
  const keys = [String(status), `${String(status)[0] ?? ""}XX`, "default"];
  for (const key of keys) {
    const found = operation.responses.find((response) => response.key === key);
    if (found) return found;
  }
  return undefined;
}

const successes = new WeakMap<Operation, Choice | false>();

/** The status of success: the lowest 2xx declared, then `2XX`, a redirection, `default`; undefined for none. */
export function successOf(operation: Operation): Choice | undefined {
  let known = successes.get(operation);
  if (known === undefined) successes.set(operation, (known = findSuccess(operation) ?? false));
  return known === false ? undefined : known;
}

function findSuccess(operation: Operation): Choice | undefined {
  const keys = operation.responses.map(({ key }) => key);
  const numbers = keys.filter((key) => /^[23]\d\d$/.test(key)).map(Number);
  const lowest = (hundreds: number) =>
    numbers.filter((one) => Math.floor(one / 100) === hundreds).sort((a, b) => a - b)[0];
  const open = (key: string) => (keys.includes(key) ? 200 : undefined);
  const status = lowest(2) ?? open("2XX") ?? lowest(3) ?? open("default");
  return status === undefined ? undefined : { status, declared: declaredFor(operation, status) };
}

/** Which declared error tells of a failure: the first of `statuses` that is declared, then `4XX`, then `default`. */
export function errorFor(operation: Operation, statuses: readonly number[]): Choice {
  const [first = 500] = statuses;
  for (const status of statuses) {
    const declared = operation.responses.find(({ key }) => key === String(status));
    if (declared) return { status, declared };
  }
  return { status: first, declared: declaredFor(operation, first) };
}

/** The media type to answer in; JSON comes first where the client leaves the choice. Throws `not-acceptable`. */
export function chooseMedia(accept: string | undefined, declared: DeclaredResponse): MediaType | undefined {
  const { content } = declared;
  if (content.length === 0) return undefined;
  const found = negotiate(accept, content.length === 1 ? content : jsonFirst(content));
  if (found) return found;
  const types = content.map(({ type }) => type).join(", ");
  throw new ProblemError("not-acceptable", {
    detail: `The operation answers in ${types}; the request accepts only ${accept ?? ""}.`,
    help: `Send Accept: ${types}, or leave the header out.`,
  });
}

function jsonFirst(content: readonly MediaType[]): readonly MediaType[] {
  return content.toSorted((a, b) => Number(isJson(essence(b.type))) - Number(isJson(essence(a.type))));
}
