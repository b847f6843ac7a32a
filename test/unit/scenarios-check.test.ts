import { mistakeText } from "../../src/scenarios/mistake.ts";
import { checkScenario } from "../../src/scenarios/check.ts";
import { goodStubs, peopleContract, scenarioOf } from "../support/scenario-contract.ts";

const contract = peopleContract();
const check = (text: string) => {
  const { scenario, mistakes } = checkScenario({ file: "s.yaml", text, contract });
  return { scenario, findings: mistakes.map(mistakeText) };
};

const stubOf = scenarioOf;

describe("a scenario that says what it means", () => {
  test.each(goodStubs)("is taken: %s", (lines) => {
    expect(check(stubOf(lines)).findings).toEqual([]);
  });

  test("an operation is named by its operationId, by method and path, or as all of them", () => {
    const ids = ["createAmbassador", "POST /manager/ambassadors", "post /manager/ambassadors", '"*"'].map(
      (operation) => check(stubOf("respond: { fault: stall }", operation)).scenario?.stubs[0]?.operationId,
    );
    expect(ids).toEqual(["createAmbassador", "createAmbassador", "createAmbassador", "*"]);
  });

  test("anchors and aliases may save writing", () => {
    const text =
      stubOf("when: { body: &ada { /firstname: Ada } }") +
      "  - { operation: createAmbassador, when: { body: *ada } }\n";
    expect(check(text).scenario?.stubs.map(({ id }) => id)).toEqual(["demo/1", "demo/2"]);
  });
});

