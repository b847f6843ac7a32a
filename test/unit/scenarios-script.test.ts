import { contractOf } from "../../src/contract/load.ts";
import { createGenerator } from "../../src/generate/generator.ts";
import { checkScenario } from "../../src/scenarios/check.ts";
import { mistakeText } from "../../src/scenarios/mistake.ts";
import { petShop } from "../support/pet-shop.ts";

const contract = contractOf(petShop, "shop.json");
const generator = await createGenerator(contract.schemas);
const whyNotFaked = (said: unknown) => generator.whyNotFaked(said);
const check = (text: string) => checkScenario({ file: "s.yaml", text, contract, whyNotFaked });

/** A scenario of one stub; its first line is line 3 of the file, and begins in the seventh column. */
const stubOf = (line: string, operation = "sellPet") =>
  `scenario: demo\nstubs:\n  - operation: "${operation}"\n    ${line.replaceAll("\n", "\n    ")}\n`;

const findings = (line: string, operation?: string) =>
  check(stubOf(line, operation))
    .mistakes.filter(({ level }) => level === "error")
    .map(mistakeText);

describe("a stub that says what can be done", () => {
  test.each([
    "expires: 500ms",
    "expires: 2026-01-01T00:00:00+01:00",
    "expires: '2026-01-01T00:00:00Z'",
    "respond: { sequence: [{}, { status: 404 }], repeat: once }",
    "respond: { choose: [{ weight: 0.5 }, { status: 404 }, { weight: 9, fault: stall }] }",
    "respond: { patch: [{ op: add, path: /name, value: '{{ body.whatever }}' }, { op: test, path: '', value: {} }] }",
    "when: { body: { '': { schema: { $ref: '#/components/schemas/NewPet' } } }, path: { petId: { schema: { type: integer } } } }",
    "when: { store: { collection: pets, where: { /name: { schema: { minLength: 2 } } } } }",
    "when: { counter: { sold: { gte: 1, lt: 3 } } }\nthen: { count: sold }",
    "respond: { headers: { x-a: '{{ query.a }} {{ path.petId }} {{ headers.X-B }} {{ cookies.c }} {{ session }} {{ state }}' } }",
    "respond: { body: { name: '{{ store.pets[path.petId].name }} {{ store.pets.7.tags.0 }} {{ store.pets.length }}' } }",
    "respond: { body: { name: '{{ store.pets[\"a.b\"].name }} {{ store.owners/[path.petId]/notes.length }}' } }",
    "respond: { body: { until: '{{ now }} {{now+1d}} {{ now - 90m }}', pet: '{{ counter }}' } }",
    "respond: { body: { name: '{{ faker.person.firstName }} {{ faker.number.int({ min: 1, max: 5 }) }} {{ faker.lorem.words(3) }}' } }",
    "respond: { body: { name: '{{ faker.helpers }}' } }".replace(
      "helpers",
      'commerce.price({"min": 1, "max": 2})',
    ),
    "then: { state: Sold, count: sold, store: [{ put: pets, value: { name: x } }, { update: pets, key: 7, value: { soldTo: null } }, { remove: pets, key: a/b }] }",
    "then: { store: [{ put: 'owners/{{ path.petId }}/notes', value: { text: x } }, { update: till, value: { cents: 1 } }, { remove: till }] }",
  ])("is taken: %s", (line) => {
    expect(findings(line)).toEqual([]);
  });
});

