import type { Contract } from "../../contract/contract.ts";
import { readCookies, readQuery } from "../../http/query.ts";
import type { MockRequest } from "../../http/message.ts";
import type { Violation } from "../../problem/violation.ts";
import { fragmentSegments, pointerSegments, valueAt } from "../../schema/pointer.ts";
import type { Comparison, Spoken } from "../../stubs/explain.ts";
import type { ShownViolation } from "./shown.ts";

/** What a request was, and what was answered, as far as violations speak of it. */
export interface Judged {
  readonly request: MockRequest;
  /** Values of the path, by name. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly response: { readonly headers: Readonly<Record<string, string>>; readonly body: unknown };
}

interface Telling {
  readonly contract: Contract;
  readonly spoken: Spoken;
}

/** JSON of a document's rule that is still shown. */
const longestDemand = 200;

/** A violation beside what came, and what the document asks for. */
export function showViolation(
  violation: Violation,
  judged: Judged,
  { contract, spoken }: Telling,
): ShownViolation {
  const demand = demandOf(violation, contract);
  if (violation.code === "security") {
    const names = Object.keys(judged.request.headers).filter((name) => spoken.isSecret(name));
    const came = names.length === 0 ? "there are none" : `there are some (${names.join(", ")})`;
    return { ...violation, demand, came };
  }
  const value = cameAt(violation, judged);
  const name = pointerSegments(violation.pointer).at(-1) ?? "";
  const isHidden = violation.in === "cookie" || (violation.in !== "response" && spoken.isSecret(name));
  const came =
    value === undefined ? "there is none" : isHidden ? "[redacted]" : `it is ${spoken.tell(value)}`;
  return { ...violation, demand, came };
}

/** The same as one line of a table. */
export function violationRow({ in: place, code, pointer, message, came }: ShownViolation): Comparison {
  const field = pointerSegments(pointer).join(".");
  const asked = field !== "" && message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
  const expected = asked.replace(/^The request lacks (.*)\.$/s, "wants $1");
  const security = expected === asked ? "security:" : "security";
  const where = code === "security" ? security : pointer === "" ? `${place}:` : `${place} ${field}`;
  return {
    place: place === "body" && pointer !== "" ? `body ${pointer}` : where,
    expected,
    came,
    holds: false,
  };
}

/** What the document says at the place of the rule; null for what lies in another file, is not there, or is long. */
export function demandOf({ schemaPointer }: Violation, { root }: Contract): unknown {
  if (!schemaPointer.startsWith("#")) return null;
  const found = valueAt(root, fragmentSegments(schemaPointer));
  if (found === undefined || typeof found === "object") return listOf(found);
  return typeof found === "string" && found.length > longestDemand ? null : found;
}

/** A short list of scalars, as `enum` and `required` are. */
function listOf(found: unknown): unknown {
  if (!Array.isArray(found) || found.length > 20) return null;
  const isShort = found.every((one) => typeof one !== "object" && String(one).length <= longestDemand);
  return isShort ? found : null;
}

function cameAt(violation: Violation, { request, path, body, response }: Judged): unknown {
  const segments = pointerSegments(violation.pointer);
  const [name = ""] = segments;
  switch (violation.in) {
    case "body":
      if (violation.code === "content-type") return request.headers["content-type"];
      return body === undefined && request.body.length > 0 ? beginning(request) : valueAt(body, segments);
    case "response":
      return valueAt(response.body, segments);
    case "response-header":
      return headerOf(response.headers, name);
    case "path":
      return path[name];
    case "query":
      return readQuery(request.query).find((one) => one.name === name)?.value;
    case "header":
      return request.headers[name.toLowerCase()];
    case "cookie":
      return readCookies(request.headers["cookie"] ?? "")[name];
  }
}

/** Of a body that cannot be read. */
function beginning({ body }: MockRequest): string {
  return body.subarray(0, 400).toString();
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
}