describe("what is wrong with a scenario is told with its place and the next step", () => {
  test.each<[string, string]>([
    ["respnd: { status: 404 }", '5:5: nothing is called "respnd" here (did you mean respond?)'],
    [
      "respond: { status: 418 }",
      "5:24: createAmbassador does not declare status 418 (it declares 201, 401, 403, 404, 422)",
    ],
    ["respond: { status: '404' }", "5:24: a status is a number from 200 to 599"],
    [
      "respond: { status: 201, example: adda }",
      '5:38: the contract has no example "adda" here (did you mean ada?)',
    ],
    [
      "respond: { fault: connection-rest }",
      '5:23: there is no fault "connection-rest" (did you mean connection-reset?)',
    ],
    ["respond: { fault: stall, status: 201 }", "5:30: the fault stall has no status"],
    ["respond: { errors: { email: x } }", "5:16: errors belong to a status"],
    [
      "respond: { status: 422, errors: { emial: x } }",
      '5:39: createAmbassador has no field "emial" (did you mean email?)',
    ],
    ["respond: { status: 404, body: { message: x } }", "5:29: the contract declares no body for 404"],
    [
      "respond: { status: 201, body: { fristname: x } }",
      '5:37: the response has no field "fristname" (did you mean firstname?)',
    ],
    [
      "respond: { status: 201, body: { id_ambassador: seven } }",
      '5:52: "seven" breaks the response schema (type: "integer")',
    ],
    [
      "respond: { status: 201, body: { email: seven } }",
      '5:44: "seven" breaks the response schema (format: "email")',
    ],
    [
      "respond: { body: { roles: [{ status_role: maybe }] } }",
      '5:47: "maybe" breaks the response schema (enum: ["on","off"])',
    ],
    ["respond: { body: { roles: {} } }", '5:31: an object breaks the response schema (type: "array")'],
    ["respond: { headers: { Content-Length: 3 } }", "5:27: the server sets Content-Length itself"],
    [
      "respond: { delay: 500-100 }",
      "5:23: a delay is between 0 and 600000 whole milliseconds, the smaller number first",
    ],
    [
      "respond: { delay: -1 }",
      "5:23: a delay is between 0 and 600000 whole milliseconds, the smaller number first",
    ],
    ["respond: { sequence: [], status: 201 }", '5:30: nothing is called "status" here'],
    ["respond: { sequence: [{ sequence: [] }] }", '5:29: nothing is called "sequence" here'],
    ["respond: { sequence: [{}], repeat: always }", "5:40: repeat is last, cycle or once"],
    [
      "when: { body: { /emial: x } }",
      "5:21: createAmbassador has no field /emial in its request body (did you mean email?)",
    ],
    [
      "when: { body: { /roles/0/status: x } }",
      "5:21: createAmbassador has no field /roles/0/status in its request body",
    ],
    [
      "when: { body: { /roles/first: x } }",
      "5:21: createAmbassador has no field /roles/first in its request body",
    ],
    ["when: { body: { /email/at: x } }", "5:21: createAmbassador has no field /email/at in its request body"],
    [
      "when: { body: { /pet/wings: x } }",
      "5:21: createAmbassador has no field /pet/wings in its request body",
    ],
    ["when: { body: { email: x } }", '5:21: "email" is no JSON Pointer'],
    ["when: { body: { /email: { equal: x } } }", '5:31: there is no matcher "equal" (did you mean equals?)'],
    [
      "when: { body: { /email: { matches: '(' } } }",
      "5:40: this is no regular expression: missing closing ): `(`",
    ],
    ["when: { body: { /email: { matches: '{{ session }}' } } }", "5:40: a pattern holds no template"],
    ["when: { body: {} }", "5:19: this names nothing to look at"],
    ["when: { header: { a: b } }", '5:13: nothing is called "header" here (did you mean headers?)'],
    ["when: { store: { where: {} } }", "5:20: store wants the name of a collection"],
    [
      "respond: { body: { firstname: '{{ reqest.body.firstname }}' } }",
      '5:35: "{{ reqest.body.firstname }}" names nothing a template can read',
    ],
    [
      "respond: { body: { firstname: '{{ request.body.fristname }}' } }",
      "5:35: createAmbassador has no field /fristname in its request body (did you mean firstname?)",
    ],
    ["times: 0", "5:12: this wants a whole number"],
    ["phase: later", "5:12: phase is first or after"],
    ["then: Recovered", "5:11: this must have keys and values"],
  ])("%s", (lines, expected) => {
    const { findings, scenario } = check(stubOf(lines));
    expect(findings.join("\n")).toContain(`s.yaml:${expected}`);
    expect(findings.every((line) => /^s\.yaml:\d+:\d+: .+\. .+\.$/.test(line))).toBe(true);
    expect(scenario).toBeUndefined();
  });

  test.each<[string, string]>([
    ["when: { path: { petid: 7 } }", '5:21: showPet has no path parameter "petid" (did you mean petId?)'],
    [
      "when: { headers: { Authorisation: x } }",
      '5:24: there is no header "Authorisation" (did you mean authorization?)',
    ],
    ["when: { query: { verbos: x } }", '5:22: there is no query parameter "verbos" (did you mean verbose?)'],
    ["respond: { body: { lives: 10 } }", "5:31: 10 breaks the response schema (maximum: 9)"],
  ])("%s", (lines, expected) => {
    expect(check(stubOf(lines, "showPet")).findings.join("\n")).toContain(`s.yaml:${expected}`);
  });

  test.each<[string, string]>([
    ["status: 404", '5:5: nothing is called "status" here. Write it below respond: respond: { status: … }.'],
    ["fault: stall", '5:5: nothing is called "fault" here. Write it below respond: respond: { fault: … }.'],
    ["state: Paid", '5:5: nothing is called "state" here. Write it below when or then: then: { state: … }.'],
    ["body: { /email: x }", '5:5: nothing is called "body" here. Write it below when or respond.'],
    ["headers: { a: x }", '5:5: nothing is called "headers" here. Write it below when or respond.'],
    ["respond: { times: 1 }", '5:16: nothing is called "times" here. Write it beside respond, not below it.'],
    ["respond: { code: 404 }", '5:16: nothing is called "code" here. Write status: ….'],
    ["when: { times: 1 }", '5:13: nothing is called "times" here. Write it beside when, not below it.'],
    [
      "respond: { sequence: [{}], status: 404 }",
      '5:32: nothing is called "status" here. Write it in each of sequence: sequence: [{ status: … }].',
    ],
  ])("a key in the wrong place, with the right one: %s", (lines, expected) => {
    expect(check(stubOf(lines)).findings).toEqual([`s.yaml:${expected}`]);
  });

  test.each<[string, string]>([
    ["when: { body: { $.pet.name: x } }", '"$.pet.name" is no JSON Pointer. Write "/pet/name".'],
    ["when: { body: { '$.roles[0].x': x } }", '"$.roles[0].x" is no JSON Pointer. Write "/roles/0/x".'],
    ["when: { body: { $: x } }", '"$" is no JSON Pointer. Write "".'],
    ["when: { body: { pet/name: x } }", '"pet/name" is no JSON Pointer. Write "/pet/name".'],
  ])("a path of another language, as the pointer it means: %s", (lines, expected) => {
    expect(check(stubOf(lines)).findings.join("\n")).toContain(expected);
  });

  test.each<[string, string]>([
    ["regex", "matches"],
    ["pattern", "matches"],
    ["equalTo", "equals"],
    ["oneOf", "in"],
    ["absent", "exists"],
  ])("a matcher under another tool's name: %s is %s", (written, meant) => {
    const [finding = ""] = check(stubOf(`when: { body: { /email: { ${written}: x } } }`)).findings;
    expect(finding).toContain(
      `there is no matcher "${written}" (did you mean ${meant}?). Use one of equals,`,
    );
    expect(finding).toContain("schema;");
  });

  test.each<[string, string]>([
    ["respond: { body: { firstname: {{ body.email }} } }", "5:36"],
    ["respond: { body: { pet: { name: {{body.email}} } } }", "5:38"],
    ["when: { body: { /email: { equals: {{ session }} } } }", "5:40"],
  ])("a template without quotes: %s", (lines, place) => {
    expect(check(stubOf(lines)).findings).toEqual([
      `s.yaml:${place}: a template without quotes is no text. Put quotes around it: "{{ … }}".`,
    ]);
  });

  test.each<[string, string]>([
    ["when: { body: { /age: { equals: '3' } } }", '5:37: this stub never answers: "3" is no valid /age,'],
    ["when: { body: { /email: nobody } }", '5:29: this stub never answers: "nobody" is no valid /email,'],
    ["when: { body: { /age: -1 } }", "5:27: this stub never answers: -1 is no valid /age,"],
  ])("a stub that asks for what the contract refuses before: %s", (lines, expected) => {
    const { scenario, findings } = check(stubOf(lines));
    expect(scenario).toBeDefined();
    expect(findings).toEqual([expect.stringContaining(`s.yaml:${expected}`)]);
  });

  test.each([
    "when: { body: { /age: { equals: 3 } } }",
    "when: { body: { /email: '{{ headers.x-email }}' } }",
    "when: { body: { /email: { contains: nobody } } }",
    "when: { body: { /email: nobody } }\nphase: first",
    "when: { body: { /email: nobody } }\nrespond: { fault: stall }",
    "when: { body: { /labels/any: thing, /anything/at/all: 3 } }",
  ])("not one that it takes, that comes before, or that nobody can know: %s", (lines) => {
    expect(check(stubOf(lines)).findings).toEqual([]);
  });

  test("a negative lookahead, with what says the same", () => {
    const { findings } = check(stubOf("when: { body: { /email: { matches: '^(?!ada)' } } }"));
    expect(findings.join()).toMatch(
      /no lookahead.*\. Write what must not be found as not: { matches: … }\.$/,
    );
  });

  test("a time that is none, with how times are written", () => {
    const { findings } = check(stubOf("respond: { body: { firstname: '{{ now + 1 day }}' } }"));
    expect(findings.join()).toContain('"{{ now + 1 day }}" is no time: write now, now +1d or now -30m');
  });

  test("credentials that lack what no operation of the contract asks for", () => {
    const [finding = ""] = check("scenario: x\ncredentials: [{ token: a, scopes: [admin] }]\n").findings;
    expect(finding).toContain(
      's.yaml:2:36: no operation asks for "admin". Operations of this contract ask for no scope and no role: ' +
        "refuse the token by a stub instead, with when: { headers: … } and respond: { status: 403 }.",
    );
  });

  test.each(["scopes: []", "roles: []", "roles: [], scopes: []"])(
    "%s where no operation asks for any is taken, with a warning",
    (written) => {
      const { scenario, findings } = check(`scenario: x\ncredentials: [{ token: a, ${written} }]\n`);
      expect(scenario).toBeDefined();
      expect(findings).toEqual([
        "s.yaml:2:15: these credentials lack nothing: operations of this contract ask for no scope and no role. " +
          "Refuse the token by a stub instead, with when: { headers: … } and respond: { status: 403 }.",
      ]);
    },
  );

  test.each<[string, string]>([
    ["GET /pets/{id}", "GET /pets/{petId}"],
    ["GET /pets/7", "GET /pets/{petId}"],
    ["POST manager/ambassadors", "POST /manager/ambassadors"],
  ])("an operation by a path that the document writes otherwise: %s", (written, meant) => {
    expect(check(stubOf("times: 1", JSON.stringify(written))).findings.join()).toContain(
      `(did you mean ${meant}?)`,
    );
  });

  test("an unknown operation, with the nearest one", () => {
    expect(check(stubOf("times: 1", "createAmbasador")).findings).toEqual([
      's.yaml:4:16: the contract has no operation "createAmbasador" (did you mean createAmbassador?). ' +
        "Use createAmbassador, POST /manager/ambassadors, showPet, GET /pets/{petId}.",
    ]);
  });

  test("a stub of every operation needs its status from each of them", () => {
    expect(check(stubOf("respond: { status: 422 }", '"*"')).findings.join()).toContain(
      "5:24: showPet does not declare status 422",
    );
  });

  test("everything at once", () => {
    const text =
      "scenario: a b\nactive: perhaps\nextra: 1\nstubs:\n  - { operation: nothing, times: x }\n  - hello\n";
    expect(check(text).findings.map((line) => line.slice(0, line.indexOf(". ")))).toEqual([
      's.yaml:3:1: nothing is called "extra" here',
      "s.yaml:1:11: a scenario has a name of at most 64 letters, digits, dots, dashes and underscores",
      "s.yaml:2:9: active is true or false",
      's.yaml:5:18: the contract has no operation "nothing"',
      "s.yaml:5:34: this wants a whole number",
      "s.yaml:6:5: a stub needs an operation",
      "s.yaml:6:5: this must have keys and values",
    ]);
  });

  test("two stubs of one name", () => {
    const text = stubOf("name: x") + "  - { operation: createAmbassador, name: x }\n";
    expect(check(text).findings.join()).toContain('6:42: another stub of this scenario is called "x" too');
  });
});

