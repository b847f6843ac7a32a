import { readdirSync, readFileSync } from "node:fs";
import * as files from "node:fs/promises";
import { Ajv, type ValidateFunction } from "ajv";
import fc from "fast-check";
import { contractOf } from "../../src/contract/load.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { openContract } from "../../src/contract/open.ts";
import { effectKeys } from "../../src/stubs/effect.ts";
import { patchKeys } from "../../src/stubs/patch.ts";
import { matcherWords } from "../../src/matchers/read.ts";
import { checkScenario } from "../../src/scenarios/check.ts";
import { credentialKeys } from "../../src/scenarios/credentials.ts";
import { scenarioKeys } from "../../src/scenarios/scenario.ts";
import { scenarioSchema } from "../../src/scenarios/schema/scenario-schema.ts";
import { parseYaml } from "../../src/scenarios/yaml.ts";
import { chosenKeys, choiceKeys, responseKeys, sequenceKeys } from "../../src/stubs/respond.ts";
import { storeKeys } from "../../src/stubs/stored.ts";
import { stubKeys } from "../../src/stubs/stub.ts";
import { thenKeys } from "../../src/stubs/then.ts";
import { whenKeys } from "../../src/stubs/when.ts";
import { goodStubs, peopleContract, scenarioOf } from "../support/scenario-contract.ts";

type Json = Record<string, unknown>;

/** A plain AJV for draft 7, with nothing of ours in it. */
function judgeOf(contract: Contract): ValidateFunction {
  return new Ajv({ strict: false, logger: false }).compile(scenarioSchema(contract));
}

const people = peopleContract();
const judge = judgeOf(people);
const valueOf = (text: string) => parseYaml(text).value as Json;
const loads = (value: unknown, contract = people) =>
  checkScenario({ file: "s.yaml", text: JSON.stringify(value), contract }).mistakes.every(
    ({ level }) => level === "warning",
  );

describe("the schema of scenario files", () => {
  test.each(goodStubs)("takes what the loader takes: %s", (lines) => {
    expect(judge(valueOf(scenarioOf(lines))) || judge.errors).toBe(true);
  });

  test("takes the scenarios that ship with the ambassador API", async () => {
    const document = "spec/ambassador.openapi.yaml";
    const judgeShipped = judgeOf(await openContract([{ document }], { files, allowRef: false }));
    const shipped = readdirSync("scenarios").map((name) => readFileSync(`scenarios/${name}`, "utf8"));
    expect(shipped.length).toBeGreaterThan(4);
    for (const text of shipped) expect(judgeShipped(valueOf(text)) || judgeShipped.errors).toBe(true);
  });

  test.each([
    ["a key nobody knows", "respnd: { status: 404 }"],
    ["a status that the operation does not declare", "respond: { status: 418 }"],
    ["the same as a step of a sequence", "respond: { sequence: [{ status: 418 }] }"],
    ["a status in quotes", "respond: { status: '404' }"],
    ["an example that is not there", "respond: { status: 201, example: adda }"],
    ["an example of a success that is not there", "respond: { example: adda }"],
    ["an example of a response without content", "respond: { status: 404, example: ada }"],
    ["a body where none is declared", "respond: { status: 404, body: { message: x } }"],
    ["a field the response has not", "respond: { status: 201, body: { fristname: x } }"],
    ["the same, deeper", "respond: { body: { roles: [{ status: on }] } }"],
    ["a value of another type", "respond: { body: { id_ambassador: seven } }"],
    ["a value that is none of the enum", "respond: { body: { roles: [{ status_role: maybe }] } }"],
    ["a fault nobody knows", "respond: { fault: connection-rest }"],
    ["a delay the wrong way around", "respond: { delay: { max: 5 } }"],
    ["a field the request has not", "when: { body: { /emial: x } }"],
    ["what is below a text", "when: { body: { /email/at: x } }"],
    ["no pointer", "when: { body: { email: x } }"],
    ["a matcher nobody knows", "when: { body: { /email: { equal: x } } }"],
    ["a path parameter the operation has not", "when: { path: { id: 7 } }"],
    ["a collection nobody has", "when: { store: { collection: ambassador } }"],
    ["an empty sequence", "respond: { sequence: [] }"],
    ["what is no number of times", "times: 0"],
  ])("refuses %s", (_, lines) => {
    expect(judge(valueOf(scenarioOf(lines)))).toBe(false);
  });

  test("refuses an operation nobody has, and takes each name that one has", () => {
    const judged = (operation: string) => judge(valueOf(scenarioOf("times: 1", operation)));
    expect(judged("createAmbasador")).toBe(false);
    expect(judged("POST /manager/ambasadors")).toBe(false);
    const names = ["POST /manager/ambassadors", "post /manager/ambassadors", '"*"'];
    expect(names.map(judged)).toEqual([true, true, true]);
    expect(judged("POST /api/v2/manager/ambassadors")).toBe(true);
  });

  test("a stub of every operation may only answer what all of them declare", () => {
    const judged = (lines: string) => judge(valueOf(scenarioOf(lines, '"*"')));
    expect(judged("respond: { status: 422 }")).toBe(false);
    expect(judged("respond: { status: 422, undeclared: true }")).toBe(true);
  });

  test("knows every key that the reader knows", () => {
    const { properties = {}, $defs } = scenarioSchema(people) as {
      properties?: Json;
      $defs: Record<string, { properties: Json }>;
    };
    const keysOf = (name: string) => Object.keys($defs[name]?.properties ?? {});
    expect(Object.keys(properties)).toEqual([...scenarioKeys]);
    expect(keysOf("stub").toSorted()).toEqual(stubKeys.toSorted());
    expect(keysOf("when").toSorted()).toEqual(whenKeys.toSorted());
    expect(keysOf("store")).toEqual([...storeKeys]);
    expect(keysOf("then")).toEqual([...thenKeys]);
    expect(keysOf("response").toSorted()).toEqual(responseKeys.toSorted());
    expect(keysOf("matcher").toSorted()).toEqual(matcherWords.toSorted());
    expect(keysOf("sequence")).toEqual([...sequenceKeys]);
    expect(keysOf("choice")).toEqual([...choiceKeys]);
    expect(keysOf("chosen").toSorted()).toEqual(chosenKeys.toSorted());
    expect(keysOf("patch")).toEqual([...patchKeys]);
    expect(keysOf("credential")).toEqual([...credentialKeys]);
    expect(keysOf("effect")).toEqual([...effectKeys]);
    const described = JSON.stringify($defs["matcher"]?.properties).match(/"description"/g);
    expect(described).toHaveLength(matcherWords.length);
  });

  test("says beside a field what the contract says of it", () => {
    const text = JSON.stringify(scenarioSchema(people));
    expect(text).toContain('"/email":{"title":"string (email), required"');
    expect(text).toContain("404: Not found");
  });

  test("refuses nothing that the loader takes, however a good file is changed", () => {
    const bases = [
      ...goodStubs.map((lines) => scenarioOf(lines)),
      scenarioOf("respond: { status: 200, body: { name: Tom, lives: 7 } }", "showPet"),
      scenarioOf("respond: { status: 503, undeclared: true }", '"*"'),
    ].map(valueOf);
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (base, changes) => {
          const value = changes.reduce((changed, one) => one(changed), base);
          if (judge(value)) return;
          const { errors } = judge;
          expect({ value, errors, loads: loads(value) }).toMatchObject({ loads: false });
        },
      ),
      { numRuns: 250 },
    );
  });
});

