import { keyOf, shelfOf } from "../../response/shelf.ts";
import { resourcesOf } from "../../scenarios/resources.ts";
import { compareCondition } from "../../stubs/explain.ts";
import { spokenState, stateName } from "../../stubs/select.ts";
import type { Stub } from "../../stubs/stub.ts";
import type { Subject } from "../../stubs/subject.ts";
import type { Served } from "../served.ts";
import type { ShownElsewhere } from "./shown.ts";
import type { ExplainedStub } from "./stubs.ts";

export interface Looking {
  readonly subject: Subject;
  readonly session: string;
  readonly stubs: readonly ExplainedStub[];
  /** Whether the store was asked for a record that it has not. */
  readonly isMissing: boolean;
}

/** As many as help. */
const mostFound = 5;
/** Sessions that are looked into; a server has seldom more. */
const mostSessions = 1_000;

/** What other sessions have that the request lacks: a stub that would match it, the state a stub waits for, the record. */
export async function lookElsewhere(looking: Looking, served: Served): Promise<readonly ShownElsewhere[]> {
  const found: ShownElsewhere[] = [];
  const names = await served.sessions.names();
  for (const session of names.slice(0, mostSessions)) {
    if (session === looking.session) continue;
    const said = [
      ...stubsOf(session, looking, served),
      ...(await statesOf(session, looking, served)),
      ...(looking.isMissing ? await recordsOf(session, looking, served) : []),
    ];
    found.push(...said.map((one) => ({ session, said: one })));
    if (found.length >= mostFound) break;
  }
  return found.slice(0, mostFound);
}

function stubsOf(session: string, { subject }: Looking, { sessions, scenarios }: Served): string[] {
  const told = sessions.find(session)?.told?.stubs ?? [];
  return told.slice(0, mostSessions).flatMap((one) => {
    const { stub } = scenarios.read(one);
    if (!stub || !isMeant(stub, subject)) return [];
    return [`there is the stub ${stub.id}, which this request matches`];
  });
}

/** Whether a stub matches the request, whatever its session remembers. */
function isMeant({ operationId, when }: Stub, subject: Subject): boolean {
  const isOwn = operationId === subject.operation.id || operationId === "*";
  // What a template asks for is another session's.
  if (!isOwn || when.asked.length > 0) return false;
  return when.conditions.every((condition) => compareCondition(condition, subject).holds);
}

async function statesOf(session: string, { stubs, subject }: Looking, { store }: Served): Promise<string[]> {
  const said: string[] = [];
  for (const { stub, shown, failed } of stubs) {
    const { state: wanted } = stub.when;
    const isWaiting =
      shown.isOn && stub.scenario !== undefined && failed.every(({ place }) => place === "state");
    if (!wanted || failed.length === 0 || !isWaiting) continue;
    const state = spokenState(await store.state(session, stateName(stub)));
    if (wanted.matches(state, subject)) said.push(`the scenario ${stub.scenario} is in the state ${state}`);
  }
  return said;
}

async function recordsOf(
  session: string,
  { subject }: Looking,
  { contract, store }: Served,
): Promise<string[]> {
  const resource = resourcesOf(contract).get(subject.operation);
  if (!resource || resource.isSingle || resource.parameter === undefined) return [];
  const request = { session, path: subject.path };
  const { collection } = shelfOf(resource, request);
  const key = keyOf(resource, request);
  if (!(await store.get(session, collection, key))) return [];
  return [`there is ${collection}/${key}`];
}
