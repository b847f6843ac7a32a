// Writes records until it is killed and says what it may be held to: `node store-writer.mjs <folder> <durable>`.
import * as files from "node:fs/promises";
import { openFileStore } from "../../dist/store/file-store.js";

const [folder, durable] = process.argv.slice(2);
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const store = await openFileStore({
  folder,
  contract: "Pets",
  durable: durable === "true",
  limits: { sessions: 10, records: 100_000, bytes: 64_000_000 },
  ports: { files, log: silent },
});

for (let id = 1; ; id++) {
  const value = { id, text: "x".repeat(4000) };
  store.put(
    { session: "s", collection: "pets", idField: "id", key: String(id) },
    { value, json: JSON.stringify(value) },
  );
  const settled = store.settle("s");
  if (settled) await settled;
  else if (id % 100 === 0) await store.flush();
  if (settled || id % 100 === 0) process.stdout.write(`${id}\n`);
}
