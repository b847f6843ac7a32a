import {
  mediaDocument,
  mediaMock,
  messagesOf,
  type PostedBody,
  type Posting,
  type RawAnswer,
} from "../support/media.ts";
import { stopAll } from "../support/mock.ts";
import { isWellFormed } from "../support/other-readers.ts";

const components = {
  schemas: {
    Book: {
      type: "object",
      required: ["title"],
      xml: { name: "book" },
      properties: {
        id: { type: "integer", xml: { attribute: true } },
        title: { type: "string", minLength: 1 },
        price: { type: ["number", "null"], exclusiveMinimum: 0 },
        inPrint: { type: "boolean", xml: { name: "in-print" } },
        authors: { type: "array", items: { $ref: "#/components/schemas/Author" }, xml: { wrapped: true } },
        tags: { type: "array", maxItems: 3, items: { type: "string", xml: { name: "tag" } } },
        isbn: { type: "string", xml: { prefix: "i", namespace: "urn:isbn" } },
      },
    },
    Author: {
      type: "object",
      xml: { name: "author" },
      required: ["name"],
      properties: { name: { type: "string" }, born: { type: "integer", xml: { attribute: true } } },
    },
    Money: {
      type: "object",
      properties: {
        currency: { type: "string", xml: { attribute: true } },
        amount: { type: "number", xml: { nodeType: "text" } },
      },
    },
    Shelf: {
      type: "array",
      minItems: 2,
      items: { $ref: "#/components/schemas/Book" },
      xml: { name: "shelf", wrapped: true },
    },
  },
};
const book = { schema: { $ref: "#/components/schemas/Book" } };
const fixed = {
  id: 7,
  title: "Cats & <dogs>",
  price: null,
  inPrint: true,
  authors: [{ name: "Ada", born: 1815 }, { name: "Grace" }],
  tags: ["a", "b"],
  isbn: "9-78",
};
const document = mediaDocument(
  {
    books: { takes: { "application/xml": book } },
    money: { takes: { "text/xml": { schema: { $ref: "#/components/schemas/Money" } } } },
    raw: {
      takes: { "application/soap+xml": { schema: { type: "string", minLength: 5 } } },
      gives: { "application/json": { schema: { type: "object", properties: {} } } },
    },
    fixed: { gives: { "application/xml": { ...book, example: fixed } } },
    generated: { gives: { "application/xml": { schema: { $ref: "#/components/schemas/Shelf" } } } },
    authored: { gives: { "application/xml": { ...book, example: "<book><title>As it is</title></book>" } } },
    broken: { gives: { "application/xml": { ...book, example: "<book></book>" } } },
  },
  { components },
);

let post: (name: string, posting?: Posting) => Promise<RawAnswer>;
beforeAll(async () => {
  ({ post } = await mediaMock(document));
});
afterAll(stopAll);

const type = "application/xml";
const send = (body: PostedBody, name = "books") =>
  post(name, { type: name === "money" ? "text/xml" : type, body });