const words = [
  ...credentialKeys,
  ...stubKeys,
  ...thenKeys,
  ...effectKeys,
  ...patchKeys,
  ...chosenKeys,
  ...choiceKeys,
  ...responseKeys,
  ...sequenceKeys,
  ...whenKeys,
  ...storeKeys,
  ...matcherWords,
];
const names = [
  "/email",
  "/roles/0/status_role",
  "",
  "email",
  "petId",
  "X-A",
  "__proto__",
  "firstname",
  "lives",
];
const values: readonly unknown[] = [
  ...[null, true, false, 0, 1, 7.5, -1, 200, 201, 404, 422, 503, "", "x", "*", "ada", "default", "showPet"],
  ...[
    "{{ request.body.email }}",
    "{{ session }}",
    "100-500",
    "stall",
    "first",
    "cycle",
    "POST /manager/ambassadors",
  ],
  ...[[], [1], ["x"], {}, { a: 1 }, { status: 404 }, { equals: "x" }, { "/email": "x" }, { min: 1, max: 2 }],
];

/** One change at one place of a value: another value, a key more, a key less, a key by another name. */
const change = fc
  .tuple(fc.nat(), fc.constantFrom("replace", "add", "drop", "rename"), fc.nat(), fc.nat())
  .map(([place, kind, name, value]) => (whole: Json): Json => {
    const copy = structuredClone(whole);
    const holders = holdersIn(copy).filter((one) => Object.keys(one).length > 0);
    const holder = holders[place % holders.length];
    if (!holder) return copy;
    const keys = Object.keys(holder);
    const key = keys[name % keys.length]!;
    const other = [...words, ...names][value % (words.length + names.length)]!;
    if (kind === "replace") holder[key] = values[value % values.length];
    if (kind === "add" && !Array.isArray(holder)) define(holder, other, values[name % values.length]);
    if (kind === "drop" && !Array.isArray(holder)) Reflect.deleteProperty(holder, key);
    if (kind === "rename" && !Array.isArray(holder)) {
      define(holder, other, holder[key]);
      if (other !== key) Reflect.deleteProperty(holder, key);
    }
    return copy;
  });

function define(holder: Json, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}

function holdersIn(value: unknown): Json[] {
  if (typeof value !== "object" || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(holdersIn)];
}

describe("the schema of a large document", () => {
  test("stays below two megabytes, and finds its way out of schemas that contain themselves", () => {
    const node = (name: number) => ({
      type: "object",
      description: "A thing that leads to others. ".repeat(5),
      properties: Object.fromEntries<unknown>([
        ["self", { $ref: `#/components/schemas/T${name}` }],
        ...Array.from({ length: 12 }, (_, index): [string, unknown] => [
          `property_${name}_${index}`,
          index % 5 === 0
            ? { $ref: `#/components/schemas/T${(name * 7 + index) % 400}` }
            : { type: "string", description: "What it says. ".repeat(12) },
        ]),
      ]),
    });
    const schemas = Object.fromEntries(Array.from({ length: 400 }, (_, name) => [`T${name}`, node(name)]));
    const paths = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, index) => {
        const content = { "application/json": { schema: { $ref: `#/components/schemas/T${index % 400}` } } };
        const post = {
          operationId: `things/create-${index}`,
          requestBody: { content },
          responses: {
            201: { description: "Created", content },
            default: { description: "Failed", content },
          },
        };
        return [`/organisations/{id}/things-${index}`, { post }];
      }),
    );
    const document = {
      openapi: "3.0.3",
      info: { title: "Large", version: "1" },
      paths,
      components: { schemas },
    };
    const text = JSON.stringify(scenarioSchema(contractOf(document, "large.json")));
    expect(text.length).toBeLessThan(2_000_000);
    expect(text).toContain("things/create-1199");
    expect(text).toContain('"/property_7_1"');
  });
});
