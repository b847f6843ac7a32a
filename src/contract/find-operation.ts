import type { MockRequest } from "../http/message.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Contract, Found } from "./contract.ts";

/**
 * The operation at that method and path. Throws `no-operation` with the nearest ones, `method-not-allowed`, or
 * `unusable-operation` for one that the document has and that cannot be served.
 */
export function findOperation(
  { method, path, query, headers }: Omit<MockRequest, "body">,
  contract: Contract,
): Found & { kind: "operation" } {
  const sent = { query, headers };
  const found = contract.find(method, path, sent);
  if (found.kind === "operation") return found;
  const asked = `${method} ${path.slice(0, 200)}`;
  const unusable = contract.unusableAt(method, path, sent);
  if (unusable) {
    throw new ProblemError("unusable-operation", {
      detail: `${unusable.operation} cannot be served: ${unusable.cause} (${unusable.place}).`,
      help: "Correct the document; `locum validate` lists everything that is wrong with it.",
    });
  }
  if (found.kind === "method") {
    const allow = found.allow.join(", ");
    const parts = {
      detail: `${asked} is not in the contract; its path is, with ${allow}.`,
      help: `Use one of ${allow}.`,
    };
    throw new ProblemError("method-not-allowed", parts, { Allow: allow });
  }
  const [nearest] = found.nearest;
  throw new ProblemError("no-operation", {
    detail: `${asked} is not in the contract.`,
    help: nearest === undefined ? "GET /__admin/operations lists what is." : `Did you mean ${nearest}?`,
    nearMisses: found.nearest,
  });
}
