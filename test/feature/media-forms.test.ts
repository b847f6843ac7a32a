import { mediaDocument, mediaMock, messagesOf, type Posting, type RawAnswer } from "../support/media.ts";
import { ask, stopAll } from "../support/mock.ts";
import { readParts } from "../support/other-readers.ts";

const form = "application/x-www-form-urlencoded";
const address = {
  type: "object",
  required: ["city"],
  properties: { city: { type: "string" }, zip: { type: "integer" } },
};
const signup = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1 },
    age: { type: "integer", minimum: 0 },
    subscribed: { type: "boolean" },
    tags: { type: "array", items: { type: "string" } },
    ids: { type: "array", items: { type: "integer" } },
    address,
    roles: {
      type: "array",
      items: { type: "object", properties: { id: { type: "integer" }, name: { type: "string" } } },
    },
  },
};
const picture = { type: "string", format: "binary", maxLength: 12 };
const upload = {
  type: "object",
  required: ["title"],
  properties: {
    title: { type: "string" },
    count: { type: "integer" },
    picture,
    pictures: { type: "array", items: { type: "string", format: "binary" }, maxItems: 2 },
    note: { type: "string", contentMediaType: "text/plain" },
    meta: address,
    extra: { type: "object", properties: { a: { type: "array", items: { type: "integer" } } } },
    flags: { type: "array", items: { type: "boolean" } },
  },
};
const document = mediaDocument({
  signup: { takes: { [form]: { schema: signup } } },
  styled: {
    takes: {
      [form]: {
        schema: signup,
        encoding: {
          tags: { style: "pipeDelimited", explode: false },
          ids: { style: "form", explode: false },
          address: { style: "deepObject" },
          roles: { contentType: "application/json" },
        },
      },
    },
  },
  upload: {
    takes: {
      "multipart/form-data": {
        schema: upload,
        encoding: {
          picture: {
            contentType: "image/png, image/jpeg",
            headers: { "X-Width": { required: true, schema: { type: "integer", maximum: 100 } } },
          },
          meta: { contentType: "application/json" },
          flags: { style: "form", explode: false },
          note: { style: "form", explode: false },
        },
      },
    },
  },
  mixed: {
    takes: {
      "multipart/mixed": {
        schema: { type: "object", properties: { meta: address, picture: { type: "string" } } },
      },
    },
  },
  given: {
    gives: {
      "multipart/form-data": {
        schema: upload,
        example: { title: "Ä", meta: { city: "Bonn" }, flags: [true, false] },
      },
    },
  },
  givenForm: {
    gives: {
      [form]: { schema: signup, example: { name: "a b", tags: ["x", "y&"], address: { city: "Bonn" } } },
    },
  },
});

let post: (name: string, posting?: Posting) => Promise<RawAnswer>;
let url: string;
beforeAll(async () => {
  const { mock, post: ask } = await mediaMock(document);
  [post, url] = [ask, mock.url];
});
afterAll(stopAll);

