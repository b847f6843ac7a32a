import fc from "fast-check";
import { parseXml } from "../../src/media/xml-document.ts";
import { createXmlPlans } from "../../src/media/xml-plan.ts";
import { readElement } from "../../src/media/xml-read.ts";
import { writeXml } from "../../src/media/xml-write.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { isWellFormed } from "../support/other-readers.ts";
import { plainJudge, schemasOf } from "../support/schemas.ts";
import { xmlSpecimens } from "../support/written-values.ts";

function xmlOf(schema: Schema) {
  const planOf = createXmlPlans(schemasOf(schema));
  return {
    write: (value: unknown) => writeXml(value, planOf(schema)),
    read: (text: string) => readElement(parseXml(text), planOf(schema)),
  };
}

test("what is written by a schema is read by it as the same value", () => {
  fc.assert(
    fc.property(xmlSpecimens, ({ schema, value }) => {
      expect(plainJudge(schema)(value)).toEqual([]);
      const { write, read } = xmlOf(schema);
      const text = write(value);
      expect(isWellFormed(text)).toBe(true);
      expect(read(text)).toEqual(value);
    }),
    { numRuns: 250 },
  );
});
