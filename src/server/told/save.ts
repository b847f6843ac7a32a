import { ProblemError } from "../../problem/problem.ts";
import { isFileName, saveScenario, Unsaved, type NewScenario } from "../../scenarios/save.ts";
import { refusedFor } from "./mistakes.ts";
import type { Listener } from "./stubs.ts";

/**
 * Writes the stubs that a session was told into the folder of scenarios, as a scenario that answers as they do. They stay.
 * Resolves with the file's path. Throws `admin-invalid-request` and `admin-conflict`.
 */
export async function saveStubs(
  { served, session }: Listener,
  wanted: Omit<NewScenario, "stubs">,
): Promise<string> {
  const { options, scenarios, files } = served;
  const { name } = wanted;
  if (!isFileName(name)) {
    const help = "Write 1 to 64 letters, digits, dots, hyphens and underscores, the first of them no dot";
    const cause = `${JSON.stringify(name.slice(0, 80))} is no name for a scenario and its file`;
    throw refusedFor("The name", [{ path: ["scenario"], cause, help }]);
  }
  const folder = options.scenarios;
  if (folder === undefined) {
    throw conflict("The server has no folder of scenarios.", "Start it with --scenarios <folder>.");
  }
  if (scenarios.all.some((one) => one.name === name)) {
    throw conflict(`There is a scenario ${name} already.`, "Choose another name.");
  }
  const stubs = served.sessions.find(session)?.told?.stubs ?? [];
  if (stubs.length === 0) {
    const help = "Tell it some, POST /__admin/stubs, or name the session that was: X-Mock-Session.";
    throw conflict(`The session ${session} was told no stubs.`, help);
  }
  const misfit = stubs.find((one) => scenarios.read(one).findings);
  if (misfit) {
    const help = `Correct or remove it: PUT or DELETE /__admin/stubs/${misfit.id}.`;
    throw conflict(`The stub ${misfit.id} does not fit the contract any more.`, help);
  }
  try {
    return await saveScenario({ ...wanted, stubs }, { folder, files, known: scenarios.known });
  } catch (error) {
    if (!(error instanceof Unsaved) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const { message } = error as Error;
    throw conflict(`Nothing was saved: ${message}.`, "Put that right, or choose another name.");
  }
}

function conflict(detail: string, help: string): ProblemError {
  return new ProblemError("admin-conflict", { detail, help });
}
