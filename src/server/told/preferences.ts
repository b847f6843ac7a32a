import type { Contract } from "../../contract/contract.ts";
import { didYouMean, listed } from "../../problem/nearest.ts";
import { preferencesFrom } from "../../response/preferences.ts";
import { checkDepth, refusedFor, type Mistake } from "./mistakes.ts";
import { unknownScenario } from "./scenarios.ts";
import type { Listener } from "./stubs.ts";

/**
 * What every request of the session asks for from now on, unless it asks otherwise; instead of what the session was told
 * before. Throws `admin-invalid-request`, and then takes nothing, and `too-many-sessions`.
 */
export function prefer({ served, session }: Listener, written: Readonly<Record<string, unknown>>): void {
  checkDepth("The preferences", written);
  const { preferences: read, mistakes } = preferencesFrom(Object.entries(written));
  const all = [
    ...mistakes.map(({ key, cause, help }): Mistake => ({ path: [key], cause, help: `Write ${help}` })),
    ...(read.example === undefined ? [] : unknownExample(read.example, served.contract)),
    ...(read.scenario === undefined ? [] : unknownScenario(read.scenario, served.scenarios, ["scenario"])),
  ];
  if (all.length > 0) throw refusedFor("The preferences", all);
  const preferences = Object.keys(written).length > 0 ? { written, read } : undefined;
  served.sessions.tell(session, (told) => ({ ...told, preferences }));
}

function unknownExample(name: string, { operations }: Contract): readonly Mistake[] {
  const content = operations.flatMap(({ responses }) => responses).flatMap((response) => response.content);
  const names = [...new Set(content.flatMap(({ examples }) => examples.map((example) => example.name)))];
  if (names.includes(name)) return [];
  const cause = `no operation has an example "${name.slice(0, 80)}"${didYouMean(name.slice(0, 80), names)}`;
  const help = names.length > 0 ? `Write one of ${listed(names)}` : "Leave it out: the contract names none";
  return [{ path: ["example"], cause, help }];
}

/** Takes back what the session asks for. */
export function preferNothing({ served: { sessions }, session }: Listener): void {
  if (sessions.find(session)?.told?.preferences) {
    sessions.tell(session, (told) => ({ ...told, preferences: undefined }));
  }
}
