import { ProblemError } from "../problem/problem.ts";
import { applyJsonPatch } from "./json-patch.ts";
import type { Reply } from "./reply.ts";

/**
 * The reply with a JSON Patch applied to its body; one without a body stays as it is. Throws ProblemError
 * `impossible-stub` where the patch does not apply to it.
 */
export function patched(reply: Reply, patch: unknown): Reply {
  const { content } = reply;
  if (patch === undefined || !content) return reply;
  const result = applyJsonPatch(content.value, patch);
  if ("value" in result) return { ...reply, text: undefined, content: { ...content, value: result.value } };
  const { pointer, message } = result.failure;
  throw new ProblemError("impossible-stub", {
    detail: `The patch of a stub does not apply to the response at ${pointer || "its top"}: ${message}.`,
    help: "Look at the response without the stub, and correct its patch; a body beside it says what must be there.",
  });
}
