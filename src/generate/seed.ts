import { hashText, hashValue, mix } from "./hash.ts";

/** Changes whenever the same request would be given other values: kept answers are then known to be of another world. */
const algorithm = 2;

/** What the values of an answer depend on, and nothing else. */
export interface SeedParts {
  /** Hash of the session's seed, or of the one the request asks for. */
  readonly base: number;
  readonly operationId: string;
  /** The declared parameters and the parsed body: the canonical request. */
  readonly parameters: unknown;
  readonly body: unknown;
}

/** A 32-bit seed that is the same for the same request, however it was written. */
export function requestSeed({ base, operationId, parameters, body }: SeedParts): number {
  const operation = mix(mix(base, algorithm), hashText(operationId));
  return hashValue(body ?? null, hashValue(parameters, operation));
}

/** The seed of a request that has path parameters and nothing else. */
export function plainSeed(
  base: number,
  operationId: string,
  path: Readonly<Record<string, unknown>>,
): number {
  const parameters = { path, query: {}, header: {}, cookie: {} };
  return requestSeed({ base, operationId, parameters, body: undefined });
}

/** Parameters without those that say what the client knows already: they do not change what there is to know. */
export function unconditional<T extends { readonly header: Readonly<Record<string, unknown>> }>(
  values: T,
): T {
  const names = Object.keys(values.header).filter((name) => /^if-(none-)?match$/i.test(name));
  if (names.length === 0) return values;
  const header = Object.entries(values.header).filter(([name]) => !names.includes(name));
  return { ...values, header: Object.fromEntries(header) };
}
