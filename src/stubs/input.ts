import type {
  AnyApi,
  ApiOf,
  ApiOperation,
  AnswerOf,
  NameOf,
  OperationOf,
  StatusOf,
  Template,
} from "./api.ts";

/**
 * A stub as it is written, in a scenario file or in code; the README's chapter on scenarios says what each part does.
 * With the types of an API its statuses, bodies and fields are checked by the compiler.
 */
export interface StubInput<A extends ApiOf<A> = AnyApi, Name extends NameOf<A> | "*" = NameOf<A> | "*"> {
  readonly name?: string;
  /** operationId, `"POST /pets"`, or `"*"` for all. */
  readonly operation: Name;
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
  readonly when?: WhenInput<OperationOf<A, Name>>;
  readonly respond?:
    | ResponseInput<OperationOf<A, Name>>
    | SequenceInput<OperationOf<A, Name>>
    | ChoiceInput<OperationOf<A, Name>>;
  readonly then?: {
    readonly state?: string;
    /** A counter of the session that goes up by one. */
    readonly count?: string;
    /** What it does to the store, in order. */
    readonly store?: readonly EffectInput[];
  };
}

/** What a value must be: a plain one is short for `{ equals: … }`. */
export type MatcherInput<T = unknown> = Plain<T> | Template | KeywordInput<T>;

type Scalar = string | number | boolean | null;
type Plain<T> = unknown extends T ? Scalar : Extract<T, Scalar>;

interface KeywordInput<T> {
  readonly equals?: T | Template;
  /** A regular expression in RE2 syntax. */
  readonly matches?: string;
  readonly contains?: unknown;
  readonly in?: readonly (T | Template)[];
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  readonly exists?: boolean;
  readonly not?: MatcherInput<T>;
  readonly any?: readonly MatcherInput<T>[];
  readonly all?: readonly MatcherInput<T>[];
  /** A JSON Schema, or a `$ref` into the contract. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

type Named = Readonly<Record<string, MatcherInput>>;

/** Matchers over what was sent. Texts, so 7 and `"7"` are the same in all places but the body. */
export interface SentInput<O extends ApiOperation> {
  readonly headers?: Named & AnyOf<O["headers"]>;
  readonly query?: Named & AnyOf<O["query"]>;
  readonly path?: AnyOf<O["path"]>;
  readonly cookies?: Named & AnyOf<O["cookies"]>;
  /** JSON Pointer → matcher. */
  readonly body?: { readonly [Pointer in keyof O["places"]]?: MatcherInput<O["places"][Pointer]> };
}

/** Names that are known, for completion. */
type AnyOf<T> = { readonly [Name in keyof T]?: MatcherInput };

interface WhenInput<O extends ApiOperation> extends SentInput<O> {
  readonly session?: MatcherInput;
  readonly state?: MatcherInput;
  readonly counter?: Named;
  readonly store?: { readonly collection: string; readonly where?: Named; readonly exists?: boolean };
}

/** One answer; what it leaves out is filled in by the contract. */
export type ResponseInput<O extends ApiOperation = ApiOperation> = DeclaredInput<O> | UndeclaredInput;

interface DeclaredInput<O extends ApiOperation> extends ResponseParts {
  readonly undeclared?: false;
  readonly status?: StatusOf<O["responses"]>;
  /** Merged over what the contract would answer. */
  readonly body?: AnswerOf<O["responses"]>;
}

interface UndeclaredInput extends ResponseParts {
  /** The contract need not know the status or the body. */
  readonly undeclared: true;
  readonly status?: number;
  readonly body?: unknown;
}

interface ResponseParts {
  /** What tells it from several in turn, or by chance. */
  readonly sequence?: undefined;
  readonly choose?: undefined;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
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

interface SequenceInput<O extends ApiOperation> {
  readonly sequence: readonly ResponseInput<O>[];
  readonly choose?: undefined;
  readonly repeat?: "last" | "cycle" | "once";
}

interface ChoiceInput<O extends ApiOperation> {
  readonly sequence?: undefined;
  readonly choose: readonly (ResponseInput<O> & { readonly weight?: number })[];
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
