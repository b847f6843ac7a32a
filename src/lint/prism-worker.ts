import { parentPort, workerData } from "node:worker_threads";
import { consultPrism, type JudgedResponse } from "../contract/prism/second-opinion.ts";
import type { JsonObject } from "../contract/read.ts";

/** What the thread is given. */
export interface Question {
  readonly document: JsonObject;
  readonly answers: readonly JudgedResponse[];
}

/** What it says: of one answer after another, or why it says nothing. */
export type Said =
  { readonly index: number; readonly objections: readonly string[] } | { readonly refused: string };

// Prism reads a document for minutes without a pause; in a thread of its own it can be stopped.
const { document, answers } = workerData as Question;
const say = (said: Said) => parentPort?.postMessage(said);
try {
  const judge = await consultPrism(document);
  for (const [index, answer] of answers.entries()) say({ index, objections: judge(answer) });
} catch (error) {
  say({ refused: (error as Error).message });
}
