import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import {
  mediaDocument,
  mediaMock,
  messagesOf,
  postBare,
  type Posting,
  type RawAnswer,
} from "../support/media.ts";
import { stopAll } from "../support/mock.ts";

const note = {
  type: "object",
  required: ["text"],
  properties: { text: { type: "string" }, n: { type: "integer" } },
};
const json = { "application/json": { schema: note } };
const binary = { schema: { type: "string", format: "binary" } };
const pixel = { gives: { "image/png": binary } };
const document = mediaDocument({
  note: { takes: json },
  optional: { takes: json, required: false },
  none: { gives: json },
  text: { takes: { "text/plain": { schema: { type: "string", minLength: 3 } } }, gives: {} },
  number: { takes: { "text/plain": { schema: { type: "integer" } } }, gives: {} },
  image: { takes: { "image/*": { schema: { type: "string", format: "binary", maxLength: 4 } } }, gives: {} },
  any: { takes: { "*/*": { schema: note } } },
  specific: {
    takes: {
      "*/*": { schema: { type: "object", required: ["any"] } },
      "application/*": { schema: { type: "object", required: ["application"] } },
      "application/json": { schema: { type: "object", required: ["json"] } },
      "application/json;version=2": { schema: { type: "object", required: ["version2"] } },
    },
    gives: {},
  },
  version: { takes: { "application/json; version=2": { schema: note } } },
  lines: { takes: { "application/x-ndjson": { schema: note } }, gives: {} },
  csv: { takes: { "text/csv": { schema: { type: "array", items: note } } }, gives: {} },
  yaml: { takes: { "application/yaml": { schema: note } } },
  yamlText: { takes: { "application/x-yaml": { schema: { type: "string" } } } },
  png: pixel,
  ...Object.fromEntries(
    ["image/jpeg", "image/gif", "image/svg+xml", "image/*", "application/pdf", "application/zip"].map(
      (type) => [type.replace(/\W/g, "-"), { gives: { [type]: binary } }],
    ),
  ),
  bytes: { gives: { "application/octet-stream": {} } },
  anyBytes: { gives: { "*/*": binary } },
  authored: {
    gives: {
      "image/png": { schema: { type: "string", format: "binary" }, example: "data:image/png;base64,/wAB" },
    },
  },
  base64: {
    gives: { "image/png": { schema: { type: "string", contentEncoding: "base64" }, example: "/wAB" } },
  },
  plain: { gives: { "text/plain": { schema: note, example: { text: "a" } } } },
  anyText: { gives: { "text/*": { schema: { type: "string" }, example: "ä" } } },
  latin: { gives: { "text/plain; charset=iso-8859-1": { schema: { type: "string" }, example: "ä" } } },
  givenCsv: {
    gives: {
      "text/csv": {
        schema: { type: "array", items: note },
        example: [{ text: 'a "b", c', n: 1 }, { text: "" }],
      },
    },
  },
  givenLines: { gives: { "application/jsonl": { schema: note, example: [{ text: "a" }, { text: "b" }] } } },
  events: {
    gives: {
      "text/event-stream": { schema: note, example: [{ text: "a" }, { event: "end", data: "x\ny" }] },
    },
  },
  givenYaml: { gives: { "application/yaml": { schema: note, example: { text: "a" } } } },
});

let post: (name: string, posting?: Posting) => Promise<RawAnswer>;
let url: string;
beforeAll(async () => {
  const made = await mediaMock(document);
  [post, url] = [made.post, made.mock.url];
});
afterAll(stopAll);

const type = "application/json";
const body = '{"text":"größe","n":1}';

describe("the charset of a body", () => {
  test.each([
    ["utf-8", Buffer.from(body)],
    ["UTF-8", Buffer.from(`\uFEFF${body}`)],
    ["utf-16", Buffer.from(`\uFEFF${body}`, "utf16le")],
    ["utf-16", Buffer.from(`\uFEFF${body}`, "utf16le").swap16()],
    ["utf-16le", Buffer.from(body, "utf16le")],
    ["iso-8859-1", Buffer.from(body, "latin1")],
    ['"windows-1252"', Buffer.from(body, "latin1")],
  ])("%s is read", async (charset, bytes) => {
    const { status, json } = await post("note", { type: `${type}; charset=${charset}`, body: bytes });
    expect([status, json()["text"]]).toEqual([200, "größe"]);
  });

  test("where the charsets differ, each is read by its own table", async () => {
    const send = (charset: string, bytes: number[]) =>
      post("note", {
        type: `${type}; charset=${charset}`,
        body: Buffer.from([...Buffer.from('{"text":"'), ...bytes, ...Buffer.from('"}')]),
      });
    expect((await send("windows-1252", [0x80, 0x99])).json()["text"]).toBe("€™");
    expect((await send("shift_jis", [0x82, 0xa0])).json()["text"]).toBe("あ");
    expect((await send("iso-8859-15", [0xa4])).json()["text"]).toBe("€");
  });

  test("one that is not known is refused with some that are", async () => {
    const { status, json } = await post("note", { type: `${type}; charset=klingon`, body });
    expect(status).toBe(415);
    expect(json()).toMatchObject({
      detail: 'The charset "klingon" is not known.',
      help: expect.stringContaining("windows-1252") as string,
    });
  });

  test.each([
    ["utf-8", [0x22, 0xff, 0x22]],
    ["shift_jis", [0x22, 0x81, 0x22]],
  ])("bytes that are not %s are refused", async (charset, bytes) => {
    const { status, json } = await post("note", {
      type: `${type}; charset=${charset}`,
      body: Buffer.from(bytes),
    });
    expect([status, json()["detail"]]).toEqual([
      400,
      expect.stringContaining(`its bytes are not ${charset}`),
    ]);
  });
});