describe("files made to do harm, or by accident", () => {
  const nine = (anchor: string, of: string) => `${anchor}: &${anchor} [${Array(9).fill(of).join(", ")}]\n`;
  const bomb =
    nine("a", "x") +
    ["b", "c", "d", "e"].map((name, index) => nine(name, `*${"abcd".charAt(index)}`)).join("");

  test.each<[string, string, RegExp]>([
    ["nothing", "", /this must have keys and values/],
    ["a comment and nothing more", "# later\n", /this must have keys and values/],
    ["a list", "- a\n", /this must have keys and values/],
    ["tabs", "scenario: x\nstubs:\n\t- a\n", /^s\.yaml:3:1: Tabs are not allowed/],
    ["a key twice", "scenario: a\nscenario: b\n", /^s\.yaml:2:1: the key "scenario" stands here twice/],
    ["two documents", "scenario: a\n---\nscenario: b\n", /one document/],
    ["a bomb of aliases", bomb, /Excessive alias count|more than 100 aliases/],
    [
      "many keys",
      Array.from({ length: 5_000 }, (_, n) => `k${n}: 1\n`).join(""),
      /nothing is called "k0" here/,
    ],
    ["many aliases", `a: &a 1\nb: [${"*a, ".repeat(5_000)}1]`, /more than 100 aliases/],
    ["an alias inside itself", "scenario: x\nstubs: &s [*s, *s]\n", /^s\.yaml:2:12: an alias stands inside/],
    ["an alias of nothing", "stubs: *s\n", /Unresolved alias/],
    ["brackets without end", "[".repeat(200_000), /nested too deeply/],
    ["dashes without end", "- ".repeat(200_000), /nested too deeply/],
    [
      "keys without end",
      Array.from({ length: 2_000 }, (_, n) => " ".repeat(n) + "a:\n").join(""),
      /nested too deeply/,
    ],
    ["a tag that wants code", 'scenario: !!js/function "function () {}"\n', /Unresolved tag/],
    ["a quote without end", `scenario: "${"x".repeat(100_000)}`, /Missing closing "quote/],
    ["a key that is a list", "? [a, b]\n: c\n", /nothing is called/],
  ])("%s: told, not suffered", (_, text, expected) => {
    const { findings, scenario } = check(text);
    expect(findings[0]).toMatch(/^s\.yaml:\d+:\d+: /);
    expect(findings.join("\n").replace("s.yaml:1:1: ", "s.yaml:1:1: ")).toMatch(expected);
    expect(scenario).toBeUndefined();
  });

  test("a __proto__ key is an unknown key, and pollutes nothing", () => {
    const text = `__proto__: { active: true }\n${stubOf("__proto__: { times: 1 }")}`;
    expect(check(text).findings.map((line) => line.slice(0, 45))).toEqual([
      's.yaml:1:1: nothing is called "__proto__" her',
      's.yaml:6:5: nothing is called "__proto__" her',
    ]);
    expect(({} as Record<string, unknown>)["active"]).toBeUndefined();
  });
});
