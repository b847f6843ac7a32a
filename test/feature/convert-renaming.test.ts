import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { convertCaptures } from "../../src/convert/convert.ts";

const folder = "spec/captures";
const captures = readdirSync(folder).map((file) => ({
  name: file,
  text: readFileSync(`${folder}/${file}`, "utf8"),
}));
const names = [
  ...new Set(
    captures.flatMap(({ text }) => [
      ...[...text.matchAll(/^ +• (\S+) (?!application)[a-z]/gm)].map(([, name]) => name!),
      ...[...text.matchAll(/- \*\*(\S+)\*\* \(/g)].map(([, name]) => name!),
    ]),
  ),
].filter((name) => name !== "*");

/** Renames properties wherever a capture shows them: bullets, labels, Markdown, examples, the sample's body. */
function rename(text: string, as: (name: string) => string): string {
  const known = new Set(names);
  const swap = (name: string) => (known.has(name) ? as(name) : name);
  return text
    .replace(/^( +• )(\S+)(?= (?!application)[a-z])/gm, (_, lead: string, name: string) => lead + swap(name))
    .replace(/(Hide |Show )(\S+)(?= attributes?\b)/g, (_, lead: string, name: string) => lead + swap(name))
    .replace(/(- \*\*)(\S+)(?=\*\* \()/g, (_, lead: string, name: string) => lead + swap(name))
    .replace(/"([^"\s]+)"(?=:)/g, (_, name: string) => JSON.stringify(swap(name)));
}

function convertRenamed(as: (name: string) => string) {
  return convertCaptures(captures.map(({ name, text }) => ({ name, text: rename(text, as) })));
}

/** The document with its property names changed back. */
function renameBack(value: unknown, back: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renameBack(item, back));
  if (value === null || typeof value !== "object") return back.get(value as string) ?? value;
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [back.get(key) ?? key, renameBack(below, back)]),
  );
}

describe("locum convert knows no property by its name", () => {
  const original = convertCaptures(captures);

  test("the captures really have names to change", () => {
    expect(names.length).toBeGreaterThan(100);
  });

  test("renaming every property in both captures changes nothing but names in the document", () => {
    const renamed = convertRenamed((name) => `zq${names.indexOf(name)}x`);
    expect(renamed.yaml).not.toContain("tiktok_account");
    expect(renamed.yaml.replace(/zq(\d+)x/g, (_, index: string) => names[Number(index)]!)).toBe(
      original.yaml,
    );
    expect(renamed.differences).toHaveLength(original.differences.length);
  });

  test("names may be full of punctuation", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_.:$@/[\]~-]{1,12}$/).map((text) => `${text}_`);
    // Words the document uses itself could not be told from a property when changed back.
    const given = fc.uniqueArray(
      name.filter((text) => !original.yaml.includes(text)),
      { minLength: names.length, maxLength: names.length },
    );
    fc.assert(
      fc.property(given, (others) => {
        const as = new Map(names.map((from, at) => [from, others[at]!]));
        const back = new Map(names.map((from, at) => [others[at]!, from]));
        const { document } = convertRenamed((from) => as.get(from)!);
        expect(renameBack(document, back)).toEqual(original.document);
      }),
      { numRuns: 8 },
    );
  });

  test.each([
    "__proto__",
    "constructor",
    "string",
    "object",
    "array[object]",
    "Required",
    "Body",
    "response",
    "headers",
  ])("a property may be called %s", (odd) => {
    for (const name of ["customer_id", "roles"]) {
      const { document } = convertRenamed((from) => (from === name ? odd : from));
      const back = JSON.stringify(document).replaceAll(`${JSON.stringify(odd)}:`, `"${name}":`);
      const expected = JSON.stringify(original.document).replaceAll(`${JSON.stringify(odd)}:`, `"${name}":`);
      expect(back).toBe(expected);
    }
  });
});
