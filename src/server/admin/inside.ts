import { essence, isJson } from "../../http/media-type.ts";
import type { Served } from "../served.ts";
import { refusal, type AnswerAdmin } from "./answer.ts";
import type { AdminReply, StreamedReply } from "./operation.ts";

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
    return { status: answered.status, body: await valueOf(answered, current().ending) };
  };
}

/** JSON as a value, anything else as text. */
async function valueOf(answered: AdminReply, ending: AbortSignal): Promise<unknown> {
  const text = "pieces" in answered ? await whole(answered, ending) : answered.body.toString();
  if (text === "") return undefined;
  return isJson(essence(answered.headers["Content-Type"] ?? "")) ? (JSON.parse(text) as unknown) : text;
}

/** All of it; of events that have no end, those until the server stops. */
async function whole({ pieces, end }: StreamedReply, ending: AbortSignal): Promise<string> {
  let text = "";
  ending.addEventListener("abort", end);
  for await (const piece of pieces) text += piece;
  ending.removeEventListener("abort", end);
  end();
  return text;
}
