import { ask, startMock, stopAll } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";

afterAll(stopAll);

const name = { type: "string" };
const parameter = (name: string, schema: object = { type: "string" }) => ({ name, in: "query", schema });
const content = (schema: object) => ({ content: { "application/json": { schema } } });
const book = {
  type: "object",
  required: ["isbn", "title", "language"],
  properties: {
    isbn: { type: "integer" },
    title: name,
    language: { enum: ["en", "fr", "de"] },
    pages: { type: "integer", minimum: 20, maximum: 900 },
    author: { type: "object", properties: { name } },
  },
};
const { isbn, title, language } = book.properties;
const summary = { type: "object", required: ["isbn", "title"], properties: { isbn, title, language } };
const page = {
  type: "object",
  required: ["total", "books"],
  properties: {
    total: { type: "integer" },
    books: { type: "array", minItems: 6, maxItems: 9, items: summary },
  },
};
const inPath = { name: "isbn", in: "path", required: true, schema: { type: "string" } };
const paths = {
  "/books": {
    get: {
      parameters: [
        parameter("limit", { type: "integer" }),
        parameter("offset", { type: "integer" }),
        parameter("language"),
        parameter("sort"),
      ],
      responses: { 200: { description: "OK", ...content(page) } },
    },
    post: {
      requestBody: content({ type: "object", properties: { title } }),
      responses: { 201: { description: "Created", ...content(book) } },
    },
  },
  "/books/{isbn}": {
    parameters: [inPath],
    get: { responses: { 200: { description: "OK", ...content(book) }, 404: { description: "None" } } },
  },
};

interface Book {
  readonly isbn: number;
  readonly title: string;
  readonly language: string;
}

async function library(extra: object = {}) {
  const document = {
    openapi: "3.1.0",
    info: { title: "Library", version: "1" },
    paths: { ...paths, ...extra },
  };
  const { url } = await startMock({ document });
  const list = async (query = "", headers: Record<string, string> = {}) => {
    const { json } = await ask(`${url}/books${query}`, { headers });
    return json as unknown as { readonly total: number; readonly books: readonly Book[] };
  };
  return { url, list };
}

describe("before anything is written, a collection is one collection", () => {
  test("what a list shows of a thing is what the thing says of itself", async () => {
    const { url, list } = await library();
    const { books } = await list();
    const judge = plainJudge(book);
    expect(books.length).toBeGreaterThanOrEqual(6);
    for (const one of books) {
      const { status, json } = await ask(`${url}/books/${String(one.isbn)}`);
      expect(status).toBe(200);
      expect(json).toMatchObject({ ...one });
      expect(judge(json)).toEqual([]);
    }
    expect(new Set(books.map((one) => one.isbn)).size).toBe(books.length);
  });

  test("pages follow one another, and the total is that of all", async () => {
    const { list } = await library();
    const whole = await list();
    const parts = await Promise.all([list("?limit=4"), list("?limit=4&offset=4"), list("?limit=4&offset=8")]);
    expect(parts.flatMap(({ books }) => books)).toEqual(whole.books);
    expect(parts.map(({ total }) => total)).toEqual([whole.total, whole.total, whole.total]);
    expect(whole.total).toBe(whole.books.length);
  });

  test("a filter leaves those that it names, and sorting orders them", async () => {
    const { list } = await library();
    const { books } = await list();
    for (const language of ["en", "fr", "de"]) {
      const wanted = books.filter((one) => one.language === language);
      expect(await list(`?language=${language}`)).toMatchObject({ total: wanted.length, books: wanted });
    }
    const titles = (await list("?sort=-title")).books.map((one) => one.title);
    expect(titles).toEqual(titles.toSorted().reverse());
  });

  test("another seed is another collection, and nothing of it is in the store", async () => {
    const { url, list } = await library();
    const other = await list("", { prefer: "seed=other" });
    expect(other.books).not.toEqual((await list()).books);
    const answer = await ask(`${url}/books`);
    expect(answer.headers.get("x-mock-source")).toBe("generated");
    expect((await ask(`${url}/__admin/store/books`)).json).toEqual([]);
    expect((await ask(`${url}/books`, { headers: { prefer: "dynamic=true" } })).status).toBe(200);
  });

  test("from the first write on, the store is the authority", async () => {
    const { url, list } = await library();
    const [first] = (await list()).books;
    const { json } = await ask(`${url}/books`, { method: "POST", body: { title: "Emma" } });
    expect((await list()).books.map((one) => one.title)).toEqual(["Emma"]);
    expect((await ask(`${url}/books/${String(json["isbn"])}`)).status).toBe(200);
    expect((await ask(`${url}/books/${String(first?.isbn)}`)).status).toBe(404);
  });
});

test.each([
  ["its properties", { title: { ...name, examples: ["Emma"] } }, {}],
  ["its reading", {}, { example: { isbn: 1, title: "Emma", language: "en" } }],
])("what the document shows as the example of %s is in a list once", async (_, properties, shown) => {
  const shaped = { ...book, properties: { ...book.properties, ...properties } };
  const list = { type: "array", minItems: 4, items: shaped };
  const one = { "application/json": { schema: shaped, ...shown } };
  const { url } = await library({
    "/books": { get: { responses: { 200: { description: "OK", ...content(list) } } } },
    "/books/{isbn}": {
      parameters: [inPath],
      get: { responses: { 200: { description: "OK", content: one } } },
    },
  });
  const { json } = await ask(`${url}/books`);
  const titles = (json as unknown as readonly Book[]).map(({ title }) => title);
  expect(titles.filter((title) => title === "Emma")).toHaveLength(1);
  expect(new Set(titles).size).toBeGreaterThanOrEqual(3);
});

test("things that belong to somebody say so", async () => {
  const owned = { ...book, properties: { ...book.properties, writerId: { type: "integer" } } };
  const { url } = await library({
    "/books": {
      get: { responses: { 200: { description: "OK", ...content({ type: "array", items: owned }) } } },
    },
    "/books/{isbn}": {
      parameters: [inPath],
      get: { responses: { 200: { description: "OK", ...content(owned) } } },
    },
    "/writers/{writerId}": {
      parameters: [{ ...inPath, name: "writerId" }],
      get: {
        responses: { 200: { description: "OK", ...content({ type: "object", properties: { name } }) } },
      },
    },
    "/writers/{writerId}/books": {
      parameters: [{ ...inPath, name: "writerId", schema: { type: "integer" } }],
      get: {
        responses: { 200: { description: "OK", ...content({ type: "array", minItems: 2, items: owned }) } },
      },
    },
  });
  const { json } = await ask(`${url}/writers/12/books`);
  const books = json as unknown as readonly (Book & { readonly writerId: number })[];
  expect(books.length).toBeGreaterThanOrEqual(2);
  expect(books.map(({ writerId }) => writerId)).toEqual(books.map(() => 12));
});
