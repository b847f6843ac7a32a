import type { Contract, Found } from "../../contract/contract.ts";
import { nearestOperations } from "../../contract/nearest-operations.ts";
import { ProblemError } from "../../problem/problem.ts";

export type FoundAdmin =
  | (Found & { readonly kind: "operation" })
  /** OPTIONS: what could be done there, for whoever may know it; no word of CORS. */
  | { readonly kind: "options"; readonly allow: string };

/** The operation of the admin API at a path below `/__admin`. Throws `admin-not-found` and `admin-method-not-allowed`. */
export function findAdmin(method: string, path: string, contract: Contract): FoundAdmin {
  const found = findNamed(method, `/__admin${wholeCollection(path)}`, contract);
  if (found.kind === "operation") return found;
  const asked = `${method} /__admin${path.slice(0, 200)}`;
  if (found.kind === "none") {
    const nearMisses = found.nearest.map((one) => one.replace(/ \/?/, " /__admin/").replace(/\/$/, ""));
    throw new ProblemError("admin-not-found", {
      detail: `${asked} is not in the admin API.`,
      help: `Did you mean ${nearMisses[0] ?? "GET /__admin"}? GET /__admin lists what there is.`,
      nearMisses,
    });
  }
  const allow = found.allow.join(", ");
  if (method === "OPTIONS") return { kind: "options", allow };
  throw new ProblemError(
    "admin-method-not-allowed",
    { detail: `${asked} is not in the admin API; its path is, with ${allow}.`, help: `Use one of ${allow}.` },
    { Allow: allow },
  );
}

/** Nothing here has an empty name: whoever asks for `/requests/` means `/requests`. */
function findNamed(method: string, path: string, contract: Contract): Found {
  const found = contract.find(method, path);
  if (found.kind !== "operation" || !found.pathValues.includes("")) return found;
  return { kind: "none", nearest: nearestOperations(contract.operations, method, path) };
}

/** A collection's name may have slashes; OpenAPI's path parameters may not. */
function wholeCollection(path: string): string {
  return path.replace(/^\/store\/(.+)$/s, (_, name: string) => `/store/${name.replaceAll("/", "%2F")}`);
}