describe("the coding of a body", () => {
  test.each([
    ["gzip", gzipSync(body)],
    ["x-gzip", gzipSync(body)],
    ["deflate", deflateSync(body)],
    ["deflate", deflateRawSync(body)],
    ["br", brotliCompressSync(body)],
    ["GZIP, br", brotliCompressSync(gzipSync(body))],
    ["identity", Buffer.from(body)],
  ])("%s is undone", async (coding, bytes) => {
    const { status, json } = await post("note", {
      type,
      body: bytes,
      headers: { "content-encoding": coding },
    });
    expect([status, json()["text"]]).toEqual([200, "größe"]);
  });

  test("one that is not known is refused with those that are", async () => {
    const { status, headers } = await post("note", {
      type,
      body,
      headers: { "content-encoding": "gzip, compress" },
    });
    expect([status, headers.get("accept-encoding")]).toEqual([415, expect.stringContaining("gzip")]);
  });

  test.each([
    ["what it is not", "gzip", Buffer.from(body)],
    ["cut off", "br", brotliCompressSync(body.repeat(100)).subarray(0, 20)],
  ])("%s: refused", async (_, coding, bytes) => {
    const { status, json } = await post("note", {
      type,
      body: bytes,
      headers: { "content-encoding": coding },
    });
    expect([status, json()["code"]]).toEqual([400, "invalid-body"]);
  });

  test("a bomb is not blown up", async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(200_000_000)));
    const { status } = await post("note", {
      type,
      body: bomb,
      headers: { "content-encoding": "gzip, gzip" },
    });
    expect(status).toBe(413);
  });
});

describe("the media type of a body", () => {
  test.each([
    ["application/json", "json is required!"],
    ["Application/JSON ; charset=UTF-8", "json is required!"],
    ["application/json; version=2", "version2 is required!"],
    ['application/json; version="2"; charset=utf-8', "version2 is required!"],
    ["application/json; version=3", "json is required!"],
    ["application/vnd.api+json", "application is required!"],
    ["text/json", "any is required!"],
  ])("%s: the most specific declaration counts", async (contentType, message) => {
    expect(messagesOf(await post("specific", { type: contentType, body: "{}" }))).toEqual([message]);
  });

  test("a parameter may be left out, but not contradicted", async () => {
    expect((await post("version", { type, body })).status).toBe(200);
    const refused = await post("version", { type: "application/json; version=3", body });
    expect([refused.status, refused.headers.get("accept")]).toEqual([415, "application/json; version=2"]);
  });

  test("a range is read by what was sent", async () => {
    const send = async (contentType: string, sent: string) =>
      (await post("any", { type: contentType, body: sent })).json()["text"];
    expect(await send("application/json", '{"text":"a"}')).toBe("a");
    expect(await send("application/x-www-form-urlencoded", "text=a")).toBe("a");
    expect(await send("application/xml", "<x><text>a</text></x>")).toBe("a");
    expect(await send("text/plain", '{"text":"a"}')).toBe("a");
  });

  test("a body without one is taken for what is declared", async () => {
    expect(await postBare(`${url}/note`, Buffer.from(body))).toBe(200);
  });

  test.each([
    ["a required body that is missing", "note", undefined, 422],
    ["an optional body that is missing", "optional", undefined, 200],
    ["a body nobody asked for", "none", body, 200],
  ])("%s", async (...[, name, sent, expected]) => {
    expect((await post(name, { type, body: sent })).status).toBe(expected);
  });

  test("with --strict, a body nobody asked for is a violation", async () => {
    const strict = await mediaMock(document, { strict: true });
    expect(messagesOf(await strict.post("none", { type, body }))).toEqual([
      "body is not declared by the contract: none takes none",
    ]);
    expect((await strict.post("none")).status).toBe(200);
  });
});

