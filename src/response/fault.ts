import type { FaultName } from "../http/message.ts";
import type { Source } from "../problem/exchange.ts";
import { problem } from "../problem/problem.ts";
import { availableFaults } from "./preferences.ts";
import { problemReply, type Reply } from "./reply.ts";

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
