import { stubFixes } from "./stub-fixes.ts";
import { tried, type Broken } from "./try.ts";
import type { Operation } from "../../contract/operation.ts";
import { listed } from "../../problem/nearest.ts";
import type { Violation } from "../../problem/violation.ts";
import { pointerSegments } from "../../schema/pointer.ts";
import { credentialsFor } from "../../explain/samples.ts";
import type { Fix } from "../../explain/unmatched.ts";
import type { MockRequest } from "../../http/message.ts";
import type { Subject } from "../../stubs/subject.ts";
import { mended } from "./mend.ts";
import { toldStub } from "./told-stub.ts";

/** As many as help. */
const mostFixes = 4;

/**
 * What mends a request that is refused, or that a stub nearly answers. Another request is tried before it is offered:
 * it gets what is said of it.
 */
export async function fixesFor(broken: Broken, subject: Subject): Promise<readonly Fix[]> {
  const fixes = [
    ...(await otherRequest(broken)),
    ...(await otherSession(broken)),
    ...(await stubFixes(broken)),
    ...(await toldStub(broken, subject)),
  ];
  const distinct = new Map(fixes.map((fix) => [fix.paste, fix]));
  return [...distinct.values()].slice(0, mostFixes);
}

/** Credentials, parameters and body as the contract wants them. */
async function otherRequest({ served, session, operation, exchange }: Broken): Promise<Fix[]> {
  const { request, violations, source } = exchange;
  if (source !== "security" && source !== "validation") return [];
  const isLockedOut = violations.some(({ code }) => code === "security");
  const sample = served.sample(operation);
  const admitted = isLockedOut ? withCredentials(request, operation) : request;
  const fixed = mended(
    admitted,
    violations.filter(({ code }) => code !== "security"),
    { operation, contract: served.contract, sample },
  );
  const parts = [
    ...(isLockedOut ? [`Send ${spokenCredentials(operation)}.`] : []),
    ...correctionOf(violations, operation),
  ];
  return tried({ request: fixed, said: parts.join(" ") }, { served, session, operation }, ({ response }) => {
    return response.status < 400;
  });
}

/** What is to be corrected beside credentials, as a sentence. */
function correctionOf(violations: readonly Violation[], operation: Operation): string[] {
  const wrong = violations.filter((one) => one.code !== "security" && !one.in.startsWith("response"));
  if (wrong.length === 0) return [];
  const [type] = operation.requestBody?.content ?? [];
  if (wrong.some(({ code }) => code === "content-type") && type) return [`Send the body as ${type.type}.`];
  const names = [...new Set(wrong.map(({ pointer }) => pointerSegments(pointer).join(".")))];
  if (names.includes("")) return ["Send a body that can be read."];
  return [`Correct ${listed(names, 6)}.`];
}

function withCredentials(request: MockRequest, { security }: Operation): MockRequest {
  const samples = (security[0] ?? []).flatMap((need) => credentialsFor(need));
  const headers = { ...request.headers };
  let { query } = request;
  for (const { in: place, name, value } of samples) {
    if (place === "header") headers[name.toLowerCase()] = value;
    else query = `${query === "" ? "" : `${query}&`}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  }
  return { ...request, headers, query };
}

function spokenCredentials({ security }: Operation): string {
  const samples = (security[0] ?? []).flatMap((need) => credentialsFor(need));
  return samples
    .map(({ in: place, name, value }) =>
      place === "header" ? `the header ${name}: ${value}` : `${name}=${value} in the query`,
    )
    .join(" and ");
}

/** The session that has what this one lacks. */
async function otherSession({ served, operation, exchange, elsewhere }: Broken): Promise<Fix[]> {
  const fixes: Fix[] = [];
  for (const { session, said } of elsewhere.slice(0, 1)) {
    const named = { "x-mock-namespace": undefined, "x-mock-session": session };
    const request = { ...exchange.request, prefix: "", headers: { ...exchange.request.headers, ...named } };
    const sentence = `Send it in the session ${session}: ${said}.`;
    const place = { served, session, operation };
    fixes.push(...(await tried({ request, said: sentence }, place, () => true)));
  }
  return fixes;
}
