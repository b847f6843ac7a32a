import { mediaDocument, mediaMock } from "../support/media.ts";
import { stopAll } from "../support/mock.ts";

afterAll(stopAll);

const dead = { schema: { $ref: "#/components/schemas/Nowhere" } };
const partly = { schema: { type: "object", properties: { a: { $ref: "#/components/schemas/Nowhere" } } } };

test.each([
  ["application/xml", "<a><a>1</a></a>"],
  ["application/x-www-form-urlencoded", "a=1"],
  ["text/plain", "a"],
  ["multipart/form-data; boundary=X", '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X--'],
])("a schema that leads nowhere gives no success, and errors can still be had: %s", async (type, body) => {
  const [essence = ""] = type.split(";");
  const { post } = await mediaMock(
    mediaDocument({ dead: { takes: { [essence]: dead } }, partly: { takes: { [essence]: partly } } }),
  );
  for (const name of ["dead", "partly"]) {
    const { status, json } = await post(name, { type, body });
    expect([status, json()["code"]]).toEqual([500, "unusable-schema"]);
    expect((await post(name, { type, body, headers: { prefer: "code=409" } })).status).toBe(409);
  }
});

test("an error whose schema leads nowhere can be had in XML, too", async () => {
  const document = mediaDocument({ any: {} }) as { paths: Record<string, { post: { responses: object } }> };
  const content = { "application/xml": { ...partly, example: { a: 1 } } };
  Object.assign(document.paths["/any"]?.post.responses ?? {}, { 409: { description: "no", content } });
  const { post } = await mediaMock(document);
  const { status, text } = await post("any", { headers: { prefer: "code=409" } });
  expect([status, text]).toEqual([409, expect.stringContaining("<root><a>1</a></root>")]);
});
