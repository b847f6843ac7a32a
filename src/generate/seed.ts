import { hashText, hashValue, mix } from "./hash.ts";

/** Changes whenever the same request would be given other values: kept answers are then known to be of another world. */
const algorithm = 1;

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
