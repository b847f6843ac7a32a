// The page's own server: another origin than the mock, and one that hears of every header it gets.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const page = readFileSync(new URL("shelf.html", import.meta.url));
const server = createServer((request, response) => {
  response.setHeader("access-control-allow-origin", "*");
  if (request.url.startsWith("/shelf")) response.setHeader("content-type", "text/html").end(page);
  else response.setHeader("content-type", "application/json").end(JSON.stringify(request.headers));
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`the page is at http://127.0.0.1:${server.address().port}/shelf\n`);
});
