import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadScenarios } from "../../src/scenarios/load.ts";
import { indexStubs } from "../../src/stubs/select.ts";
import { answerFromStubs } from "../../src/stubs/turn.ts";
import { peopleContract } from "../support/scenario-contract.ts";
import { remember, smallStore } from "../support/scenario-store.ts";
import { subject } from "../support/scenario-subject.ts";

const contract = peopleContract();
const shipped = join(import.meta.dirname, "../../scenarios");
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

describe("the scenarios that ship with the ambassador API", () => {
  const answers = async (name: string, parts: Parameters<typeof subject>[0], turns = 1) => {
    const { scenarios } = await loadScenarios({ folder: shipped, contract, files });
    const index = indexStubs(scenarios.filter((one) => one.name === name).flatMap(({ stubs }) => stubs));
    const asked = subject(parts);
    const seen: unknown[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const answer =
        (await answerFromStubs(index, asked, "first")) ?? (await answerFromStubs(index, asked, "after"));
      seen.push(answer && (answer.trouble.fault ?? answer.status));
    }
    return turns === 1 ? seen[0] : seen;
  };
  const body = (fields: object) => ({ body: { firstname: "Ada", email: "ada@example.com", ...fields } });

  test("are five, of which the magic values are on", async () => {
    const { scenarios } = await loadScenarios({ folder: shipped, contract, files });
    expect(scenarios.map(({ name, active }) => [name, active])).toEqual([
      ["flaky", false],
      ["magic-values", true],
      ["outage", false],
      ["referrer-must-exist", false],
      ["unique-email", false],
    ]);
    expect(scenarios.every(({ description }) => description.length > 40)).toBe(true);
  });

  test.each<[string, unknown, Parameters<typeof subject>[0]]>([
    ["an expired token", 401, { headers: { authorization: "Bearer expired" } }],
    ["an expired token, its scheme written otherwise", 401, { headers: { authorization: "bearer expired" } }],
    ["another token that begins like it", undefined, { headers: { authorization: "Bearer expired2" } }],
    ["a token in capitals", undefined, { headers: { authorization: "Bearer EXPIRED" } }],
    ["an ambassador's token", 403, { headers: { authorization: "Bearer ambassador" } }],
    ["a taken email", 422, body({ email: "taken@example.com" })],
    ["an unknown referrer", 404, body({ ambassador_id_referrer: "unknown" })],
    ["anything else", undefined, body({ ambassador_id_referrer: "7" })],
  ])("magic-values: %s", async (_, expected, parts) => {
    expect(await answers("magic-values", parts)).toBe(expected);
  });

  test("unique-email: a second ambassador with an email is refused", async () => {
    const store = smallStore();
    expect(await answers("unique-email", { store })).toBeUndefined();
    await remember(store, "ambassadors", { id_ambassador: 1, email: "ada@example.com" });
    expect(await answers("unique-email", { store })).toBe(422);
    expect(await answers("unique-email", { store, ...body({ email: "bob@example.com" }) })).toBeUndefined();
  });

  test("referrer-must-exist: only a referrer that was created is accepted", async () => {
    const store = smallStore();
    await remember(store, "ambassadors", { id_ambassador: 7 });
    const status = (ambassador_id_referrer: unknown) =>
      answers("referrer-must-exist", { store, ...body({ ambassador_id_referrer }) });
    expect(
      await Promise.all([
        status("7"),
        status("8"),
        status(null),
        status(""),
        answers("referrer-must-exist", { store }),
      ]),
    ).toEqual([undefined, 404, undefined, undefined, undefined]);
  });

  test("flaky: the third time is lucky, again and again", async () => {
    expect(await answers("flaky", {}, 6)).toEqual([
      503,
      "connection-reset",
      201,
      503,
      "connection-reset",
      201,
    ]);
  });

  test("outage: every operation is down", async () => {
    expect(await answers("outage", {}, 2)).toEqual([503, 503]);
    expect(await answers("outage", { operation: contract.operation("showPet")! })).toBe(503);
  });
});
