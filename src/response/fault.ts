import type { FaultName } from "../http/message.ts";
import type { Source } from "../problem/exchange.ts";
import { problem } from "../problem/problem.ts";
import { problemReply, type Reply } from "./reply.ts";

/** Those that can be had; the others are known and answered by a problem. */
export const availableFaults: readonly FaultName[] = ["connection-reset", "empty-response"];

/** A connection broken on purpose; a problem where that way of breaking it is not available yet. */
export function faultReply(fault: FaultName, source: Source, instance: string): Reply {
  if (availableFaults.includes(fault)) {
    return { status: 0, headers: {}, text: "", content: undefined, source, said: `fault ${fault}`, fault };
  }
  const parts = {
    detail: `The fault ${fault} is known, but not available yet.`,
    help: `Ask for one of ${availableFaults.join(", ")}.`,
  };
  return problemReply(problem("unsupported-fault", parts), instance, { source, said: parts.detail });
}
