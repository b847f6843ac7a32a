import { execFile } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { run } from "../../src/cli/run.ts";
import { locum, serve, stopServing } from "../support/cli.ts";
import { readCurl, runCurl } from "../support/curl.ts";
import {
  ada,
  ambassadorDocument,
  ambassadors,
  startMock,
  stopAll,
  temporaryFolder,
} from "../support/mock.ts";

const readme = readFileSync("README.md", "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text = ""]) => text);

afterAll(async () => {
  stopServing();
  await stopAll();
});

/** `…` stands for anything; headers are compared without regard to their case. */
function pattern(expected: string): RegExp {
  const parts = expected
    .trim()
    .split("…")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`, "i");
}

const commands = blocks("console").flatMap((block) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...expected] = part.split("\n");
      return { command, expected: expected.join("\n") };
    }),
);

test("every command of the README prints what the README says", async () => {
  const serving = await serve(["--data", await temporaryFolder()]);
  expect(commands.length).toBeGreaterThan(4);
  for (const { command, expected } of commands) {
    const here = command.replaceAll("localhost:4010", new URL(serving.url).host);
    expect(await runCurl(readCurl(here))).toMatch(pattern(expected));
  }
  await serving.stop();
});

test("the scenario file of the README loads and does what it says", async () => {
  const [scenario] = blocks("yaml");
  const scenarios = await temporaryFolder();
  writeFileSync(join(scenarios, "readme.yaml"), scenario!);
  const { create } = ambassadors(await startMock({ scenarios }));
  const asked = { prefer: "scenario=referrer-unknown" };
  expect((await create({ ...ada, ambassador_id_referrer: "x-1" }, asked)).status).toBe(404);
  const flaky = { ...asked, authorization: "Bearer flaky" };
  expect((await create(ada, flaky)).status).toBe(503);
  await expect(create(ada, flaky)).rejects.toThrow();
  expect((await create(ada, flaky)).json).toMatchObject({ username: "Ada", id_ambassador: 7 });
});

test("the lines of the README that begin a folder of scenarios do so", async () => {
  const lines =
    blocks("sh")
      .find((block) => block.includes("locum init"))
      ?.trim()
      .split("\n") ?? [];
  expect(lines).toHaveLength(3);
  const [folder, before] = [await temporaryFolder(), process.cwd()];
  copyFileSync("test/support/petstore.yaml", join(folder, "petstore.yaml"));
  process.chdir(folder);
  try {
    for (const line of lines) {
      const code = await run(line.split(" ").slice(1), { out: () => undefined, err: () => undefined });
      expect({ line, code }).toEqual({ line, code: 0 });
    }
  } finally {
    process.chdir(before);
  }
});

test("so does the one about trouble", async () => {
  const scenario = blocks("yaml").find((block) => block.includes("credentials:"));
  const scenarios = await temporaryFolder();
  writeFileSync(join(scenarios, "trouble.yaml"), scenario!);
  const timer = (_: number, call: () => void) => {
    queueMicrotask(call);
    return () => undefined;
  };
  const ports = { clock: { now: () => 0 }, timer };
  const { create } = ambassadors(await startMock({ scenarios, ports }));
  expect((await create(ada, { authorization: "Bearer old", "x-mock-session": "old" })).status).toBe(401);
  const statuses: number[] = [];
  for (let n = 0; n < 8; n++) statuses.push((await create()).status);
  expect(statuses.slice(0, 5).filter((status) => status !== 201 && status !== 503)).toEqual([]);
  expect(statuses.slice(5)).toEqual([429, 429, 429]);
});

test("what its second scenario file says beyond that is what happens", async () => {
  const [, scenario] = blocks("yaml");
  const scenarios = await temporaryFolder();
  writeFileSync(join(scenarios, "referrals.yaml"), scenario!);
  const mock = await startMock({ scenarios });
  const asked = { prefer: "scenario=referrals" };
  const { create } = ambassadors(mock);
  const { json: first } = await create({ ...ada, firstname: "Grace" });
  const referred = () => create({ ...ada, ambassador_id_referrer: String(first["id_ambassador"]) }, asked);
  expect((await referred()).json).toMatchObject({
    description: "Referral 1, by Grace",
    suspicious_date: "2025-11-18T09:00:00Z",
    comment: "Thank you, Ada",
  });
  expect((await referred()).json).toMatchObject({ description: "Referral 2, by Grace" });
  const stored = await fetch(`${mock.url}/__admin/store/ambassadors`);
  expect(await stored.json()).toMatchObject([
    { ...first, comment: "Rewarded", date_update: expect.any(String) as string },
    {},
    {},
  ]);
  expect([(await referred()).status, (await referred()).status]).toEqual([422, 404]);
  const lucky = await Promise.all(Array.from({ length: 40 }, async () => (await referred()).status));
  expect([...new Set(lucky)].toSorted()).toEqual([201, 404]);
});

test("the library example runs", async () => {
  const [example] = blocks("ts");
  const file = join(await temporaryFolder(), "example.mjs");
  const library = pathToFileURL(resolve("dist/index.js")).href;
  writeFileSync(
    file,
    `${example!.replace('"locum"', JSON.stringify(library))}\nconsole.log(answered, broken);`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  expect(stdout).toMatch(/^401 the contract was broken:\n .* → 401: .*\n/);
});

test("the scenarios it lists are those that ship, and the commands those there are", async () => {
  const scenarios = [...readme.matchAll(/`Prefer: scenario=([a-z-]+)`/g)].map(([, name]) => name);
  const mock = await startMock({ scenarios: "scenarios" });
  const answer = await fetch(`${mock.url}/__admin/scenarios`);
  const shipped = (await answer.json()) as { scenarios: { name: string; active: boolean }[] };
  const onDemand = shipped.scenarios.filter(({ active }) => !active).map(({ name }) => name);
  expect([...new Set(scenarios)].filter((name) => name !== "referrer-unknown").toSorted()).toEqual(
    onDemand.toSorted(),
  );
  const { out } = await locum(["--help"]);
  for (const [, name] of readme.matchAll(/^\| `(serve|convert|validate|init|scenarios|schema)\b/gm))
    expect(out).toContain(name);
  expect(ambassadorDocument).toBe("spec/ambassador.openapi.yaml");
});
