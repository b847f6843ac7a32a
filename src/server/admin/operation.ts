import type { Awaitable } from "../../ports.ts";
import type { MockResponse, RequestHeaders } from "../../http/message.ts";
import type { Served } from "../served.ts";

/** A part of an OpenAPI document, written as one. */
export type DocumentPart = Readonly<Record<string, unknown>>;

/** A request to the admin API that has passed the door and keeps the admin API's own document. */
export interface Ask {
  readonly served: Served;
  /** The session the request names; it need not exist. */
  readonly session: string;
  /** What the links of pages begin with: the path that the mock is mounted at, empty at the root. */
  readonly mount: string;
  /** Declared parameters as values. */
  readonly path: DocumentPart;
  readonly query: DocumentPart;
  /** As they were sent. */
  readonly headers: RequestHeaders;
  /** The parsed JSON body. */
  readonly body: unknown;
  /** All of the admin API. */
  readonly operations: readonly AdminOperation[];
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What an operation of the admin API answers, at once or piece by piece. */
export type AdminReply = MockResponse | StreamedReply;

/** An answer that is written as fast as the client reads it, and has an end only if there is one. */
export interface StreamedReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly pieces: Iterable<string> | AsyncIterable<string>;
  /** To be called when the client has all of it or is gone; ends the pieces where they wait for more. */
  readonly end: () => void;
}

/** One operation of the admin API: what its document says of it, and what it answers. */
export interface AdminOperation {
  readonly id: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Below `/__admin`: `/requests/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** What the summary cannot say. */
  readonly description?: string;
  /** Whether it speaks of one session, which X-Mock-Session or the path's prefix names. */
  readonly ofSession: boolean;
  readonly parameters?: readonly DocumentPart[];
  readonly requestBody?: DocumentPart;
  /** By status; the door's refusals and other problems are added to every operation as `default`. */
  readonly responses: Readonly<Record<string, DocumentPart>>;
  /** Throws ProblemError where it cannot answer. */
  answer(ask: Ask): Awaitable<AdminReply>;
}
