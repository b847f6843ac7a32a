import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadScenarios } from "../../src/scenarios/load.ts";
import { peopleContract } from "../support/scenario-contract.ts";

const contract = peopleContract();
const good = (name: string) =>
  `scenario: ${name}\nstubs: [{ operation: createAmbassador, respond: { status: 404 } }]\n`;

describe("a folder of scenarios", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "locum-scenarios-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const load = async () => (await loadScenarios({ folder, contract, files })).scenarios;
  const write = (name: string, content: string | Buffer) => writeFile(join(folder, name), content);

  test("is read in the order of its file names; other files are left alone", async () => {
    await write("b.yml", good("second"));
    await write("a.yaml", `\uFEFF${good("first")}`);
    await write("notes.txt", "not: [a scenario");
    expect((await load()).map(({ name }) => name)).toEqual(["first", "second"]);
  });

  test("may be empty", async () => {
    expect(await load()).toEqual([]);
  });

  test("tells what is wrong in all of its files at once, a line each", async () => {
    await write("a.yaml", good("twice"));
    await write("b.yaml", good("twice"));
    await write("c.yaml", good("c").replace("404", "418"));
    await write("d.yaml", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]));
    await write("e.yaml", "scenario: \0\n");
    await write("f.yaml", "#".repeat(1_000_001));
    await mkdir(join(folder, "g.yaml"));
    await symlink(join(folder, "gone"), join(folder, "h.yaml"));
    const error = await load().then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error?.name).toBe("InputError");
    const lines = (error?.message ?? "").split("\n").map((line) => line.replace(join(folder, "/"), ""));
    expect(lines.map((line) => line.slice(0, 48))).toEqual([
      `b.yaml:1:11: the scenario twice is in ${join(folder, "a.yaml")} too`.slice(0, 48),
      "c.yaml:2:59: createAmbassador does not declare s",
      "d.yaml: this is no text in UTF-8. Save it as UTF",
      "e.yaml: this is no text in UTF-8. Save it as UTF",
      "f.yaml: this is larger than 1000000 bytes. Split",
      "g.yaml: this is no file. Keep only scenario file",
      "h.yaml: it cannot be read (ENOENT: no such file ",
    ]);
  });

  test("that does not exist is an input error with a next step", async () => {
    const reading = loadScenarios({ folder: join(folder, "none"), contract, files });
    await expect(reading).rejects.toThrow(
      /none: the folder of scenarios cannot be read .*\n {2}Name a folder that exists/,
    );
  });
});
