import type { Contract } from "../contract/contract.ts";
import type { MediaType, Operation } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import type { RequestHeaders } from "../http/message.ts";
import type { Source } from "../problem/exchange.ts";
import type { Violation } from "../problem/violation.ts";
import type { Schema, SchemaError, Schemas } from "../schema/schema.ts";
import type { Gate } from "../store/gate.ts";
import type { Store } from "../store/store.ts";
import type { Choice } from "./choose.ts";
import type { Preferences } from "./preferences.ts";
import type { Resources } from "./resource.ts";
import type { Things } from "./things.ts";
import type { createExamples, UsableExample } from "./usable-example.ts";

/** A request that has earned a success. */
export interface Earned {
  readonly operation: Operation;
  readonly session: string;
  readonly headers: RequestHeaders;
  readonly preferences: Preferences;
  /** Drawn once the request is known to get a success: repeating an unsafe one counts from then on. */
  readonly drawSeed: () => Promise<number>;
  /** The seed of another operation's answer to a request with nothing but these path parameters. */
  readonly seedOf: (operationId: string, path: Readonly<Record<string, unknown>>) => number;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly bodySchema: Schema | undefined;
  /** Where the request went, for a `Location`: session prefix and path. */
  readonly target: string;
  /** The query as it was sent. */
  readonly search: string;
  readonly instance: string;
  readonly scripted?: Scripted | undefined;
  /** What reads the session's store to decide what to change there goes through it. */
  readonly oneByOne: Gate;
}

/** What a scenario makes of a success. */
export interface Scripted {
  readonly source: Source;
  readonly status: number | undefined;
  readonly given: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly example: string | undefined;
}

export interface SuccessTools {
  readonly contract: Contract;
  readonly generator: Generator;
  readonly store: Store;
  readonly resources: () => Resources;
  readonly isDynamic: boolean;
  /** Remember nothing: every answer comes from the contract. */
  readonly isStateless: boolean;
  /** When the first thing of a session is created: milliseconds since 1970. */
  readonly now: number;
  /** What is wrong with a thing, in words. */
  readonly tell: (error: SchemaError) => Violation;
}

export interface AskTools extends SuccessTools {
  readonly schemas: Schemas;
  readonly things: Things;
  readonly usable: ReturnType<typeof createExamples>;
}

/** A success on its way: what was chosen so far. */
export interface Chosen {
  readonly choice: Choice;
  readonly media: MediaType | undefined;
  readonly example: UsableExample | undefined;
  readonly dynamic: boolean;
  readonly seed: number;
}
