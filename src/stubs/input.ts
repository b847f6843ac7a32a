/** A stub as it is written, in a scenario file or in code; the README's chapter on scenarios says what each part does. */
export interface StubInput {
  readonly name?: string;
  /** operationId, `"POST /pets"`, or `"*"` for all. */
  readonly operation: string;
  readonly priority?: number;
  /** How often it answers in a session. */
  readonly times?: number;
  /** For how long after its first answer (`"30s"`), or until when. */
  readonly expires?: string;
  readonly phase?: "first" | "after";
  /** The share of the requests that it takes part in: `"20%"`. */
  readonly chance?: string;
  /** Lets so many pass by and answers those beyond: `"5/10s"`. */
  readonly limit?: string;
  readonly when?: WhenInput;
  readonly respond?: ResponseInput | SequenceInput | ChoiceInput;
  readonly then?: {
    readonly state?: string;
    /** A counter of the session that goes up by one. */
    readonly count?: string;
    /** What it does to the store, in order. */
    readonly store?: readonly EffectInput[];
  };
}

/** What a value must be: a plain one is short for `{ equals: … }`. */
export type MatcherInput = string | number | boolean | null | KeywordInput;

interface KeywordInput {
  readonly equals?: unknown;
  /** A regular expression in RE2 syntax. */
  readonly matches?: string;
  readonly contains?: unknown;
  readonly in?: readonly unknown[];
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  readonly exists?: boolean;
  readonly not?: MatcherInput;
  readonly any?: readonly MatcherInput[];
  readonly all?: readonly MatcherInput[];
  /** A JSON Schema, or a `$ref` into the contract. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

type Named = Readonly<Record<string, MatcherInput>>;

interface WhenInput {
  readonly headers?: Named;
  readonly query?: Named;
  readonly path?: Named;
  readonly cookies?: Named;
  /** JSON Pointer → matcher. */
  readonly body?: Named;
  readonly session?: MatcherInput;
  readonly state?: MatcherInput;
  readonly counter?: Named;
  readonly store?: { readonly collection: string; readonly where?: Named; readonly exists?: boolean };
}

/** One answer; what it leaves out is filled in by the contract. */
export interface ResponseInput {
  readonly status?: number;
  /** The contract need not know the status or the body. */
  readonly undeclared?: boolean;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  /** Merged over what the contract would answer. */
  readonly body?: unknown;
  /** RFC 6902, on the body as it would be. */
  readonly patch?: readonly Readonly<Record<string, unknown>>[];
  readonly errors?: Readonly<Record<string, string | readonly string[]>>;
  readonly example?: string;
  /** Milliseconds: `300`, `"100-500"`, `"80~0.4"` (lognormal). */
  readonly delay?: number | string | Readonly<Record<string, number>>;
  readonly fault?: string;
  /** Milliseconds that `slow-dribble` takes. */
  readonly dribble?: number | { readonly chunks?: number; readonly duration?: number };
}

interface SequenceInput {
  readonly sequence: readonly ResponseInput[];
  readonly repeat?: "last" | "cycle" | "once";
}

interface ChoiceInput {
  readonly choose: readonly (ResponseInput & { readonly weight?: number })[];
}

interface EffectInput {
  readonly put?: string;
  readonly update?: string;
  readonly remove?: string;
  readonly key?: string | number;
  /** All records that it holds for, in place of the one with the key. */
  readonly where?: Named;
  readonly value?: Readonly<Record<string, unknown>>;
}
