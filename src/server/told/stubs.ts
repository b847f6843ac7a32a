import { ProblemError } from "../../problem/problem.ts";
import { runTimeStub } from "../../scenarios/run-time.ts";
import { nothingTold, type Told } from "../../sessions/told.ts";
import type { RunTimeStub, WrittenStub } from "../../stubs/run-time.ts";
import { expiryState } from "../../stubs/expiry.ts";
import { runTimeState } from "../../stubs/select.ts";
import type { Served } from "../served.ts";
import { checkDepth, refusedFor } from "./mistakes.ts";

/** Whom something is told. */
export interface Listener {
  readonly served: Served;
  /** Need not exist. */
  readonly session: string;
}

/** In a session. */
const mostStubs = 10_000;
const mostBytes = 16_000_000;
/** Of one stub, in bytes: as much as a scenario file may have. */
const largest = 1_000_000;

/**
 * Tells a session a stub, which goes before those it was told earlier.
 * Throws `admin-invalid-request`, `body-too-large`, `too-many-stubs` and `too-many-sessions`.
 */
export async function addStub({ served, session }: Listener, written: WrittenStub): Promise<RunTimeStub> {
  const { scenarios, sessions, store } = served;
  const told = sessions.find(session)?.told ?? nothingTold;
  const count = told.stubCount + 1;
  const stub = readStub(`${idOf(written)}-${String(count)}`, written);
  const { findings } = scenarios.read(stub);
  if (findings) throw refusedFor("The stub", findings);
  checkRoom(session, [stub, ...told.stubs]);
  sessions.tell(session, (before) => ({ ...before, stubs: [stub, ...before.stubs], stubCount: count }));
  // Its id, and the state that such stubs share, may have been another's before the server was started again.
  const shared = told.stubs.length === 0 ? [runTimeState] : [];
  await store.rewind(session, { stub: stub.id, states: [expiryState(stub.id), ...shared] });
  await store.settle(session);
  return stub;
}

/** Puts another stub in the place of one, whose counters begin anew. Undefined when there is none of that id. */
export async function replaceStub(
  { served, session }: Listener,
  id: string,
  written: WrittenStub,
): Promise<RunTimeStub | undefined> {
  const told = toldStub(served, session, id);
  if (!told) return undefined;
  const stub = readStub(id, written);
  const { findings } = served.scenarios.read(stub);
  if (findings) throw refusedFor("The stub", findings);
  const stubs = told.stubs.map((one) => (one.id === id ? stub : one));
  checkRoom(session, stubs);
  served.sessions.tell(session, (before) => ({ ...before, stubs }));
  await forget({ served, session }, id);
  return stub;
}

/** False when there is none of that id. */
export async function removeStub({ served, session }: Listener, id: string): Promise<boolean> {
  const told = toldStub(served, session, id);
  if (!told) return false;
  const stubs = told.stubs.filter((one) => one.id !== id);
  served.sessions.tell(session, (before) => ({ ...before, stubs }));
  await forget({ served, session }, id);
  return true;
}

/** Removes all stubs that the session was told, and the state they shared. */
export async function removeStubs({ served, session }: Listener): Promise<void> {
  const { sessions, store } = served;
  const stubs = sessions.find(session)?.told?.stubs ?? [];
  if (stubs.length === 0) return;
  sessions.tell(session, (told) => ({ ...told, stubs: [] }));
  await store.rewind(session, { states: [runTimeState] });
  for (const { id } of stubs) await forget({ served, session }, id);
}

async function forget({ served: { sessions, store }, session }: Listener, stub: string): Promise<void> {
  sessions.find(session)?.answered.values.delete(stub);
  await store.rewind(session, { stub, states: [expiryState(stub)] });
  await store.settle(session);
}

function toldStub({ sessions }: Served, session: string, id: string): Told | undefined {
  const told = sessions.find(session)?.told;
  return told?.stubs.some((one) => one.id === id) ? told : undefined;
}

/** `createPet`, of its name or else of its operation; a number is to follow. */
function idOf({ name, operation }: WrittenStub): string {
  const written = [name, operation].find((one) => typeof one === "string" && one !== "");
  const words = (typeof written === "string" ? written : "").slice(0, 40).replace(/[^A-Za-z0-9._]+/g, "-");
  return words.replace(/^[-.]+|-+$/g, "") || "stub";
}

function readStub(id: string, written: WrittenStub): RunTimeStub {
  checkDepth("The stub", written);
  const bytes = Buffer.byteLength(JSON.stringify(written));
  if (bytes <= largest) return runTimeStub(id, written, bytes);
  throw new ProblemError("body-too-large", {
    detail: `The stub has ${String(bytes)} bytes; one may have ${String(largest)}.`,
    help: "Say only what matters: the contract fills in the rest.",
  });
}

function checkRoom(session: string, stubs: readonly RunTimeStub[]): void {
  const bytes = stubs.reduce((sum, one) => sum + one.bytes, 0);
  if (stubs.length <= mostStubs && bytes <= mostBytes) return;
  const most =
    stubs.length > mostStubs ? `${String(mostStubs)} stubs` : `${String(mostBytes)} bytes of stubs`;
  throw new ProblemError("too-many-stubs", {
    detail: `The session ${session} may have ${most}, and this would be more.`,
    help: "Take back what is not needed any more: DELETE /__admin/stubs/<id>, or DELETE /__admin/stubs for all.",
  });
}
