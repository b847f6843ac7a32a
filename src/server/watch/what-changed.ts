import { relative } from "node:path";
import type { Contract } from "../../contract/contract.ts";
import type { Operation } from "../../contract/operation.ts";
import type { Log } from "../../ports.ts";
import { listed } from "../../problem/nearest.ts";
import { unusableLines } from "../unusable.ts";

export interface Change {
  /** Absolute paths of what looks different. */
  readonly files: readonly string[];
  readonly before: Contract;
  readonly after: Contract;
}

/** Tells what a change to the files came to, and what of it is not served. */
export function tellChange(change: Change, log: Log): void {
  const { before, after } = change;
  log.info(whatChanged(change));
  if (before.name !== after.name) {
    const [was, is] = [before.name, after.name].map((name) => JSON.stringify(name));
    log.warn(`the title ${was} is ${is} now: what was created stays, but only until the mock stops`);
  }
  const lines = [...after.warnings, ...unusableLines(after)];
  if (lines.length > 0) log.warn(lines.join("\n"));
}

/** `reloaded api.yaml: 12 operations (+ GET /pets/{id}, - DELETE /pets)` */
function whatChanged({ files, before, after }: Change): string {
  const names = files.map((file) => relative("", file));
  const [old, now] = [new Set(before.operations.map(nameOf)), new Set(after.operations.map(nameOf))];
  const changes = [
    ...[...now].filter((name) => !old.has(name)).map((name) => `+ ${name}`),
    ...[...old].filter((name) => !now.has(name)).map((name) => `- ${name}`),
  ];
  const said = changes.length === 0 ? "none added, none removed" : listed(changes);
  const count =
    after.operations.length === 1 ? "1 operation" : `${String(after.operations.length)} operations`;
  return `reloaded ${listed(names)}: ${count} (${said})`;
}

function nameOf({ method, basePaths, path }: Operation): string {
  return `${method} ${basePaths[0] ?? ""}${path}`;
}