describe("a stub that does not", () => {
  test.each<[string, string]>([
    ["expires: 0s", "4:14: expires wants how long, or until when"],
    ["expires: 30", "4:14: expires wants how long, or until when"],
    ["expires: 2026-01-01", "4:14: expires wants how long"],
    ["expires: 999999999999d", "4:14: expires wants how long"],
    ["respond: { choose: [] }", "4:24: choose wants a list of responses"],
    ["respond: { choose: [{ weight: 0 }] }", "4:35: a weight is a number above 0"],
    ["respond: { choose: [{ weight: .inf }] }", "4:35: JSON has no .inf"],
    ["respond: { choose: [{ wieght: 1 }] }", '4:27: nothing is called "wieght" here (did you mean weight?)'],
    ["respond: { choose: [{ status: 418 }] }", "4:35: sellPet does not declare status 418"],
    ["respond: { choose: [{}], repeat: once }", '4:30: nothing is called "repeat" here'],
    ["respond: { patch: [] }", "4:23: patch wants a list of 1 to 100 operations"],
    [
      "respond: { patch: [{ op: repalce, path: /name, value: x }] }",
      "4:30: op is what is to be done (did you mean replace?)",
    ],
    ["respond: { patch: [{ op: replace, path: /name }] }", "4:24: replace wants a value"],
    ["respond: { patch: [{ op: move, path: /name }] }", "from wants a JSON Pointer"],
    ["respond: { patch: [{ op: replace, path: name, value: x }] }", "4:45: path wants a JSON Pointer"],
    [
      "respond: { patch: [{ op: remove, path: '/{{ body.a }}' }] }",
      "4:44: path wants a JSON Pointer without templates",
    ],
    [
      "respond: { patch: [{ op: remove, path: /nmae }] }",
      "4:44: /nmae leads nowhere in the response (did you mean name?)",
    ],
    [
      "respond: { patch: [{ op: replace, path: /pet, value: x }] }",
      '4:58: "x" breaks the response schema (type: "integer")',
    ],
    ["respond: { fault: stall, patch: [{ op: remove, path: /name }] }", "4:30: the fault stall has no patch"],
    [
      "when: { body: { '': { schema: { $ref: '#/components/schemas/Nothing' } } } }",
      "4:35: this schema cannot be used: ",
    ],
    ["when: { body: { '': { schema: { type: txt } } } }", "4:35: this schema cannot be used: "],
    ["when: { body: { '': { schema: [] } } }", "4:35: schema wants a JSON Schema"],
    [
      "when: { counter: { solt: 1 } }\nthen: { count: sold }",
      '4:24: no stub of this file counts "solt" (did you mean sold?)',
    ],
    [
      "when: { counter: { sold: 1 } }",
      '4:24: no stub of this file counts "sold". Write then: { count: sold }',
    ],
    ["when: { counter: {} }", "4:22: this names no counter"],
    ["then: { count: a.b }", "4:20: a counter has a name of"],
    ["then: {}", "4:11: then says nothing"],
    ["respond: { body: { name: '{{ counter.solt }}' } }", '4:30: no stub of this file counts "solt"'],
    [
      "respond: { body: { name: '{{ now +1y }}' } }",
      '4:30: "{{ now +1y }}" cannot be read: an offset is written as',
    ],
    ["respond: { body: { name: '{{ now +999999999d }}' } }", '4:30: "{{ now +999999999d }}" cannot be read'],
    [
      "respond: { body: { name: '{{ faker.person.fristName }}' } }",
      '4:30: faker has no "person.fristName" (did you mean person.firstName?)',
    ],
    ["respond: { body: { name: '{{ faker.helpers.fake(\"x\") }}' } }", '4:30: faker has no "helpers.fake"'],
    [
      "respond: { body: { name: '{{ faker.person }}' } }",
      '4:30: "{{ faker.person }}" cannot be read: write faker.person.firstName',
    ],
    ["respond: { body: { name: '{{ faker.number.int(process.env) }}' } }", "its arguments are no JSON"],
    [
      "respond: { body: { name: '{{ store.pet.7.name }}' } }",
      '4:30: the contract has no collection "pet" (did you mean pets?)',
    ],
    [
      "respond: { body: { name: '{{ store.pets.7.nmae }}' } }",
      '4:30: things in pets have no field "nmae" (did you mean name?)',
    ],
    [
      "respond: { body: { name: '{{ store.pets[path.petid].name }}' } }",
      '4:30: sellPet has no path parameter "petid" (did you mean petId?)',
    ],
    [
      "respond: { body: { name: '{{ store.pets[store.pets.1.id].name }}' } }",
      "names nothing a template can read",
    ],
    ["respond: { body: { name: '{{ store }}' } }", "names nothing a template can read"],
    ["respond: { body: { name: '{{ bdy.x }}' } }", "names nothing a template can read (did you mean body?)"],
    ["respond: { headers: { x: '{{ faker.person }}' } }", "4:30: "],
    ["when: { body: { /a: '{{ counter }}' } }", "4:25: counter says something of an answer"],
    ["when: { body: { /a: '{{ faker.person.firstName }}' } }", "4:25: faker says something of an answer"],
    [
      "when: { store: { collection: pest } }",
      '4:34: the contract has no collection "pest" (did you mean pets?)',
    ],
    [
      "when: { store: { collection: pets, where: { /nmae: x } } }",
      "4:49: things in pets have no field /nmae (did you mean name?)",
    ],
    ["then: { store: [] }", "4:20: store wants a list of 1 to 100 things to do"],
    [
      "then: { store: [{ put: pest, value: {} }] }",
      '4:28: the contract has no collection "pest" (did you mean pets?)',
    ],
    ["then: { store: [{ put: pets, key: 1, value: {} }] }", "4:34: put finds the key itself"],
    ["then: { store: [{ put: pets, update: pets, value: {} }] }", "4:21: this wants put, update or remove"],
    ["then: { store: [{ put: pets }] }", "put wants a value with names"],
    [
      "then: { store: [{ put: pets, value: { nmae: x } }] }",
      '4:43: the response has no field "nmae" (did you mean name?)',
    ],
    [
      "then: { store: [{ put: pets, value: { status: new } }] }",
      '4:51: "new" breaks the response schema (enum:',
    ],
    ["then: { store: [{ update: pets, value: { name: x } }] }", "4:21: update wants to know which records"],
    [
      "then: { store: [{ update: pets, where: { /nam: x }, value: { name: x } }] }",
      "4:46: things in pets have no field /nam (did you mean name?)",
    ],
    [
      "then: { store: [{ put: pets, where: { /name: x }, value: { name: x } }] }",
      "4:34: put makes one thing",
    ],
    [
      "then: { store: [{ remove: pets, key: 1, where: { /name: x } }] }",
      "4:45: a key says which record is meant",
    ],
    [
      "then: { store: [{ update: till, key: 1, value: { cents: 1 } }] }",
      "4:37: there is only one thing in till",
    ],
    ["then: { store: [{ remove: pets, key: 1, value: {} }] }", "4:45: remove takes no value"],
    ["then: { store: [{ update: pets, key: [1], value: {} }] }", "4:42: a key is a text or a number"],
    [
      "then: { store: [{ put: 'owners/{{ state }}/notes', value: {} }] }",
      "4:28: this is no name of a collection",
    ],
    ["respond: { body: { name: { '{{ body.x }}': 1 } } }", "4:32: a name cannot be a template"],
  ])("%s", (line, expected) => {
    const told = findings(line);
    expect(told.join("\n")).toContain(expected);
    expect(told.every((one) => /^s\.yaml:\d+:\d+: .+\. .+\.$/.test(one))).toBe(true);
  });

  test("what a stub of every operation names is checked as far as it can be", () => {
    expect(
      findings("respond: { headers: { x: '{{ store.pest.length }} {{ faker.no.such }}' } }", "*"),
    ).toHaveLength(2);
    expect(findings("respond: { headers: { x: '{{ body.anything }}' } }", "*")).toEqual([]);
  });
});

