import type { Operation } from "../../contract/operation.ts";
import type { Fix } from "../../explain/unmatched.ts";
import { runTimeStub } from "../../scenarios/run-time.ts";
import type { WrittenStub } from "../../stubs/run-time.ts";
import type { Subject } from "../../stubs/subject.ts";
import { adminFix } from "./admin-fix.ts";
import type { Broken } from "./try.ts";

/** A stub for this very request, told to its session: the operation's success, where the answer was another. */
export async function toldStub(broken: Broken, subject: Subject): Promise<Fix[]> {
  const { served, session, operation, exchange } = broken;
  const status = successOf(operation);
  if (status === undefined || !isWanting(broken)) return [];
  const isRefused = exchange.source === "security" || exchange.source === "validation";
  const path = Object.fromEntries(Object.entries(subject.path).filter(([, value]) => isScalar(value)));
  const written: WrittenStub = {
    operation: operation.id,
    ...(isRefused ? { phase: "first" } : {}),
    ...(Object.keys(path).length > 0 ? { when: { path } } : {}),
    respond: { status },
  };
  const stub = runTimeStub("to-be-told", written, 0);
  if (served.scenarios.read(stub).findings) return [];
  const { response, answered } = await served.rehearse(exchange.request, session, stub);
  if (response.status !== status || !answered.has(stub.id)) return [];
  const said = `Tell the session a stub, and this request gets ${String(status)}.`;
  return [adminFix(broken, said, { method: "POST", path: "/stubs", body: written })];
}

/** Refused or not there, though nobody asked for that; or a stub of the session nearly answers. */
function isWanting({ exchange, stubs }: Broken): boolean {
  const { source, response } = exchange;
  if (source === "forced" || /^(scenario|stub):/.test(source)) return false;
  const isNear = stubs.some(
    ({ shown, failed }) =>
      shown.isOn &&
      failed.length > 0 &&
      (shown.scenario === null || failed.length < shown.comparisons.length),
  );
  return (response.status >= 400 && response.status < 500) || isNear;
}

/** The lowest status of success that the contract declares. */
function successOf({ responses }: Operation): number | undefined {
  const declared = responses.map(({ key }) => Number(key.replace(/XX$/i, "00")));
  return declared.filter((status) => status >= 200 && status < 300).sort((a, b) => a - b)[0];
}

function isScalar(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
