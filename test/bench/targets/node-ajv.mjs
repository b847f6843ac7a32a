import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { constant } from "./answer.mjs";

export async function start() {
  const document = parse(readFileSync("spec/ambassador.openapi.yaml", "utf8"));
  const { schema } = document.paths["/manager/ambassadors"].post.requestBody.content["application/json"];
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const isValid = validate(JSON.parse(Buffer.concat(chunks).toString()));
      const body = JSON.stringify(constant);
      response.writeHead(isValid ? 201 : 422, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
      });
      response.end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, finish: async () => ({}), stop: async () => server.close() };
}
