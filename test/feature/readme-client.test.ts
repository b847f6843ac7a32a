import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

test("the README's example of a server elsewhere, and of none, runs", async () => {
  const blocks = [...readFileSync("README.md", "utf8").matchAll(/^```ts\n(.*?)^```/gms)].map(
    ([, text = ""]) => text,
  );
  const example = blocks.find((block) => block.includes("connect(")) ?? "";
  const file = join(await temporaryFolder(), "example.mjs");
  const library = JSON.stringify(pathToFileURL(resolve("dist/index.js")).href);
  writeFileSync(file, `${example.replace('"locum"', library)}\nconsole.log(created.status);`);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  expect(stdout).toBe("201\n");
});