describe("bodies that are one text or some bytes", () => {
  test.each([
    ["text", "text/plain", "abc", []],
    ["text", "text/plain", "ab", ["body must have at least 3 characters"]],
    ["number", "text/plain", " 12 ", []],
    ["number", "text/plain", "twelve", ["body must be a whole number, not a string"]],
    ["image", "image/png", Buffer.from([0xff, 1, 2, 3]), []],
    ["image", "image/png", Buffer.from([0xff, 1, 2, 3, 4]), ["body must have at most 4 characters"]],
    ["lines", "application/x-ndjson", '{"text":"a"}\n\n{"text":"b"}\n', []],
    ["lines", "application/x-ndjson", '{"text":"a"}\n{"n":1}', ["1.text is required!"]],
    ["csv", "text/csv", 'text,n\r\n"a, ""b""",1\r\nc,\r\n', []],
    ["csv", "text/csv", "text,n\na,1\nb,x", ["1.n must be a whole number, not a string"]],
  ])("%s %s %j", async (...[name, contentType, sent, messages]) => {
    const answer = await post(name, { type: contentType, body: sent });
    expect(answer.status).toBe(messages.length === 0 ? 200 : 422);
    if (messages.length > 0) expect(messagesOf(answer)).toEqual(messages);
  });

  test.each(["text: a\nn: 1\n", "just a text", "- 1\n- 2\n"])(
    "YAML that a schema takes as a text is that text: %j",
    async (body) => {
      expect((await post("yamlText", { type: "application/x-yaml", body })).status).toBe(200);
    },
  );

  test("YAML is read as the value it is", async () => {
    expect((await post("yaml", { type: "application/yaml", body: "text: a\nn: 1\n" })).json()).toMatchObject({
      text: "a",
      n: 1,
    });
  });

  test.each([
    ["lines", "application/x-ndjson", '{"text":"a"}\n{', "line 2"],
    ["csv", "text/csv", "a,b\n1,2,3", "row 2 has 3 cells under 2 column names"],
    ["csv", "text/csv", 'a\n"b', "row 2 has a quote"],
    ["yaml", "application/yaml", "text: [", "YAML"],
    ["yaml", "application/yaml", "[".repeat(50_000), "YAML"],
    ["note", "application/json", "[".repeat(50_000), "nested more than 200 levels"],
  ])("%s: what is broken is refused with its place", async (...[name, contentType, sent, cause]) => {
    const { status, json } = await post(name, { type: contentType, body: sent });
    expect([status, json()["detail"]]).toEqual([400, expect.stringContaining(cause)]);
  });
});

describe("responses that are bytes", () => {
  const startsWith = (...bytes: number[]) => Buffer.from(bytes);
  test.each([
    ["png", "image/png", startsWith(0x89, 0x50, 0x4e, 0x47)],
    ["image--", "image/png", startsWith(0x89, 0x50, 0x4e, 0x47)],
    ["image-jpeg", "image/jpeg", startsWith(0xff, 0xd8, 0xff)],
    ["image-gif", "image/gif", Buffer.from("GIF89a")],
    ["image-svg-xml", "image/svg+xml", Buffer.from("<svg ")],
    ["application-pdf", "application/pdf", Buffer.from("%PDF-")],
    ["application-zip", "application/zip", Buffer.from("PK")],
  ])("%s is a real file", async (name, contentType, signature) => {
    const { status, headers, bytes } = await post(name);
    expect([status, headers.get("content-type")]).toEqual([200, contentType]);
    expect(bytes.subarray(0, signature.length)).toEqual(signature);
    expect(headers.get("content-length")).toBe(String(bytes.length));
    expect(headers.get("x-mock-violations")).toBeNull();
  });

  test("a PDF's table leads to its objects", async () => {
    const { text } = await post("application-pdf");
    const table = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at));
    table.forEach((at, index) => expect(text.slice(at)).toMatch(new RegExp(`^${index + 1} 0 obj`)));
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref/);
  });

  test("other bytes are drawn by the seed, and stay what they are", async () => {
    const [one, same, other] = await Promise.all(
      ["a", "a", "b"].map((seed) =>
        post("anyBytes", {
          headers: { prefer: `seed=${seed}`, "x-mock-session": `s-${seed}-${Math.random()}` },
        }),
      ),
    );
    expect(one?.headers.get("content-type")).toBe("application/octet-stream");
    expect(one?.bytes).toEqual(same?.bytes);
    expect(one?.bytes).not.toEqual(other?.bytes);
    expect((await post("bytes")).bytes.length).toBeGreaterThan(8);
  });

  test.each(["authored", "base64"])("an example says which bytes: %s", async (name) => {
    expect((await post(name)).bytes).toEqual(Buffer.from([0xff, 0, 1]));
  });
});

describe("responses that are text", () => {
  test.each([
    ["plain", "text/plain; charset=utf-8", '{"text":"a"}'],
    ["anyText", "text/plain; charset=utf-8", "ä"],
    ["givenCsv", "text/csv; charset=utf-8", 'text,n\r\n"a ""b"", c",1\r\n"",\r\n'],
    ["givenLines", "application/jsonl", '{"text":"a"}\n{"text":"b"}\n'],
    ["events", "text/event-stream; charset=utf-8", 'data: {"text":"a"}\n\nevent: end\ndata: x\ndata: y\n\n'],
    ["givenYaml", "application/yaml", "text: a\n"],
  ])("%s", async (name, contentType, expected) => {
    const { headers, text } = await post(name);
    expect([headers.get("content-type"), text]).toEqual([contentType, expected]);
  });

  test("are in the charset that is declared", async () => {
    const { headers, bytes } = await post("latin");
    expect([headers.get("content-type"), [...bytes]]).toEqual(["text/plain; charset=iso-8859-1", [0xe4]]);
  });
});
