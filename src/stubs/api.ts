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

type Successes = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226 | "2XX";

/** The statuses that operation declares, each with its body; without a status it is the body of a success. */
export type Declared<R> =
  | {
      [Status in keyof R]: {
        readonly status: Status extends number ? Status : number;
        readonly body?: Scripted<R[Status]>;
      };
    }[keyof R]
  | { readonly status?: never; readonly body?: Scripted<R[SuccessOf<R>]> };

type SuccessOf<R> = [Extract<keyof R, Successes>] extends [never] ? keyof R : Extract<keyof R, Successes>;
