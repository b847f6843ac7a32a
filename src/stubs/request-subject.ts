import type { Operation } from "../contract/operation.ts";
import type { MockRequest, RequestHeaders } from "../http/message.ts";
import { readCookies, readQuery } from "../http/query.ts";
import type { Limit } from "../trouble/limit.ts";
import type { Windows } from "../trouble/windows.ts";
import type { Subject } from "./subject.ts";

export interface SubjectParts {
  readonly operation: Operation;
  readonly request: MockRequest;
  /** The query without what was addressed to the mock itself. */
  readonly query: string;
  /** Declared parameters as values. */
  readonly values: { readonly path: Subject["path"]; readonly query: Subject["query"] };
  readonly body: unknown;
  readonly session: string;
  /** What is the same for all requests. */
  readonly world: SubjectWorld;
  readonly base: Subject["base"];
  readonly drawSeed: Subject["drawSeed"];
  readonly luck: number;
  readonly windows: Windows;
}

/** What stubs may ask beside the request. */
export type SubjectWorld = Pick<Subject, "store" | "clock" | "today" | "faked">;

/** A request as a subject; what most stubs never ask for (query, cookies) is read when one does. */
export class RequestSubject implements Subject {
  readonly operation: Operation;
  readonly body: unknown;
  readonly session: string;
  readonly store: Subject["store"];
  readonly base: number;
  readonly drawSeed: Subject["drawSeed"];
  readonly luck: number;
  readonly #parts: SubjectParts;
  #query: Subject["query"] | undefined;
  #cookies: Subject["cookies"] | undefined;
  #counted: Map<string, number | undefined> | undefined;

  constructor(parts: SubjectParts) {
    this.#parts = parts;
    this.operation = parts.operation;
    this.body = parts.body;
    this.session = parts.session;
    this.store = parts.world.store;
    this.base = parts.base;
    this.drawSeed = parts.drawSeed;
    this.luck = parts.luck;
  }

  /** The same request, seen by a session that remembers otherwise. */
  over(store: Subject["store"], windows: Windows): RequestSubject {
    return new RequestSubject({ ...this.#parts, world: { ...this.#parts.world, store }, windows });
  }

  get clock(): Subject["clock"] {
    return this.#parts.world.clock;
  }

  get today(): number {
    return this.#parts.world.today;
  }

  get faked(): Subject["faked"] {
    return this.#parts.world.faked;
  }

  get method(): string {
    return this.#parts.request.method;
  }

  get headers(): RequestHeaders {
    return this.#parts.request.headers;
  }

  get path(): Subject["path"] {
    return this.#parts.values.path;
  }

  /** Declared parameters as their schemas have them, all others as text. */
  get query(): Subject["query"] {
    return (this.#query ??= Object.assign(
      Object.create(null) as Record<string, unknown>,
      Object.fromEntries(readQuery(this.#parts.query).map(({ name, value }) => [name, value])),
      this.#parts.values.query,
    ));
  }

  beyond(name: string, limit: Limit): number | undefined {
    const counted = (this.#counted ??= new Map<string, number | undefined>());
    if (!counted.has(name)) counted.set(name, this.#parts.windows.count(name, limit, this.clock.now()));
    return counted.get(name);
  }

  isFull(name: string, limit: Limit): boolean {
    return this.#parts.windows.isFull(name, limit, this.clock.now());
  }

  get cookies(): Subject["cookies"] {
    return (this.#cookies ??= readCookies(this.headers["cookie"] ?? ""));
  }
}
