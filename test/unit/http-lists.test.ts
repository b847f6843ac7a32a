import fc from "fast-check";
import { negotiate } from "../../src/http/accept.ts";
import { listElements } from "../../src/http/headers.ts";
import { readPrefer } from "../../src/http/prefer.ts";
import "../support/properties.ts";

const offers = [{ type: "application/json" }, { type: "text/plain" }];
test("a header of any text is read, however odd it is", () => {
  const quotes = '"' + '\\"'.repeat(8000);
  expect(negotiate(`${quotes}, text/plain`, offers)).toBe(offers[0]);
  expect([...readPrefer(`${quotes}, code=404`)]).toEqual([]);
  expect([...readPrefer('a="x,y\\",", code=404')]).toEqual([
    ["a", 'x,y",'],
    ["code", "404"],
  ]);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab/*;=,"\\ q0.1+'.split("")) }), (header) => {
      expect([undefined, ...offers]).toContain(negotiate(header, offers));
      readPrefer(header);
    }),
  );
});

test("elements put together again are the header", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab,"\\ '.split("")) }), (header) => {
      expect(listElements(header).join(",")).toBe(header);
    }),
  );
});

test("of any offers, the one with the highest quality is taken", () => {
  const type = fc.constantFrom("application/json", "text/plain", "image/png", "a/b", "a/c+json");
  const quality = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
  const wishes = fc.uniqueArray(fc.tuple(type, quality), { selector: ([name]) => name, minLength: 1 });
  fc.assert(
    fc.property(wishes, fc.uniqueArray(type), (wanted, names) => {
      const header = wanted.map(([name, q]) => `${name};q=${String(q)}`).join(", ");
      const qualityOf = (name: string) => wanted.find(([one]) => one === name)?.[1] ?? 0;
      const best = Math.max(0, ...names.map(qualityOf));
      const taken = negotiate(
        header,
        names.map((name) => ({ type: name })),
      )?.type;
      expect(taken === undefined ? 0 : qualityOf(taken)).toBe(best);
      expect(taken === undefined).toBe(best === 0);
    }),
  );
});
