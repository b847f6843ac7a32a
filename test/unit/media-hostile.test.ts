import fc from "fast-check";
import type { MediaType } from "../../src/contract/operation.ts";
import type { MockRequest } from "../../src/http/message.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { createParser } from "../../src/validation/body-parser.ts";
import { schemasOf } from "../support/schemas.ts";

const schemas: readonly SchemaObject[] = [
  { type: "object", properties: { a: { type: "array", items: { type: "integer" } }, b: { type: "object" } } },
  { type: "array", items: { type: "object", properties: { a: { type: ["string", "null"] } } } },
  { type: "string" },
  {},
];
const types = [
  ...[
    "application/json",
    "application/xml",
    "application/yaml",
    "application/x-ndjson",
    "text/csv",
    "text/plain",
  ],
  ...["application/x-www-form-urlencoded", "multipart/form-data; boundary=X", "multipart/mixed; boundary=X"],
  ...[
    "image/png",
    "text/event-stream",
    "application/xml; charset=utf-16",
    "application/json; charset=shift_jis",
  ],
];
/** What the formats are made of, so that most inputs get past the first character. */
const tokens = fc.constantFrom(
  ...[
    "<",
    ">",
    "/>",
    "</",
    "<a>",
    "</a>",
    "<a b='",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "&amp;",
    "&#x41;",
  ],
  ...[
    "--X",
    "--X--",
    "\r\n",
    "\n",
    "Content-Disposition: form-data; name=",
    '"a"',
    "a[",
    "]",
    "[0]",
    "=",
    "&",
    "%",
    "+",
  ],
  ...[
    "{",
    "}",
    "[",
    ":",
    ",",
    '"',
    "- ",
    "'",
    "*x",
    "&x",
    "1",
    "true",
    "null",
    "__proto__",
    "é",
    "\0",
    "\uFEFF",
    " ",
  ],
);
const bodies = fc.oneof(
  fc.array(tokens, { maxLength: 30 }).map((parts) => Buffer.from(parts.join(""))),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

test("whatever is sent is read, or refused in words", () => {
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.constantFrom(...schemas), bodies, (type, schema, body) => {
      const media: MediaType = { type, schema, encoding: {}, examples: [], fragment: "" };
      const headers = { "content-type": type };
      const request: MockRequest = { method: "POST", path: "/", query: "", prefix: "", headers, body };
      try {
        const { value, violations } = createParser(media, type, schemasOf(schema))(request);
        expect(JSON.stringify([value, violations?.()])).toEqual(expect.any(String));
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemError);
        expect((error as ProblemError).problem.detail.length).toBeLessThan(1000);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});
