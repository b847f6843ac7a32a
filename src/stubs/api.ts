/** One operation, as `locum types` writes it. */
export interface ApiOperation {
  readonly path: object;
  readonly query: object;
  readonly headers: object;
  readonly cookies: object;
  /** What is sent. */
  readonly body: unknown;
  /** JSON Pointer into the body → what lies there. */
  readonly places: object;
  /** By status, range (`4XX`) or `default`. */
  readonly responses: object;
}

/** Operations by all their names, as the `Api` that `locum types` writes. */
export type ApiOf<A> = { readonly [Name in keyof A]: ApiOperation };

/** Of an API nothing is known: everything is let pass, and checked against the contract when it arrives. */
export type AnyApi = Readonly<Record<string, AnyOperation>>;

interface AnyOperation {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly places: Readonly<Record<string, unknown>>;
  readonly responses: Readonly<Record<number, unknown>>;
}

/** operationIds, and `"POST /pets"`. */
export type NameOf<A> = keyof A & string;

/** The operation of a name; anything goes for `"*"`. */
export type OperationOf<A, Name> = Name extends keyof A ? A[Name] : AnyOperation;

/** A text with a value of the request, the store or the session in it: `{{ request.body.name }}`. */
export type Template = `${string}{{${string}}}${string}`;

/** A part of a value, in which a template may stand anywhere. */
export type Scripted<T> = unknown extends T
  ? unknown
  : T extends readonly (infer Item)[]
    ? readonly Scripted<Item>[] | Template
    : T extends object
      ? { readonly [Name in keyof T]?: Scripted<T[Name]> } | Template
      : T | Template;

/** Statuses that are declared; any where a range or `default` declares them. */
export type StatusOf<R> =
  Extract<keyof R, number> | (Extract<keyof R, string> extends never ? never : number);

/** A body of one of the responses. */
export type AnswerOf<R> = Scripted<R[keyof R]>;
