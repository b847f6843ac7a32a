import type { Served } from "../served.ts";
import type { StreamedReply } from "./operation.ts";
import { createAdminAnswer, refusal, type AnswerAdmin } from "./answer.ts";

interface InsideCall {
  readonly method: string;
  readonly path: string;
  readonly session?: string | undefined;
  readonly body?: unknown;
}

/**
 * The admin API for whoever is in this process: behind the door, so that neither Host nor token is asked for, and without
 * a network, but by the same document and with the same answers.
 */
export function adminInside(
  current: () => Served,
): (call: InsideCall) => Promise<{ status: number; body: unknown }> {
  const answer: AnswerAdmin = createAdminAnswer(current);
  return async ({ method, path, session = "default", body }) => {
    const sent = body === undefined ? "" : JSON.stringify(body);
    const headers = {
      accept: "application/json",
      ...(sent === "" ? {} : { "content-type": "application/json" }),
    };
    const request = { method, target: path, headers, session, body: () => Buffer.from(sent) };
    const { signal } = new AbortController();
    const answered = await answer({ ...request, signal }).catch((error: unknown) =>
      refusal(error, current().log),
    );
    const text = "pieces" in answered ? await wholeOf(answered) : answered.body.toString();
    return { status: answered.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  };
}

/** What is written piece by piece, at once: what would go on without end is over before it has begun. */
async function wholeOf({ pieces, end }: StreamedReply): Promise<string> {
  end();
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}
