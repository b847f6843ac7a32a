import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import { stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

test("a process that used all of a mock and stopped it has nothing open, and ends by itself", async () => {
  const args = ["test/support/whole-life.mjs", await temporaryFolder()];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 25_000 });
  expect(JSON.parse(stdout)).toEqual([]);
});
