import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

const [, section = ""] = readFileSync("README.md", "utf8").split(
  "## From an existing Jest suite to a contract gate in CI\n",
);
const [commands = "", testFile = ""] = [/```sh\n(.*?)```/s, /```js\n(.*?)```/s].map(
  (block) => block.exec(section)?.[1],
);

const consumer = (pages: string) => `exports.booksAt = (url) => ({
  add: ({ title, pages }) =>
    fetch(url + "/v1/books", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title, pages: ${pages} }),
    }),
});
`;

/** A project with a consumer and Jest, such as there are many, after what the README says. */
async function project(): Promise<string> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, "package.json"), '{ "name": "shop", "private": true }\n');
  copyFileSync("test/examples/books.yaml", join(folder, "openapi.yaml"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(resolve("."), join(folder, "node_modules/locum"));
  const lines = commands.trim().split("\n");
  expect(lines[0]).toBe("npm install --save-dev locum");
  expect(lines.at(-1)).toBe("npx jest");
  for (const line of lines.slice(1, -1)) {
    expect(line).toMatch(/^npm pkg set [\w./= -]+$/);
    expect(await run(folder, line.split(" "))).toMatchObject({ code: 0 });
  }
  const [, name = ""] = /^\/\/ (\S+)$/m.exec(testFile) ?? [];
  writeFileSync(join(folder, name), testFile);
  return folder;
}

async function jest(folder: string): Promise<{ code: number | null; said: string }> {
  return await run(folder, [process.execPath, resolve("node_modules/jest/bin/jest.js"), "--ci"]);
}

async function run(cwd: string, [command = "", ...args]: string[]) {
  const env = { ...process.env, NODE_OPTIONS: undefined, LOCUM_URL: undefined, FORCE_COLOR: "0" };
  const child = spawn(command, args, { cwd, env });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return await new Promise<{ code: number | null; said: string }>((done) =>
    child.on("close", (code) => done({ code, said })),
  );
}

test("what the README says makes a Jest suite a contract gate, in under 20 lines", async () => {
  expect(`${commands}${testFile}`.trim().split("\n").length).toBeLessThan(20);
  const folder = await project();
  const books = join(folder, "books.js");

  writeFileSync(books, consumer("pages"));
  const good = await jest(folder);
  expect(good.said).toContain("1 passed");
  expect(good.code).toBe(0);

  writeFileSync(books, consumer("String(pages)"));
  const broken = await jest(folder);
  expect(broken.said).toMatch(/POST \/v1\/books → 422.*pages/);
  expect(broken.said).toContain("1 failed");
  expect(broken.code).toBe(1);
}, 120_000);
