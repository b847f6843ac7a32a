import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { stopAll, temporaryFolder } from "../support/mock.ts";

/** Requests of each kind that are counted, after as many that are not. */
const count = 60;
// What the engine's log has for a hidden class: of a property added, of a function first called, of a table made quick.
const made = /^map,(Transition|InitialMap|SlowToFast),/;

/** What the log has between the marks of the worker, by kind of request. */
async function madeByKind(): Promise<Map<string, string[]>> {
  const log = join(await temporaryFolder(), "v8.log");
  const logged = ["--log-maps", "--no-log-maps-details", "--no-log-source-code"];
  const where = ["--no-logfile-per-isolate", `--logfile=${log}`];
  const worker = ["test/support/classes-worker.mjs", String(count)];
  await promisify(execFile)(process.execPath, [...logged, ...where, ...worker]);
  const kinds = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of readFileSync(log, "latin1").split("\n")) {
    const [, mark, kind] = /^map,Transition,.*,(begin|end) (.*)$/.exec(line) ?? [];
    if (mark === "begin") kinds.set(kind!, (current = []));
    else if (mark === "end") current = undefined;
    else if (made.test(line)) current?.push(line);
  }
  return kinds;
}

afterAll(stopAll);

test("a request that is like others before it makes no hidden classes", async () => {
  const kinds = await madeByKind();
  expect(kinds.size).toBe(15);
  const each = [...kinds].filter(([, lines]) => lines.length > count / 2);
  expect(each.map(([kind, lines]) => [kind, ...lines.slice(0, 5)])).toEqual([]);
});
