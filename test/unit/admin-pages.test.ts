import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { createShow } from "../../src/journal/shown.ts";
import { heldAgainst } from "../../src/server/explain/held.ts";
import { exchangePage } from "../../src/server/ui/exchange-page.ts";
import { curlLine } from "../../src/server/ui/curl.ts";
import { requestsPage } from "../../src/server/ui/requests-page.ts";
import { landingPage } from "../../src/server/ui/landing-page.ts";
import type { Served } from "../../src/server/served.ts";
import { note, petServed } from "../support/admin-app.ts";
import { petDocument } from "../support/admin-contract.ts";

const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;`;
const show = createShow([]);
const pageOf = (served: Served, parts: Parameters<typeof note>[1]) => {
  const exchange = note(served, parts);
  return exchangePage(show(exchange), heldAgainst(exchange, served));
};
const baseUrl = "http://127.0.0.1:4010";
const land = async (served: Served, session?: string) =>
  landingPage(served, { baseUrl, session, sample: served.sample, sessions: await served.sessions.names() });

/** Nothing of a page runs or is fetched: no script, no attribute of an event, nothing from elsewhere. */
function expectHarmless(page: string): void {
  const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
  expect(
    tags.filter((tag) => /^<(script|img|iframe|link|object|base|form)\b|\son\w+=|javascript:/i.test(tag)),
  ).toEqual([]);
  expect(page).not.toMatch(/<[^>]*\b(src|href)="?(https?:)?\/\/(?!127\.0\.0\.1)/i);
  expect(page).not.toMatch(/@import|url\(/);
}

describe("the page of an exchange", () => {
  test("says what came, what was answered, what broke the contract, and why", () => {
    const page = pageOf(petServed(), {
      why: [
        { step: "operation", said: "POST /pets" },
        { step: "validation", said: "name is required!" },
      ],
      violations: [
        {
          in: "body",
          pointer: "/name",
          code: "required",
          message: "name is required!",
          schemaPointer: "#/x",
        },
      ],
    });
    for (const text of ["POST", "/pets", "201", "createPet", "name is required!", "&quot;Rex&quot;", "#/x"]) {
      expect(page).toContain(text);
    }
    expectHarmless(page);
  });

  test("escapes whatever a request or an answer holds", () => {
    const served = petServed();
    const page = pageOf(served, {
      operationId: attack,
      source: `scenario:${attack}`,
      request: {
        method: attack,
        path: `/${attack}`,
        query: attack,
        headers: { [attack]: attack },
        body: Buffer.from(JSON.stringify({ [attack]: attack })),
        prefix: "",
      },
      response: { status: 200, headers: { "Content-Type": "text/html", [attack]: attack }, body: attack },
      violations: [{ in: "body", pointer: attack, code: attack, message: attack, schemaPointer: attack }],
      why: [{ step: attack, said: attack }],
    });
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expectHarmless(page);
  });

  test("does not grow with the body without end", () => {
    const response = { status: 200, headers: {}, body: "x".repeat(5_000_000) };
    expect(pageOf(petServed(), { response }).length).toBeLessThan(200_000);
  });
});

describe("the page of a journal", () => {
  const parts = { session: "team-7", total: 7, offset: 2, next: "limit=1&offset=3" };

  test("leads to each exchange, to the next ones, and to what is worth a look", () => {
    const served = petServed();
    const requests = [note(served, { session: "team-7" }), note(served, { session: "team-7" })].map(show);
    const text = requestsPage({ ...parts, requests });
    for (const part of ["3 to 4 of 7", "201", "generated", 'href="/__admin/requests/team-7-1"']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('href="/__session/team-7/__admin/requests?limit=1&amp;offset=3"');
    expect(text).toContain('href="/__session/team-7/__admin/requests.har"');
    expectHarmless(text);
  });

  test("escapes whatever a request holds, and is short", () => {
    const request = {
      method: attack,
      path: `/${attack.repeat(100)}`,
      query: attack,
      headers: {},
      prefix: "",
    };
    const shown = show(
      note(petServed(), { source: `stub:${attack}`, request: { ...request, body: Buffer.alloc(0) } }),
    );
    const text = requestsPage({ ...parts, requests: [shown] });
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text.length).toBeLessThan(10_000);
    expectHarmless(text);
  });

  test("says so where there is nothing", () => {
    expect(requestsPage({ ...parts, total: 0, requests: [], next: undefined })).toContain("None.");
  });
});

describe("the landing page", () => {
  test("has the operations with a line to copy, the vocabulary, scenarios and sessions", async () => {
    const served = petServed();
    note(served, { session: "team-7" });
    const page = await land(served);
    for (const text of [
      "Pets",
      "1.2.3",
      "All pets",
      "curl http://127.0.0.1:4010/api/v1/pets -H &#39;Authorization: Bearer test&#39;",
      "Prefer: code=404",
      "Prefer: fault=connection-reset",
      "Values that mean something.",
      '<a href="/__session/team-7/__admin/requests">team-7</a>',
      'href="/__admin/requests"',
    ]) {
      expect(page).toContain(text);
    }
    expectHarmless(page);
  });

  test("of a session speaks of that session", async () => {
    const page = await land(petServed(), "team-7");
    expect(page).toContain("http://127.0.0.1:4010/__session/team-7/api/v1/pets");
    expect(page).toContain('href="/__session/team-7/__admin/requests"');
  });

  test("escapes whatever a document holds", async () => {
    const operation = {
      operationId: attack,
      summary: attack,
      parameters: [
        { name: attack, in: "header", required: true, example: attack, schema: { type: "string" } },
      ],
      responses: { 200: { description: attack } },
    };
    const document = {
      ...petDocument,
      info: { title: attack, version: attack },
      paths: { [`/${attack}`]: { get: operation } },
    };
    const served = petServed({}, document);
    const scenarios = {
      ...served.scenarios,
      all: [
        {
          name: attack,
          description: attack,
          active: true,
          stubs: [],
          credentials: [],
          states: { names: [attack], isOpen: false },
        },
      ],
    };
    expectHarmless(await land({ ...served, scenarios }));
  });

  test("shows two hundred of many operations, and where the others are", async () => {
    const path = { get: { responses: { 200: { description: "OK" } } } };
    const paths = Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`/things${String(i)}`, path]));
    const page = await land(petServed({}, { ...petDocument, paths }));
    expect(page.match(/<details/g)).toHaveLength(200);
    expect(page).toContain("1,000 more operations");
    expect(page).toContain('<a href="/__admin/operations">');
  });
});

describe("a curl line", () => {
  const lineOf = (operation: object, body?: string, path = "/things/{id}") => {
    const served = petServed({}, { ...petDocument, paths: { [path]: operation } });
    return curlLine(served.contract.operations[0]!, { baseUrl, body });
  };
  const responses = { 200: { description: "OK" } };

  test("sends what is required, and only that", () => {
    const parameters = [
      { name: "id", in: "path", required: true, schema: { type: "integer", minimum: 5 } },
      { name: "since", in: "query", required: true, schema: { type: "string", format: "date" } },
      { name: "page", in: "query", schema: { type: "integer" } },
      { name: "X-Team", in: "header", required: true, schema: { enum: ["red", "blue"] } },
    ];
    expect(lineOf({ put: { parameters, responses } }, '{"a":1}')).toBe(
      "curl -X PUT 'http://127.0.0.1:4010/api/v1/things/5?since=2025-05-04' -H 'x-team: red' " +
        "-H 'Authorization: Bearer test' -H 'Content-Type: application/json' --data-raw '{\"a\":1}'",
    );
  });

  test("keeps to the length that a text must have", () => {
    const header = (name: string, schema: object) => ({ name, in: "header", required: true, schema });
    const parameters = [
      header("A", { type: "string", minLength: 10 }),
      header("B", { type: "string", maxLength: 2 }),
      header("C", { type: "string", minLength: 1e9 }),
    ];
    const line = lineOf({ get: { security: [], parameters, responses } });
    expect(line).toContain("-H 'a: texttextte' -H 'b: te'");
    expect(line.length).toBeLessThan(1000);
  });

  test("needs no credentials where they are optional", () => {
    expect(lineOf({ get: { security: [{ bearer: [] }, {}], responses } })).toBe(
      "curl http://127.0.0.1:4010/api/v1/things/1",
    );
  });

  test("is one harmless command, whatever the document says", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("'; echo pwned #", "$(id)", "`id`", "@/etc/passwd", "\n-o x", "{a,b}[1-3]", "\ud800"),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (segment, value, body) => {
        const parameters = [{ name: "q", in: "query", required: true, example: value, schema: {} }];
        const path = `/x${segment.replaceAll("\0", "")}`;
        const line = lineOf({ post: { parameters, responses } }, body.replaceAll("\0", ""), path);
        const words = execFileSync("sh", ["-c", `set -f; curl() { printf '%s\\0' "$@"; }; ${line}`])
          .toString()
          .split("\0");
        expect(words.length).toBe(8);
        expect(words[0]).toMatch(/^http:\/\/127\.0\.0\.1:4010\/api\/v1\/x[^{}[\]\s]*$/);
        expect(words.slice(5, 7)).toEqual(["--data-raw", Buffer.from(body.replaceAll("\0", "")).toString()]);
      }),
      { numRuns: 60 },
    );
  });
});
