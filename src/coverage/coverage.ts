import type { Operation } from "../contract/operation.ts";
import { SeenOperation, type Happened } from "./seen-operation.ts";

/** operationId → what was seen of it. */
export type SeenOperations = ReadonlyMap<string, SeenOperation>;

/**
 * Which operations, answers, parameters and properties consumers have used. It counts as requests come, and so knows of
 * exchanges that the journal has long forgotten. An operation costs memory from its first request on.
 */
export class Coverage {
  readonly #sessions = new Map<string, Map<string, SeenOperation>>();
  /** What sessions saw that have ended or begun anew. */
  readonly #past = new Map<string, SeenOperation>();

  note(session: string, operation: Operation, happened: Omit<Happened, "parameters">): void {
    let seen = this.#sessions.get(session);
    if (!seen) this.#sessions.set(session, (seen = new Map<string, SeenOperation>()));
    seenIn(seen, operation.id).note({ parameters: operation.parameters, ...happened });
  }

  /** The session begins anew; what all sessions did together stays. */
  forget(session: string): void {
    const seen = this.#sessions.get(session);
    if (seen) addAll(seen, this.#past);
    this.#sessions.delete(session);
  }

  /** Of one session since it began; undefined: of all, those included that have ended or begun anew. */
  of(session: string | undefined): SeenOperations {
    if (session !== undefined) return this.#sessions.get(session) ?? new Map<string, SeenOperation>();
    const all = new Map<string, SeenOperation>();
    for (const seen of [this.#past, ...this.#sessions.values()]) addAll(seen, all);
    return all;
  }
}

function addAll(seen: SeenOperations, to: Map<string, SeenOperation>): void {
  for (const [id, operation] of seen) seenIn(to, id).add(operation);
}

function seenIn(operations: Map<string, SeenOperation>, id: string): SeenOperation {
  let seen = operations.get(id);
  if (!seen) operations.set(id, (seen = new SeenOperation()));
  return seen;
}
