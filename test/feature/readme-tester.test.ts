import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { MockServer } from "../../src/index.ts";
import { ada, ambassadors, ask, startMock, stopAll } from "../support/mock.ts";

let mock: MockServer;

beforeAll(async () => {
  mock = await startMock({ scenarios: "scenarios" });
});
afterAll(stopAll);

interface Row {
  readonly want: string;
  readonly write: string;
  readonly get: string;
}

/** The rows of the README's table that begins so. */
function rowsOf(heading: string): readonly Row[] {
  const readme = readFileSync("README.md", "utf8");
  const lines = readme.slice(readme.indexOf(`| ${heading}`)).split("\n");
  return lines
    .slice(
      2,
      lines.findIndex((line) => !line.startsWith("|")),
    )
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, want = "", write = "", get = ""]) => ({ want, write, get }));
}

/** What a cell says in code, and the word before it. */
function said(cell: string): readonly { readonly code: string; readonly word: string }[] {
  return [...cell.matchAll(/(\w*)[ (]*`([^`]+)`/g)].map(([, word = "", code = ""]) => ({ word, code }));
}

const rows = rowsOf("I want …");

/** What stands behind "or" does as well. */
const cases = rows.flatMap((row) =>
  row.write
    .split(", or ")
    .map((write, index) => [`${row.want}${index > 0 ? ", the other way" : ""}`, { ...row, write }] as const),
);

interface Situation {
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
  query: string;
  /** Calls to the admin API that come first. */
  readonly told: { readonly path: string; readonly method: string; readonly body: unknown }[];
}

let sessions = 0;

function read(write: string): Situation {
  const situation: Situation = {
    headers: { "x-mock-session": `tester-${String(++sessions)}`, authorization: "Bearer x" },
    body: { ...ada },
    query: "",
    told: [],
  };
  const { headers, body, told } = situation;
  for (const { code, word } of said(write)) {
    const [, method = "", path, json = ""] = /^(PUT|POST) (\/\S+) (.*)$/.exec(code) ?? [];
    const [, name = "", value = ""] = /^([\w-]+): (.+)$/.exec(code) ?? [];
    if (word === "no") {
      Reflect.deleteProperty(body, code);
      Reflect.deleteProperty(headers, code.toLowerCase());
    } else if (code.startsWith("{")) told.push({ path: "/__admin/stubs", method: "POST", body: parse(code) });
    else if (path !== undefined) told.push({ path, method, body: JSON.parse(json) });
    else if (code.startsWith("?")) situation.query = code;
    else if (code.startsWith('"')) Object.assign(body, JSON.parse(`{${code}}`));
    else if (name !== "") headers[name.toLowerCase()] = value;
  }
  return situation;
}

/** `201 {…}`; `broken` where the connection breaks, `silence` where nothing comes before the test loses its patience. */
async function answer(url: string, { headers, body, query }: Situation): Promise<string> {
  try {
    const response = await fetch(url + query, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(query === "" && /stall/.test(headers["prefer"] ?? "") ? 300 : 30_000),
    });
    return `${String(response.status)} ${await response.text()}`;
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "silence" : "broken";
  }
}

test("a tester finds at least twenty-five situations", () => {
  expect(rows.length).toBeGreaterThanOrEqual(25);
});

test.each(cases)("I want %s", async (_, { write, get }) => {
  const situation = read(write);
  for (const { path, method, body } of situation.told) {
    const { status, text } = await ask(mock.url + path, { method, headers: situation.headers, body });
    expect([status < 300, text]).toEqual([true, text]);
  }
  for (const expected of get.split(", ")) {
    const got = await answer(ambassadors(mock).url, situation);
    const alternatives = expected.split(" or ").map((one) => said(one).map(({ code }) => code));
    const fits = alternatives.some(([first = "?", ...others]) => {
      return got.startsWith(first) && others.every((other) => got.includes(other));
    });
    expect([fits, expected, got]).toEqual([true, expected, got]);
  }
});