describe("a urlencoded form", () => {
  const send = (body: string, name = "signup") => post(name, { type: form, body });

  test.each([
    ["name=Ada+Lovelace&age=36&subscribed=true", { name: "Ada Lovelace", age: 36, subscribed: true }],
    ["name=a%26b%3Dc&tags=x&tags=y", { name: "a&b=c", tags: ["x", "y"] }],
    ["name=a&tags=x", { tags: ["x"] }],
    ["name=a&tags[]=x&tags[]=y", { tags: ["x", "y"] }],
    ["name=a&ids[0]=1&ids[1]=2", { ids: [1, 2] }],
    ["name=a&address[city]=Bonn&address[zip]=53111", { address: { city: "Bonn", zip: 53111 } }],
    ['name=a&address={"city":"Bonn","zip":1}', { address: { city: "Bonn", zip: 1 } }],
    ["name=a&city=Bonn&zip=1", { address: { city: "Bonn", zip: 1 } }],
    ["name=a&roles[0][id]=1&roles[0][name]=x&roles[1][id]=2", { roles: [{ id: 1, name: "x" }, { id: 2 }] }],
    ["name=a&roles[][id]=1&roles[][name]=x&roles[][id]=2", { roles: [{ id: 1, name: "x" }, { id: 2 }] }],
    ['name=a&roles=[{"id":1}]', { roles: [{ id: 1 }] }],
    ["name=%E4%BD%A0&name%20=", { name: "你" }],
  ])("%s", async (body, expected) => {
    const { status, json } = await send(body);
    expect(status).toBe(200);
    expect(json()).toMatchObject(expected);
  });

  test.each([
    ["tags=x", ["name is required!"]],
    ["name=", ["name must have at least 1 character"]],
    ["name=a&age=-1", ["age must be >= 0"]],
    ["name=a&age=old", ["age must be a whole number, not a string"]],
    ["name=a&name=b", ["name must be a string, not an array"]],
    ["name=a&ids[]=1&ids[]=x", ["ids.1 must be a whole number, not a string"]],
    [
      "name=a&address[zip]=x",
      ["address.city is required!", "address.zip must be a whole number, not a string"],
    ],
    ["name=a&address=Bonn", ["address must be an object, not a string"]],
  ])("%s is a violation", async (body, messages) => {
    const answer = await send(body);
    expect([answer.status, messagesOf(answer)]).toEqual([422, messages]);
  });

  test("each property is read in the style its encoding says", async () => {
    const body = 'name=a&tags=x|y&ids=1,2&address[city]=Bonn&roles=[{"id":1}]';
    expect((await send(body, "styled")).json()).toMatchObject({
      tags: ["x", "y"],
      ids: [1, 2],
      address: { city: "Bonn" },
      roles: [{ id: 1 }],
    });
  });

  test("is written with brackets and repeated names", async () => {
    const { text, headers } = await post("givenForm");
    expect(headers.get("content-type")).toBe(form);
    expect(text).toBe("name=a+b&tags=x&tags=y%26&address%5Bcity%5D=Bonn");
  });

  test("names that mean something to JavaScript mean nothing here", async () => {
    const { status } = await send(
      "name=a&__proto__[polluted]=1&constructor[prototype][polluted]=1&address[__proto__][x]=1&address[city]=b",
    );
    expect(status).toBe(200);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("a multipart form", () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
  const boundary = "X";
  const type = `multipart/form-data; boundary=${boundary}`;
  /** Parts as `[headers, content]`, on the wire. */
  const wire = (...parts: readonly (readonly [string, string | Buffer])[]) =>
    Buffer.concat([
      ...parts.flatMap(([head, content]) => [
        Buffer.from(`--X\r\n${head}\r\n\r\n`),
        Buffer.from(content as string),
        Buffer.from("\r\n"),
      ]),
      Buffer.from("--X--\r\n"),
    ]);
  const named = (name: string, more = "") => `Content-Disposition: form-data; name="${name}"${more}`;
  const title = [named("title"), "T"] as const;
  const upload = (...parts: readonly (readonly [string, string | Buffer])[]) =>
    post("upload", { type, body: wire(...parts) });

  test("as a browser sends it: fields, lists, files, JSON", async () => {
    const body = new FormData();
    body.set("title", "Grüße\r\nline");
    body.set("count", "3");
    body.append("flags", "true");
    body.append("flags", "false");
    body.append("pictures", new Blob([png], { type: "image/png" }), "a.png");
    body.append("pictures", new Blob(["text"], { type: "text/plain" }), "b.txt");
    body.set("meta", new Blob(['{"city":"Bonn","zip":1}'], { type: "application/json" }));
    body.set("extra", '{"a":[1,2]}');
    const { status, json } = await post("upload", { body });
    expect(status).toBe(200);
    expect(json()).toMatchObject({
      title: "Grüße\r\nline",
      count: 3,
      flags: [true, false],
      pictures: [`data:image/png;base64,${png.toString("base64")}`, "text"],
      meta: { city: "Bonn", zip: 1 },
      extra: { a: [1, 2] },
    });
  });

  test("a list is one text where its encoding says so", async () => {
    const sent = await upload(title, [named("flags"), "true,false"], [named("note"), "a,b"]);
    expect(sent.json()).toMatchObject({ flags: [true, false], note: "a,b" });
    const wrong = await upload(title, [named("flags"), "true,x"]);
    expect(messagesOf(wrong)).toEqual(["flags.1 must be a boolean, not a string"]);
  });

  test("the order of parts means nothing, and a single file in a list is a list", async () => {
    const { json } = await upload([named("pictures", '; filename="a"'), png], title);
    expect(json()).toMatchObject({
      title: "T",
      pictures: [expect.stringMatching(/^data:application\/octet-stream;/)],
    });
  });

  test.each([
    ["a required field", [[named("count"), "1"]], ["title is required!"]],
    ["a type", [title, [named("count"), "many"]], ["count must be a whole number, not a string"]],
    ["a member of a JSON part", [title, [named("meta"), '{"zip":1}']], ["meta.city is required!"]],
    [
      "what is in a JSON part stays of its type",
      [title, [`${named("meta")}\r\nContent-Type: application/json`, '{"city":"B","zip":"1"}']],
      ["meta.zip must be a whole number, not a string"],
    ],
    [
      "a part's media type",
      [title, [`${named("picture")}\r\nContent-Type: image/gif\r\nX-Width: 9`, "GIF"]],
      ["picture must be of type image/png or image/jpeg, not image/gif"],
    ],
    [
      "a part's header",
      [title, [`${named("picture")}\r\nContent-Type: image/png`, png]],
      ["the header X-Width of picture is required!"],
    ],
    [
      "the schema of a part's header",
      [title, [`${named("picture")}\r\nContent-Type: image/png\r\nX-Width: 101`, png]],
      ["the header X-Width of picture must be <= 100"],
    ],
    [
      "the length of a file, in bytes",
      [title, [`${named("picture")}\r\nContent-Type: image/png\r\nX-Width: 9`, Buffer.alloc(13, 0xff)]],
      ["picture must have at most 12 characters"],
    ],
    [
      "a part without a name",
      [title, ["Content-Type: text/plain", "x"]],
      ["part 2 of the body has no name in its Content-Disposition"],
    ],
    ["a field sent twice", [title, title], ["title must be a string, not an array"]],
  ] as const)("%s is judged", async (_, parts, messages) => {
    const answer = await upload(...parts);
    expect([answer.status, messagesOf(answer)]).toEqual([422, messages]);
  });

  test("a file of the largest length is taken as what it is", async () => {
    const bytes = Buffer.alloc(12, 0xff);
    const head = `${named("picture")}\r\nContent-Type: image/png\r\nX-Width: 9`;
    const { status, json } = await upload(title, [head, bytes]);
    expect([status, json()["picture"]]).toEqual([200, `data:image/png;base64,${bytes.toString("base64")}`]);
  });

  test.each([
    ["no boundary", "multipart/form-data", wire(title), "names no boundary"],
    ["another boundary", "multipart/form-data; boundary=Y", wire(title), "boundary Y is nowhere"],
    ["cut off", type, wire(title).subarray(0, -6), "closing --X-- is missing"],
    [
      "no JSON in a JSON part",
      type,
      wire([`${named("meta")}\r\nContent-Type: application/json`, "{"]),
      "In the part meta: ",
    ],
    ["too many parts", type, wire(...Array.from({ length: 2001 }, () => title)), "more than 2000 parts"],
    [
      "headers without end",
      type,
      wire([`${named("title")}\r\nX: ${"x".repeat(20_000)}`, ""]),
      "headers of part 1 are too long",
    ],
    ["a header without a colon", type, wire(["nonsense", ""]), "part 1 has a header without a colon"],
  ])("%s: refused with its cause", async (...[, contentType, body, cause]) => {
    const { status, json } = await post("upload", { type: contentType, body });
    expect([status, json()["detail"]]).toEqual([400, expect.stringContaining(cause)]);
  });

  test("other kinds of multipart may leave names out: then order counts", async () => {
    const body = wire(
      ["Content-Type: application/json", '{"city":"Bonn"}'],
      ["Content-Type: image/png", png],
    );
    const { json } = await post("mixed", { type: "multipart/mixed; boundary=X", body });
    expect(json()).toMatchObject({
      meta: { city: "Bonn" },
      picture: expect.stringMatching(/^data:image\/png/) as string,
    });
  });

  test("is written so that other readers can read it", async () => {
    const { headers, bytes } = await post("given");
    const parts = await readParts(headers.get("content-type") ?? "", bytes);
    expect(parts.map(([name, content]) => [name, content.toString()])).toEqual([
      ["title", "Ä"],
      ["meta", '{"city":"Bonn"}'],
      ["flags", "true"],
      ["flags", "false"],
    ]);
  });

  test("parts stand in the journal one by one, bytes as what they are", async () => {
    await upload(title, [`${named("pictures", '; filename="a"')}\r\nContent-Type: image/png`, png]);
    const { json } = await ask(`${url}/__admin/requests`);
    const [{ request }] = json["requests"] as [{ request: { body: unknown } }];
    expect(request.body).toMatchObject([
      { body: "T" },
      { headers: { "content-type": "image/png" }, body: `data:image/png;base64,${png.toString("base64")}` },
    ]);
  });
});
