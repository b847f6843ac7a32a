import type { Served } from "../served.ts";
import { refusal, type AnswerAdmin } from "./answer.ts";

interface InsideCall {
  readonly method: string;
  readonly path: string;
  readonly session?: string | undefined;
  readonly body?: unknown;
}

/** What the admin API is for whoever is in this process. */
type CallInside = (call: InsideCall) => Promise<{ readonly status: number; readonly body: unknown }>;

/**
 * The admin API behind its door and without a network: neither Host nor token is asked for, and all else is the same
 * document with the same answers.
 */
export function adminInside(answer: AnswerAdmin, current: () => Served): CallInside {
  return async ({ method, path, session = "default", body }) => {
    const sent = body === undefined ? "" : JSON.stringify(body);
    const type = sent === "" ? {} : { "content-type": "application/json" };
    const { signal } = new AbortController();
    const request = {
      method,
      target: path,
      headers: { accept: "application/json", ...type },
      session,
      body: () => Buffer.from(sent),
      signal,
    };
    const answered = await answer(request).catch((error: unknown) => refusal(error, current().log));
    const text = answered.body.toString();
    return { status: answered.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  };
}
