import type { Fix } from "../../explain/unmatched.ts";
import { adminFix } from "./admin-fix.ts";
import { spokenIn } from "./spoken.ts";
import type { ExplainedStub } from "./stubs.ts";
import { tried, type Broken } from "./try.ts";
import { withValue } from "./with-value.ts";

/** What makes the stub answer that lacks one thing alone. */
export async function stubFixes(broken: Broken): Promise<Fix[]> {
  const fixes: Fix[] = [];
  const near = broken.stubs.filter(({ shown, failed }) => {
    if (shown.answered) return false;
    if (!shown.isOn) return failed.length === 0 && shown.comparisons.length > 0;
    // A stub of a file with one condition, which does not hold, is about other requests than this one.
    const isMeant = shown.scenario === null || shown.comparisons.length > 1 || !isOfRequest(failed);
    return failed.length === 1 && isMeant;
  });
  // What a test has told its session is meant before what stands in files.
  const ordered = near.toSorted((one, other) => isOfFile(one) - isOfFile(other));
  for (const one of ordered.slice(0, 2)) fixes.push(...(await stubFix(one, broken)));
  return fixes;
}

function isOfFile({ shown }: ExplainedStub): number {
  return shown.scenario === null ? 0 : 1;
}

const ofSession = ["state", "times", "expires"];

function isOfRequest(failed: ExplainedStub["failed"]): boolean {
  return failed.every(({ place }) => !ofSession.includes(place));
}

async function stubFix(one: ExplainedStub, broken: Broken): Promise<Fix[]> {
  const { shown, stub, failed } = one;
  const [lacking] = failed;
  const name = JSON.stringify(shown.name);
  if (!shown.isOn) {
    const said = `For the stub ${name} to answer, switch its scenario on.`;
    return [
      adminFix(broken, said, {
        method: "PUT",
        path: `/scenarios/${shown.scenario ?? ""}`,
        body: { active: true },
      }),
    ];
  }
  if (lacking === undefined) return [];
  if (lacking.place === "times" || lacking.place === "expires") {
    const said = `For the stub ${name} to answer again, begin the session's scenarios anew.`;
    return [adminFix(broken, said, { method: "POST", path: "/scenarios/reset", body: {} })];
  }
  if (lacking.place === "state") {
    const state = onlyText(stub.when.state);
    if (state === undefined || stub.scenario === undefined) return [];
    const said = `For the stub ${name} to answer, lead the scenario ${stub.scenario} to the state ${state} first, or set it.`;
    const path = `/scenarios/${stub.scenario}/state`;
    return [adminFix(broken, said, { method: "PUT", path, body: { state } })];
  }
  return otherValue(one, lacking.place, broken);
}

/** Another header, query parameter, cookie or field of the body, where the stub insists on one. */
async function otherValue(
  { shown, stub }: ExplainedStub,
  place: string,
  { served, session, operation, exchange: { request } }: Broken,
): Promise<Fix[]> {
  const condition = stub.when.conditions.find((one) => one.place === place);
  const text = onlyText(condition?.matcher);
  const [, name = ""] = /([^/ ]*)$/.exec(place) ?? [];
  // What is redacted would not be in the line as it was tried.
  if (text === undefined || condition?.secret === true || spokenIn(served).isSecret(name)) return [];
  for (const { request: fixed, sends } of withValue(request, place, text)) {
    const said = `For the stub ${JSON.stringify(shown.name)} to answer, send ${sends}.`;
    const fixes = await tried({ request: fixed, said }, { served, session, operation }, ({ answered }) =>
      answered.has(stub.id),
    );
    if (fixes.length > 0) return fixes;
  }
  return [];
}

/** The one text that a matcher takes. */
function onlyText(matcher: { insists?: unknown } | undefined): string | undefined {
  const insists = matcher?.insists as { texts?: ReadonlySet<string> } | undefined;
  return insists?.texts?.size === 1 ? [...insists.texts][0] : undefined;
}
