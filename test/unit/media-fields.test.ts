import fc from "fast-check";
import type { MediaType } from "../../src/contract/operation.ts";
import { toDataUrl } from "../../src/media/bytes.ts";
import { parseCsv, writeCsv } from "../../src/media/csv.ts";
import { writeForm } from "../../src/media/form-write.ts";
import { createDocumentReader } from "../../src/media/read.ts";
import { createWriter } from "../../src/media/write.ts";
import { createFormReader } from "../../src/validation/body-form.ts";
import { createMultipartReader } from "../../src/validation/body-multipart.ts";
import { readParts } from "../support/other-readers.ts";
import { schemasOf } from "../support/schemas.ts";
import { listsOf, objectsOf, rows, scalars, texts, type Specimen } from "../support/written-values.ts";

const keys = fc.constantFrom("id", "name", "first name", "größe", "a.b", "ns:part", "constructor", "x&y=z");
const shallow = fc.oneof(scalars, listsOf(scalars, 1));
const nested = objectsOf(fc.oneof(shallow, objectsOf(shallow, { keys })), { keys }).filter(
  ({ value }) => !JSON.stringify(value).includes("{}"),
);

test("a urlencoded form is read as the object that was written", () => {
  fc.assert(
    fc.property(nested, ({ schema, value }) => {
      const read = createFormReader({ schema, encoding: {} }, schemasOf(schema));
      expect(read(writeForm(value))).toEqual(value);
    }),
  );
});

test("every style of an encoding is read as it is written", () => {
  const words = fc.array(fc.stringMatching(/^[a-zé,;=&%-]{1,6}$/), { minLength: 1, maxLength: 4 });
  const styles = fc.record({
    style: fc.constantFrom("form", "spaceDelimited", "pipeDelimited"),
    explode: fc.boolean(),
    allowReserved: fc.constant(false),
    isStyled: fc.constant(true),
    contentType: fc.constant(undefined),
  });
  fc.assert(
    fc.property(words, styles, (list, style) => {
      const schema = { type: "object", properties: { list: { type: "array", items: { type: "string" } } } };
      const read = createFormReader({ schema, encoding: { list: style } }, schemasOf(schema));
      expect(read(writeForm({ list }, { list: style }))).toEqual({ list });
    }),
  );
});

const files: fc.Arbitrary<Specimen> = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => ({
  schema: { type: "string", format: "binary" },
  value: toDataUrl(Buffer.from([0xff, ...bytes]), "application/octet-stream"),
}));
const partsOf = objectsOf(
  fc.oneof(shallow, files, listsOf(files, 1), objectsOf(shallow), listsOf(objectsOf(shallow), 1)),
);

test("a multipart body is read as the object that was written, and as others read it", async () => {
  await fc.assert(
    fc.asyncProperty(partsOf, async ({ schema, value }) => {
      const schemas = schemasOf(schema);
      const media: MediaType = {
        type: "multipart/form-data",
        schema,
        encoding: {},
        examples: [],
        fragment: "",
      };
      const { type, body } = createWriter(schemas)(media)(value);
      const read = createMultipartReader(media, { schemas, documents: createDocumentReader(schemas) });
      const found = read(Buffer.from(body), type);
      expect(found.value).toEqual(value);
      expect(found.violations()).toEqual([]);
      if (Object.keys(value as object).length === 0) return;
      const names = (await readParts(type, body)).map(([name]) => name);
      expect(new Set(names)).toEqual(new Set(Object.keys(value as object)));
    }),
  );
});

test("CSV is read as the rows that were written", () => {
  fc.assert(
    fc.property(rows, ({ schema, value }) => {
      const schemas = schemasOf(schema);
      fc.pre((value as object[]).every((row) => Object.keys(row).length > 0));
      expect(parseCsv(writeCsv(value, schema, schemas), schema.items ?? true, schemas)).toEqual(value);
    }),
  );
});

test("bytes are read as the bytes that were written, whatever they are", () => {
  const schema = { type: "string", format: "binary" };
  const schemas = schemasOf(schema);
  const read = createDocumentReader(schemas)("bytes", schema);
  const write = createWriter(schemas)({ type: "application/octet-stream", schema, encoding: {} });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 50 }),
    texts.map((text) => Buffer.from(text)),
    texts.map((text) => Buffer.from(`data:text/plain;base64,${Buffer.from(text).toString("base64")}`)),
  );
  fc.assert(
    fc.property(bytes, (sent) => {
      const { value } = read(Buffer.from(sent), "application/octet-stream");
      expect(Buffer.from(write(value).body)).toEqual(Buffer.from(sent));
    }),
  );
});
