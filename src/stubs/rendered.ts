import { mergeHeaders } from "../http/headers.ts";
import type { Source } from "../problem/exchange.ts";
import { collectionName } from "./collection-name.ts";
import { holds } from "./condition.ts";
import type { Effect } from "./effect.ts";
import { secondsBeyond } from "./rate.ts";
import type { StubResponse, Trouble } from "./respond.ts";
import { recalling, type OwnTurn } from "./recall.ts";
import { renderErrors, renderHeaders } from "./response-parts.ts";
import type { Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";
import { render } from "./template.ts";

/** What a stub answers this time, with its templates rendered. */
export interface RenderedResponse {
  readonly stub: Stub;
  /** What answers with it say they come from. */
  readonly source: Source;
  /** Which of the stub's responses it is, from 1. */
  readonly step: number;
  readonly status: number | undefined;
  readonly undeclared: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** To be merged over what the contract would generate, and not to be changed; undefined: nothing to merge. */
  readonly body: unknown;
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined;
  readonly trouble: Trouble;
  readonly example: string | undefined;
  /** JSON Patch on the body as it would be sent; undefined: none. */
  readonly patch: unknown;
  /** What the answer does to the store once it is the one sent; each is rendered after the one before was done. */
  readonly effects: readonly (() => Promise<RenderedEffect>)[];
}

/** One thing to do to the session's store. */
export interface RenderedEffect {
  readonly does: Effect["does"];
  readonly collection: string;
  /** Undefined where it is not written, or a template found nothing. */
  readonly key: unknown;
  /** Which records are meant, where no key says so. */
  readonly where: ((value: unknown) => boolean) | undefined;
  readonly value: unknown;
}

/** Whose turn it is, and which. */
export interface Taken {
  readonly stub: Stub;
  /** From 1. */
  readonly step: number;
  readonly own: OwnTurn;
}

/** Renders the response of a turn; what its templates name beside the request is asked for now. */
export async function renderTurn({ stub, step, own }: Taken, asker: Subject): Promise<RenderedResponse> {
  const response = stub.responses[step - 1];
  if (!response) throw new RangeError(`stub ${stub.id} has no response ${step}`);
  const subject = response.asked.length === 0 ? asker : await recalling(response.asked, asker, own);
  return {
    stub,
    source: stub.scenario === undefined ? `stub:${stub.id}` : `scenario:${stub.scenario}`,
    step,
    status: response.status,
    undeclared: response.undeclared,
    headers: mergeHeaders(retryAfter(stub, response, asker), renderHeaders(response.headers, subject)),
    body: response.body && render(response.body, subject),
    errors: response.errors && renderErrors(response.errors, subject),
    trouble: response.trouble,
    example: response.example,
    patch: response.patch && render(response.patch, subject),
    effects: stub.effects.map((effect) => () => renderEffect(effect, asker, own)),
  };
}

async function renderEffect(
  { does, collection, key, where, value, asked }: Effect,
  asker: Subject,
  own: OwnTurn,
): Promise<RenderedEffect> {
  const subject = await recalling(asked, asker, own);
  return {
    does,
    collection: collectionName(collection, subject),
    key: key && render(key, subject),
    where: where && ((record) => holds(where, record, subject)),
    value: value && render(value, subject),
  };
}

/** RFC 9110, section 10.2.3, and RFC 6585, section 4: when to come back to what has a limit. */
function retryAfter(stub: Stub, { status }: StubResponse, subject: Subject): Record<string, string> {
  const seconds = status === 429 || status === 503 ? secondsBeyond(stub, subject) : undefined;
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}
