import { readFileSync } from "node:fs";
import { locumHere as locum } from "../support/cli.ts";
import { mistakesIn } from "../support/typescript.ts";

const petstore = "test/support/petstore.yaml";

/** Each line with the words that the compiler finds a mistake by; an empty one where it finds none. */
const lines: readonly (readonly [line: string, mistake: RegExp | undefined])[] = [
  ['await session.verify({ operation: "createPet", body: { "/name": { equals: "Rex" } } });', undefined],
  ['await session.verify({ operation: "POST /pets", body: { "/kind": "cat" } }, { times: 1 });', undefined],
  ['await session.verify({ operation: "createPets" });', /"createPets"/],
  ['await session.verify({ operation: "createPet", body: { "/nmae": "Rex" } });', /"\/nmae"/],
  ['await session.verify({ operation: "createPet", body: { "/kind": "bird" } });', /"bird"/],
  ['await session.verify({ operation: "createPet", body: { "/weight": { gte: 3 } } });', undefined],
  ['await session.find({ operation: "readPet", path: { petId: 7 } });', undefined],
  ['await session.find({ operation: "readPet", path: { id: 7 } });', /'id'/],
  ['await session.find({ headers: { "x-trace": { exists: true } } });', undefined],
  ['await session.verifyInOrder([{ operation: "createPet" }, { operation: "readPet" }]);', undefined],
  ['await session.verifyInOrder([{ operation: "createPet" }, { operation: "redPet" }]);', /"redPet"/],
  ['await session.verifyNoViolations({ except: { operation: "createPet" } });', undefined],
  ['await session.stub({ operation: "createPet", respond: { status: 201, body: { id: 7 } } });', undefined],
  ['await session.stub({ operation: "createPet", respond: { body: { id: "seven" } } });', /"seven"|string/],
  ['await session.stub({ operation: "readPet", respond: { status: 404 } });', undefined],
  ['await session.stub({ operation: "readPet", respond: { status: 418 } });', /'undeclared'/],
  ['await session.stub({ operation: "readPet", respond: { status: 418, undeclared: true } });', undefined],
  ['await session.stub({ operation: "createPet", respond: { status: 500, body: { code: 1 } } });', undefined],
  [
    'await session.stub({ operation: "readPet", respond: { body: { id: "{{ request.path.petId }}" } } });',
    undefined,
  ],
  [
    'await session.stub({ operation: "readPet", respond: { sequence: [{ status: 404 }, { status: 418 }] } });',
    /418|undeclared/,
  ],
  ['await session.stub({ operation: "*", respond: { status: 503, undeclared: true } });', undefined],
  ['await session.stub({ operation: "readPet", when: { state: "Gone", path: { petId: 7 } } });', undefined],
];

const head = `
import { connect, createMockServer } from "../dist/index.js";
import type { Api, Pet } from "./api.ts";
const session = connect<Api>("http://127.0.0.1:4010").session();
export const here = createMockServer<Api>({ document: "petstore.yaml" }).session("a");
export const pet: Pet = { id: 1, name: "Rex", owner: { email: "a@example.org", pets: [] } };
export const anything = connect("http://127.0.0.1:4010").session().verify({ operation: "whatever", body: { "/a": 1 } });
`.trim();

test("with locum types, what a test tells and asks a session is checked by the compiler", async () => {
  const { code, out } = await locum("types", petstore);
  expect(code).toBe(0);
  const use = `${head}\n${lines.map(([line]) => line).join("\n")}\n`;
  const found = mistakesIn({ "api.ts": out, "use.ts": use });
  const first = head.split("\n").length + 1;
  const strange = found.filter((one) => !one.startsWith("use.ts:"));
  expect(strange).toEqual([]);
  for (const [index, [line, mistake]] of lines.entries()) {
    const said = found.filter((one) => one.startsWith(`use.ts:${String(first + index)} `)).join("\n");
    expect({ line, said: mistake?.test(said) === true ? "" : said }).toEqual({ line, said: "" });
    if (mistake) expect({ line, said }).not.toEqual({ line, said: "" });
  }
  expect(found.filter((one) => Number(/:(\d+)/.exec(one)?.[1]) < first)).toEqual([]);
});

test("the README's example compiles, and does not where it says so", async () => {
  const [example = ""] =
    /^```ts\n([^`]*?from "\.\/api\.ts";.*?)^```/ms.exec(readFileSync("README.md", "utf8"))?.slice(1) ?? [];
  expect(example).toContain('"/kind": "cat"');
  const { out } = await locum("types", petstore);
  const here = example.replace('from "locum"', 'from "../dist/index.js"');
  const wrong = [
    here.replace('"/kind"', '"/kidn"'),
    here.replace('"cat"', '"bird"'),
    here.replace("404", "418"),
    here.replace("404", "418, undeclared: true"),
  ];
  const texts = Object.fromEntries([here, ...wrong].map((text, index) => [`use-${String(index)}.ts`, text]));
  const found = mistakesIn({ "api.ts": out, ...texts });
  expect(found.map((one) => one.slice(0, "use-0".length))).toEqual(["use-1", "use-2", "use-3"]);
});

test("of a document that is not there: exit 2, and nothing on standard output", async () => {
  expect(await locum("types", "no-such.yaml")).toMatchObject({ code: 2, out: "" });
});
