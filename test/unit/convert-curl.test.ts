import { decodeBody, readCurl } from "../../src/convert/curl.ts";
import { credentialByName, credentialsOfSample } from "../../src/convert/security.ts";
import { serverOf } from "../../src/convert/server-url.ts";

const sample = (text: string) => readCurl(text)!;
const credentials = (options: string) => credentialsOfSample(sample(`curl https://a.example ${options}`));

describe("curl samples", () => {
  test("the new form, with long options", () => {
    const text = [
      "curl \\",
      " --request POST 'https://a.example/api/v2/pets' \\",
      ' --header "Authorization: Bearer $TOKEN" \\',
      ' --header "Content-Type: application/json" \\',
      ` --data '{"name":"it'\\''s"}'`,
      "Request examples",
    ].join("\n");
    expect(readCurl(text)).toEqual({
      method: "POST",
      url: "https://a.example/api/v2/pets",
      headers: [
        ["Authorization", "Bearer $TOKEN"],
        ["Content-Type", "application/json"],
      ],
      user: undefined,
      body: `{"name":"it's"}`,
    });
  });

  test("the old form, with short options", () => {
    const text = `curl -X PUT https://a.example/pets/42 -H "X-API-Key: $KEY" -d '{"a":1}' -u user:pass`;
    expect(readCurl(text)).toMatchObject({
      method: "PUT",
      url: "https://a.example/pets/42",
      headers: [["X-API-Key", "$KEY"]],
      user: "user:pass",
      body: '{"a":1}',
    });
    expect(sample("curl -XDELETE --url=https://a.example").method).toBe("DELETE");
  });

  test("a body over several lines, and JSON inside a JSON string", () => {
    expect(decodeBody(sample(`curl https://a.example -d '{\n "a": [\n 1 ]\n}'`).body!)).toEqual({ a: [1] });
    expect(decodeBody(sample(`curl https://a.example --data '"{\\n \\"a\\": 1\\n}"'`).body!)).toEqual({
      a: 1,
    });
    expect(decodeBody('"plain"')).toBe("plain");
    expect(decodeBody("a=1&b=2")).toBeUndefined();
  });

  test("what is no curl command is not read as one", () => {
    expect(readCurl("POST /pets\n{}")).toBeUndefined();
    expect(readCurl("curl --request POST")).toBeUndefined();
  });

  test("the server is the URL without the operation's path, templated or filled in", () => {
    expect(serverOf("https://a.example/api/v2/pets", "/pets")).toBe("https://a.example/api/v2");
    expect(serverOf("https://a.example/v1/pets/{id}/toys?limit=1", "/pets/{id}/toys")).toBe(
      "https://a.example/v1",
    );
    expect(serverOf("https://a.example/v1/pets/42/toys", "/pets/{id}/toys")).toBe("https://a.example/v1");
    expect(serverOf("https://a.example/files/42.json", "/files/{id}.json")).toBe("https://a.example");
    expect(serverOf("https://a.example/", "/")).toBe("https://a.example");
    expect(serverOf("https://a.example/v1/dogs", "/pets")).toBeUndefined();
  });

  test("the credentials are what the sample sends, all of them", () => {
    expect(credentials('-H "Authorization: Bearer $ACCESS_TOKEN"')).toEqual([
      { type: "http", scheme: "bearer" },
    ]);
    expect(credentials('-H "Authorization: $API_KEY"')).toEqual([
      { type: "apiKey", header: "Authorization" },
    ]);
    expect(credentials('-H "X-Key: $API_KEY" -H "X-App: $APP" -H "Accept: text/html"')).toEqual([
      { type: "apiKey", header: "X-Key" },
      { type: "apiKey", header: "X-App" },
    ]);
    expect(credentials("-u $USER:$PASS")).toEqual([{ type: "http", scheme: "basic" }]);
    expect(credentials('-H "Accept: */*"')).toEqual([]);
  });

  test.each([
    ["Bearer token", { type: "http", scheme: "bearer" }],
    ["Bearer auth", { type: "http", scheme: "bearer" }],
    ["Basic auth", { type: "http", scheme: "basic" }],
    ["Digest auth", { type: "http", scheme: "digest" }],
    ["Service accounts", { type: "http", scheme: "bearer" }],
    ["Api key auth", { type: "apiKey", header: "" }],
    ["Magic", undefined],
  ])("%s", (label, credential) => {
    expect(credentialByName(label)).toEqual(credential);
  });
});
