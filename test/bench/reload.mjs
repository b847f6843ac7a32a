// What 200 reloads leave behind: a document of half a megabyte is written again and again while it is served, and the
// heap is measured after 20 reloads and after 200. Fails when more than a few of the old contracts are still there.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMockServer } from "../../dist/index.js";
import { largeDocument } from "./large-document.mjs";

const [warm, reloads] = [20, 200];
const promisedMegabytes = 10;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const folder = mkdtempSync(join(tmpdir(), "locum-bench-"));
const file = join(folder, "api.json");
const document = largeDocument({ operations: 100, bytes: 2 ** 19 });
const [collection] = Object.keys(document.paths);
writeFileSync(file, JSON.stringify(document));

let reloaded = () => undefined;
const log = {
  debug: () => undefined,
  info: () => reloaded(),
  warn: console.error,
  error: console.error,
};
const mock = createMockServer({ document: file, port: 0, store: "memory", watch: true, ports: { log } });
try {
  await mock.start();
  let before = 0;
  for (let round = 1; round <= reloads; round++) {
    const next = new Promise((resolve) => (reloaded = resolve));
    document.info.version = String(round);
    writeFileSync(file, JSON.stringify(document));
    await next;
    // What is made on first use is made, and left behind, by each contract.
    const answer = await fetch(`${mock.url}/v1${collection}/7`);
    await answer.text();
    if (answer.status !== 200) throw new Error(`reload ${round} answers ${answer.status}`);
    if (round === warm) before = heap();
  }
  const after = heap();
  console.log(`heap after ${warm} reloads   ${before.toFixed(1).padStart(6)} MB`);
  console.log(`heap after ${reloads} reloads  ${after.toFixed(1).padStart(6)} MB`);
  if (after - before > promisedMegabytes) {
    console.error(`200 reloads leave more than ${promisedMegabytes} MB behind.`);
    process.exitCode = 1;
  }
} finally {
  await mock.stop();
  rmSync(folder, { recursive: true, force: true });
}