describe("made to do harm, or by accident", () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join("");

  test.each<[string, string]>([
    ["calls without end", `respond: { body: { name: '${"{{ faker.a.b(".repeat(20_000)}' } }`],
    ["brackets without end", `respond: { body: { name: '{{ store.pets${"[".repeat(50_000)} }}' } }`],
    ["steps without end", `respond: { body: { name: '{{ store${".a".repeat(50_000)} }}' } }`],
    ["braces in a call", `respond: { body: { name: '{{ faker.a.b(${"{".repeat(50_000)}) }}' } }`],
    ["a store of __proto__", "respond: { body: { name: '{{ store.__proto__.constructor.name }}' } }"],
    ["a counter of __proto__", "when: { counter: { __proto__: 1, constructor: 2 } }"],
    ["effects on __proto__", "then: { store: [{ put: __proto__, value: { __proto__: { a: 1 } } }] }"],
    ["a patch of __proto__", "respond: { patch: [{ op: add, path: /__proto__/x, value: 1 }] }"],
  ])("%s: told at once", (_, line) => {
    const told = findings(line);
    expect(told.length).toBeGreaterThan(0);
    expect(Math.max(...told.map(({ length }) => length))).toBeLessThan(1_000);
  });

  test("ten thousand counters are read, and a thousand templates in one text", () => {
    const counters = many(10_000, (index) => `c${index}: 1, `);
    expect(findings(`when: { counter: { ${counters} } }`)).toHaveLength(100);
    const text = many(1_000, (index) => `{{ body.f${index} }} {{ now +${index}s }} `);
    expect(findings(`respond: { body: { name: '${text}' } }`)).toEqual([]);
  });
});
