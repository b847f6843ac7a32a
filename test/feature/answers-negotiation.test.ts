import type { MockServer } from "../../src/index.ts";
import { apiOf, described, got, pet, send, text } from "../support/answers.ts";
import { startMock, stopAll } from "../support/mock.ts";

const one = (name: string) => ({ schema: pet, example: { id: 1, name } });
const xml = { schema: text, example: "<pet/>" };
const problem = { schema: { type: "object", required: ["message"], properties: { message: text } } };

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock({
    document: apiOf({
      "/many": got({
        200: described({
          "application/xml": xml,
          "application/vnd.pet+json": one("vendor"),
          "application/json": one("plain"),
          "text/plain": { schema: text, example: "a pet" },
        }),
      }),
      "/versions": got({
        200: described({
          "application/json;version=1": one("first"),
          'application/json; version="2"; profile="a,b"': one("second"),
        }),
      }),
      "/anything": got({ 200: described({ "*/*": one("any") }) }),
      "/bytes": got({ 200: described({ "*/*": { schema: { ...text, format: "binary" } } }) }),
      "/suffixed": got({ 200: described({ "application/*+json": one("suffixed") }) }),
      "/texts": got({ 200: described({ "text/*": { schema: text, example: "words" } }) }),
      "/declared": got({
        200: described({ "application/json": one("declared") }),
        406: described({ "application/json": problem }),
      }),
      "/failing": got({
        200: described({ "text/csv": xml }),
        404: described({ "application/json": problem }),
      }),
      "/silent": got({ 200: { description: "Nothing to say" }, 201: described({ "text/csv": xml }) }),
      "/none": got({ 204: described({ "text/csv": xml }) }),
    }),
  });
});
afterAll(stopAll);

const accept = (path: string, header?: string) =>
  send(mock, { path, headers: header === undefined ? {} : { accept: header } });

describe("the media type that is liked best is sent", () => {
  test.each<[header: string | undefined, type: string, why: string]>([
    [undefined, "application/json", "JSON where the client does not care"],
    ["*/*", "application/json", "JSON where anything will do"],
    ["*", "application/json", "an old way of saying anything"],
    ["", "application/json", "an empty header says nothing"],
    ["application/xml", "application/xml", "the one that is asked for"],
    ["APPLICATION/XML", "application/xml", "whatever its case"],
    ["text/plain", "text/plain", "a text"],
    ["text/*", "text/plain", "a range"],
    ["application/*", "application/json", "JSON of a range"],
    ["application/vnd.pet+json", "application/vnd.pet+json", "a media type of the API's own"],
    ["application/*+json", "application/vnd.pet+json", "a range of a suffix"],
    ["application/xml;q=0.5, application/json;q=0.9", "application/json", "the higher quality"],
    ["application/json;q=0.5, application/xml;q=0.9", "application/xml", "the higher quality the other way"],
    ["application/json;q=0.5, application/xml;q=0.50, text/plain;q=0.501", "text/plain", "three decimals"],
    ["*/*;q=0.1, text/plain;q=0.2", "text/plain", "a type before a range"],
    ["application/json;q=0, */*", "application/vnd.pet+json", "anything but JSON"],
    ["application/json;q=0, application/*+json;q=0, */*;q=0.1", "application/xml", "a suffix ruled out"],
    ["image/png, */*;q=0.1", "application/json", "the rest, where the first choice is not there"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml", "a browser"],
    ["application/json; charset=utf-8", "application/json", "a charset is no reason to refuse"],
    ["application/json; odata=verbose", "application/json", "nor is a parameter the document does not state"],
    ["application/json;q=high", "application/json", "a quality that is no number"],
    ["banana", "application/json", "what is no media range says nothing"],
    ["banana, application/xml", "application/xml", "nor does it spoil the rest"],
    [",,;;, application/xml ,", "application/xml", "empty elements are skipped"],
  ])("Accept: %s → %s (%s)", async (header, type) => {
    const answer = await accept("/many", header);
    expect([answer.status, answer.type.split(";")[0]]).toEqual([200, type]);
  });

  test("parameters tell representations apart", async () => {
    const names = await Promise.all(
      [
        "application/json;version=2",
        "application/json;version=1",
        "application/json",
        'application/json;profile="a,b"',
      ].map(async (header) => (await accept("/versions", header)).value),
    );
    expect(names).toMatchObject([
      { name: "second" },
      { name: "first" },
      { name: "first" },
      { name: "second" },
    ]);
  });
});

describe("a range of the document", () => {
  test.each([
    ["/anything", undefined, "application/json"],
    ["/anything", "application/json", "application/json"],
    ["/anything", "application/vnd.api+json", "application/vnd.api+json"],
    ["/anything", "text/html;q=0.9, */*;q=0.1", "application/json"],
    ["/anything", "application/xml", "application/xml"],
    ["/anything", "image/png", "application/json"],
    ["/bytes", undefined, "application/octet-stream"],
    ["/bytes", "application/pdf", "application/pdf"],
    ["/suffixed", undefined, "application/json"],
    ["/suffixed", "application/hal+json", "application/hal+json"],
    ["/texts", undefined, "text/plain"],
    ["/texts", "text/plain", "text/plain"],
  ])("%s, Accept: %s → %s, never the range itself", async (path, header, type) => {
    const answer = await accept(path, header);
    expect([answer.status, answer.type.split(";")[0]]).toEqual([200, type]);
  });
});

describe("what cannot be had", () => {
  test.each(["image/png", "application/json;version=3", "application/json;q=0", "text/*"])(
    "Accept: %s → 406 with what there is",
    async (header) => {
      const { status, type, value } = await accept("/versions", header);
      expect([status, type]).toEqual([406, "application/problem+json"]);
      expect(value).toMatchObject({ code: "not-acceptable" });
      expect((value as { help: string }).help).toContain("application/json;version=1");
    },
  );

  test("as the contract says it, where it does", async () => {
    const { status, value } = await accept("/declared", "image/png");
    expect([status, value]).toEqual([406, { message: "As described" }]);
  });

  test("an Accept of any length is answered", async () => {
    const header = Array.from({ length: 800 }, (_, index) => `image/x-${String(index)};q=0.1`).join(", ");
    const { status, text: body } = await accept("/versions", header);
    expect(status).toBe(406);
    expect(body.length).toBeLessThan(2000);
  });

  test("errors are told whatever is accepted", async () => {
    const headers = { accept: "image/png", prefer: "code=404" };
    const { status, type } = await send(mock, { path: "/failing", headers });
    expect([status, type]).toEqual([404, "application/json"]);
  });

  test.each(["/silent", "/none"])("%s has no content, so nothing is negotiated", async (path) => {
    const { status, type, text: body } = await accept(path, "image/png");
    expect([status < 300, type, body]).toEqual([true, "", ""]);
  });
});
