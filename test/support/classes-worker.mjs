// Answers every kind of request some hundred times, and marks in the engine's own log (--log-maps) where each begins and ends.
import { createMockServer } from "../../dist/index.js";
import { load } from "../bench/load.mjs";

const [, , count] = process.argv;
const petShop = await createMockServer({
  document: "test/support/petstore.yaml",
  store: "memory",
  port: 0,
}).start();
const ambassador = await createMockServer({
  document: "spec/ambassador.openapi.yaml",
  scenarios: "scenarios",
  store: "memory",
  port: 0,
}).start();

const request = (method, path, { body, headers = {} } = {}) => {
  const text = body === undefined ? "" : JSON.stringify(body);
  const all = {
    Host: "127.0.0.1",
    Authorization: "Bearer x",
    "X-Api-Key": "x",
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    "Content-Length": String(Buffer.byteLength(text)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${text}`;
};
const pet = (number) => ({ name: `Rex${number}`, kind: "dog" });
const person = (number, referrer) => ({
  firstname: `Ada${number}`,
  lastname: "Lovelace",
  email: `ada${number}@example.org`,
  ambassador_id_referrer: referrer,
});
const kinds = {
  "create a person": [ambassador, 201, (n) => request("POST", "/manager/ambassadors", { body: person(n) })],
  "create a pet": [petShop, 201, (n) => request("POST", "/pets", { body: pet(n) })],
  "read a pet": [petShop, 200, (n) => request("GET", `/pets/${(n % 9) + 1}`)],
  "list pets": [petShop, 200, () => request("GET", "/pets?limit=3&offset=4")],
  "change a pet": [petShop, 200, (n) => request("PATCH", "/pets/1", { body: { name: `Tom${n}` } })],
  "replace a pet": [petShop, 200, (n) => request("PUT", "/pets/2", { body: pet(n) })],
  "miss a pet": [petShop, 404, () => request("GET", "/pets/99999")],
  "refuse a pet": [petShop, 422, (n) => request("POST", "/pets", { body: { name: n } })],
  "refuse a person": [
    ambassador,
    422,
    (n) => request("POST", "/manager/ambassadors", { body: { firstname: n } }),
  ],
  "find nobody": [
    ambassador,
    404,
    (n) => request("POST", "/manager/ambassadors", { body: person(n, "unknown") }),
  ],
  "turn somebody away": [
    ambassador,
    403,
    (n) =>
      request("POST", "/manager/ambassadors", {
        body: person(n),
        headers: { Authorization: "Bearer ambassador" },
      }),
  ],
  "ask for credentials": [
    ambassador,
    401,
    (n) => request("POST", "/manager/ambassadors", { body: person(n), headers: { Authorization: "" } }),
  ],
  "delete a pet": [petShop, 404, (n) => request("DELETE", `/pets/${n + 1000}`)],
  "force an error": [petShop, 404, () => request("GET", "/pets/3", { headers: { Prefer: "code=404" } })],
  "generate anew": [petShop, 200, () => request("GET", "/pets/4", { headers: { Prefer: "dynamic=true" } })],
};

const kept = [];
/** The log has the name of a property when it is added. */
function mark(name) {
  const object = {};
  object[name] = true;
  kept.push(object);
}

for (const [name, [mock, status, make]] of Object.entries(kinds)) {
  const port = Number(new URL(mock.url).port);
  const send = () => load({ port, count: Number(count), connections: 1, request: make, status });
  await send();
  mark(`begin ${name}`);
  const good = await send();
  mark(`end ${name}`);
  if (good < Number(count)) throw new Error(`${name}: ${good} of ${count} were answered with ${status}`);
}
await Promise.all([petShop.stop(), ambassador.stop()]);
console.log("done");
