import { Worker } from "node:worker_threads";
import type { JsonObject } from "../contract/read.ts";
import type { Looked } from "./answers.ts";
import { finding, type Finding } from "./finding.ts";
import type { Question, Said } from "./prism-worker.ts";

export interface PrismLimits {
  /** How long Prism may read and judge. */
  readonly milliseconds: number;
}

export interface Opinion {
  readonly findings: readonly Finding[];
  /** How much of it Prism judged, as a sentence. */
  readonly said: string;
}

/** Has Prism judge what we judged, in a thread of its own, and tells where it says otherwise. */
export async function askPrism(
  document: JsonObject,
  looked: readonly Looked[],
  { milliseconds }: PrismLimits,
): Promise<Opinion> {
  const findings: Finding[] = [];
  let judged = 0;
  const end = await listen({ document, answers: looked }, milliseconds, (index, objections) => {
    const answer = looked[index];
    judged += 1;
    if (answer) findings.push(...disagreement(answer, objections));
  });
  const said = `Prism judged ${String(judged)} of ${String(looked.length)} values`;
  if (end === "all") return { findings, said };
  if (end === "late") {
    return { findings, said: `${said} within ${String(milliseconds / 1000)} seconds, and was stopped` };
  }
  const refusal = finding("prism-refuses", "#", `Prism cannot read it: ${end.refused}`);
  return { findings: [...findings, refusal], said };
}

function disagreement({ what, place, isValid }: Looked, objections: readonly string[]): Finding[] {
  if (objections.length > 0 !== isValid) return [];
  const said =
    objections.length > 0
      ? `Prism disagrees: it objects to ${what}, which we find valid: ${objections.slice(0, 3).join("; ")}`
      : `Prism disagrees: it accepts ${what}`;
  return [finding("prism-disagrees", place, said)];
}

type End = "all" | "late" | { readonly refused: string };

const mostMegabytes = 2048;

function listen(
  question: Question,
  milliseconds: number,
  hear: (index: number, objections: readonly string[]) => void,
): Promise<End> {
  if (question.answers.length === 0) return Promise.resolve("all");
  const worker = new Worker(new URL("./prism-worker.js", import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => end("late"), milliseconds);
    const end = (how: End) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(how);
    };
    worker.on("message", (said: Said) => {
      if ("refused" in said) end(said);
      else hear(said.index, said.objections);
    });
    worker.on("error", ({ message }) => end({ refused: message }));
    worker.on("exit", () => end("all"));
  });
}