describe("XML bodies are read by the xml object of their schema", () => {
  test("attributes, other names, wrapped lists and plain ones, namespaces, numbers, null", async () => {
    const { status, json } = await send(`<?xml version="1.0"?>
      <!-- a book -->
      <b:book id="7" xmlns:b="urn:books" xmlns:i="urn:isbn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <b:title>Cats &amp; <![CDATA[<dogs>]]> &#x263A;</b:title>
        <price xsi:nil="true"/>
        <in-print>true</in-print>
        <authors><author born="1815"><name>Ada</name></author><author><name>Grace</name></author></authors>
        <tag>a</tag><tag>b</tag>
        <i:isbn>9-78</i:isbn>
      </b:book>`);
    expect(status).toBe(200);
    expect(json()).toMatchObject({ ...fixed, title: "Cats & <dogs> ☺" });
  });

  test("an element with attributes has its text as a property", async () => {
    const { json } = await send('<Money currency="EUR">12.50</Money>', "money");
    expect(json()).toMatchObject({ currency: "EUR", amount: 12.5 });
  });

  test.each([
    ["<book/>", ["title is required!"]],
    ["<book><title></title></book>", ["title must have at least 1 character"]],
    ['<book id="seven"><title>x</title></book>', ["id must be a whole number, not a string"]],
    ["<book><title>x</title><price>0</price></book>", ["price must be > 0"]],
    ["<book><title>x</title><title>y</title></book>", ["title must be a string, not an array"]],
    [
      "<book><title>x</title><authors><writer/></authors></book>",
      ["authors must be an array, not an object"],
    ],
    ["<book><title>x</title><authors><author/></authors></book>", ["authors.0.name is required!"]],
    ["<book><title>x</title><tag/><tag/><tag/><tag/></book>", ["tags must have at most 3 items"]],
    ['<book title="x"/>', ["title is required!"]],
    ["<tome><title>x</title></tome>", ["the root element must be <book>, not <tome>"]],
  ])("%s", async (body, messages) => {
    const answer = await send(body);
    expect([answer.status, messagesOf(answer)]).toEqual([422, messages]);
  });

  test.each([
    ["<book>", "line 1, column 1: <book> is not closed"],
    ["<book>\n  <title>x</titel>\n</book>", "line 2, column 11: </titel> stands where </title> is due"],
    ["<book><title>a & b</title></book>", "line 1, column 16: & is no reference that is known"],
    ["<book>&nbsp;</book>", "line 1, column 7: &nbsp; is no reference that is known"],
    ["<book a=1/>", "line 1, column 6: the tag <book> is not well-formed here"],
    ["<book a='1' a='2'/>", "line 1, column 12: the attribute a stands twice"],
    ["<book/><book/>", "line 1, column 8: a second root element"],
    ["<book/>x", "line 1, column 8: text outside the root element"],
    ["<!DOCTYPE book [<!ENTITY a 'b'>]><book>&a;</book>", "line 1, column 1: a DOCTYPE"],
    ["<book><!-- x</book>", "line 1, column 7: a comment that does not end"],
    ["{}", "line 1, column 1: text outside the root element"],
    ["  ", "there is no element"],
  ])("%j is refused with its place", async (body, cause) => {
    const { status, json } = await send(body);
    expect([status, json()["code"], json()["detail"]]).toEqual([
      400,
      "invalid-body",
      expect.stringContaining(cause),
    ]);
  });

  test("a hundred thousand levels are refused", async () => {
    const { status, json } = await send(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`);
    expect([status, json()["detail"]]).toEqual([400, expect.stringContaining("more than 200 levels")]);
  });

  test("names that mean something to JavaScript mean nothing here", async () => {
    const body = "<book><title>x</title><__proto__><polluted>1</polluted></__proto__><constructor/></book>";
    expect((await send(body)).status).toBe(200);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test.each([
    ["the charset of the Content-Type", "application/xml; charset=iso-8859-1", "latin1", ""],
    [
      "the encoding of the XML declaration",
      "application/xml",
      "latin1",
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
    ],
    ["a byte order mark", "application/xml", "utf16le", "\uFEFF"],
  ] as const)("text is decoded by %s", async (...[, contentType, encoding, head]) => {
    const body = Buffer.from(`${head}<book><title>größer</title></book>`, encoding);
    expect((await post("books", { type: contentType, body })).json()["title"]).toBe("größer");
  });

  test("a schema that takes a text is given the document as it was written", async () => {
    const soap = { type: "application/soap+xml", body: "<Envelope><Body/></Envelope>" };
    expect((await post("raw", soap)).status).toBe(200);
    expect((await post("raw", { ...soap, body: "<a/>" })).status).toBe(422);
  });
});

describe("XML is written by the xml object of its schema", () => {
  test("every member has its name, its place and its type", async () => {
    const { headers, text } = await post("fixed");
    expect(headers.get("content-type")).toBe("application/xml");
    expect(headers.get("x-mock-violations")).toBeNull();
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<book id="7"><title>Cats &amp; &lt;dogs&gt;</title>' +
        '<price xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>' +
        "<in-print>true</in-print>" +
        '<authors><author born="1815"><name>Ada</name></author><author><name>Grace</name></author></authors>' +
        '<tag>a</tag><tag>b</tag><i:isbn xmlns:i="urn:isbn">9-78</i:isbn></book>',
    );
  });

  test("what is generated is well-formed, and valid when it is sent back", async () => {
    const { text, headers } = await post("generated");
    expect(isWellFormed(text)).toBe(true);
    expect(headers.get("x-mock-violations")).toBeNull();
    const books = [...text.matchAll(/<book .*?<\/book>/gs)].map(([one]) => one);
    expect(text).toMatch(/^<\?xml[^>]*>\s*<shelf>.*<\/shelf>$/s);
    expect(books.length).toBeGreaterThan(1);
    for (const one of books) expect((await send(one)).status).toBe(200);
  });

  test("an example that is XML already is sent as it was authored, and judged all the same", async () => {
    const authored = await post("authored");
    expect(authored.text).toBe("<book><title>As it is</title></book>");
    expect(authored.headers.get("x-mock-violations")).toBeNull();
    expect((await post("broken")).headers.get("x-mock-violations")).toContain("title is required!");
  });
});
