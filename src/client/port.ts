/** One call of the admin API. */
export interface AdminCall {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Below `/__admin`, with its query: `/requests?limit=10`. */
  readonly path: string;
  /** Whose; undefined: the call is about no session, or about `default`. */
  readonly session?: string | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface AdminAnswer {
  readonly status: number;
  /** Parsed; undefined where there is none. */
  readonly body: unknown;
}

/** The admin API, in this process or elsewhere. Rejects with InputError where nobody answers. */
export type CallAdmin = (call: AdminCall) => Promise<AdminAnswer>;
