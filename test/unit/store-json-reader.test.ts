import fc from "fast-check";
import { JsonReader, Misread } from "../../src/store/json-reader.ts";

const read = (text: string): unknown => {
  const reader = new JsonReader(text);
  const value: unknown = JSON.parse(reader.skip());
  reader.end();
  return value;
};

const misreadOf = (text: string): Misread | undefined => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Misread) return error;
    throw error;
  }
  return undefined;
};

const layout = fc.constantFrom(0, 1, "\t", " \n");

describe("the JSON reader", () => {
  test("steps over exactly what JSON.parse accepts, in any layout", () => {
    fc.assert(
      fc.property(fc.jsonValue(), layout, (value, indent) => {
        const text = ` ${JSON.stringify(value, null, indent)}\r\n`;
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("refuses whatever JSON.parse refuses, and with a position inside the text", () => {
    const broken = fc
      .tuple(
        fc.jsonValue(),
        layout,
        fc.nat(),
        fc.constantFrom("", '"', "{", "]", ",", ":", "\\", "\0", "\n", "0", "-", "x", "é"),
      )
      .map(([value, indent, at, noise]) => {
        const text = JSON.stringify(value, null, indent);
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + noise + text.slice(cut + 1);
      });
    fc.assert(
      fc.property(broken, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const misread = misreadOf(text);
        expect(misread === undefined).toBe(isJson);
        if (misread) expect(misread.at >= 0 && misread.at <= text.length).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("is not stopped by a hundred thousand brackets", () => {
    const depth = 100_000;
    expect(new JsonReader("[".repeat(depth) + "]".repeat(depth)).skip()).toHaveLength(2 * depth);
    expect(misreadOf("[".repeat(depth))?.message).toBe("the file ends in the middle");
  });

  test.each([
    ['{"a":1,}', 7, "expected a name in double quotes"],
    ['{"a" 1}', 5, 'expected ":"'],
    ["[1 2]", 3, 'expected "," or "]"'],
    ['["a\nb"]', 1, "this string is not closed on its line"],
    ['["\\x"]', 2, "this is no escape that JSON knows"],
    ["[1] 2", 4, "something follows the end of the JSON"],
    ['{"a":nul}', 5, "expected a value"],
    ['{"a":[1,2', 9, "the file ends in the middle"],
  ])("says where %j goes wrong", (text, at, message) => {
    expect(misreadOf(text)).toMatchObject({ at, message });
  });

  test("reads a record on a line of its own like one that is spread over many", () => {
    const value = { id: 1, text: '}, {"', list: [{ a: "\\" }] };
    for (const text of [
      `[\n${JSON.stringify(value)},\n7\n]`,
      JSON.stringify([value, 7], null, 2),
      JSON.stringify([value, 7]),
    ]) {
      const reader = new JsonReader(text);
      const items: unknown[] = [];
      for (const at of reader.items("it")) items.push([at > 0, reader.value()]);
      reader.end();
      expect(items).toEqual([
        [true, value],
        [true, 7],
      ]);
    }
  });
});
