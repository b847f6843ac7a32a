// CPU per request, all threads counted up to the last write, as ratios within one run.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createRequest, load } from "./load.mjs";

const count = Number(process.env.BENCH_REQUESTS ?? 5000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const targets = ["node-ajv", "bare-express", "locum", "locum-stubs"];
const names = {
  "node-ajv": "node:http + AJV + constant",
  "bare-express": "bare Express 5, express.json and res.json",
  locum: "Locum create, default settings",
  "locum-stubs": "the same with 1,000 active stubs",
};

const once = (child) =>
  new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`the target ended with ${code}`)));
  });

async function measure(name) {
  const child = fork(fileURLToPath(new URL("target.mjs", import.meta.url)), [name]);
  const { port } = await once(child);
  // As long as the compiler of the engine goes on making it faster.
  for (let round = 0; round < 5; round++) {
    await load({ port, count: 3000, request: (n) => createRequest(n, `warm-${round}`) });
  }
  child.send("begin");
  const from = performance.now();
  const good = await load({ port, count, request: (n) => createRequest(n, "measured") });
  const wall = performance.now() - from;
  child.send("end");
  const { cpu, found } = await once(child);
  if (good !== count) throw new Error(`${name}: ${good} of ${count} answers were right`);
  if (found && (found.file !== count || found.journal !== count)) {
    throw new Error(`${name}: ${found.file} of ${count} on file, ${found.journal} in the journal`);
  }
  return { cpu: cpu / count, rate: (count / wall) * 1000 };
}

const results = new Map(targets.map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const name of targets) results.get(name).push(await measure(name));
}
// What else the machine does only ever adds to the cost: the least disturbed round is the nearest to the truth.
const least = (list) => Math.min(...list);
const cpu = new Map(targets.map((name) => [name, least(results.get(name).map((one) => one.cpu))]));
console.log(`POST create, ${count} different bodies, the best of ${rounds} rounds\n`);
console.log("CPU µs/request  × Express  × node:http  requests/s");
for (const name of targets) {
  const own = cpu.get(name);
  const rate = Math.max(...results.get(name).map((one) => one.rate));
  const cells = [
    own.toFixed(1).padStart(14),
    (own / cpu.get("bare-express")).toFixed(2).padStart(10),
    (own / cpu.get("node-ajv")).toFixed(2).padStart(12),
    rate.toFixed(0).padStart(11),
  ];
  console.log(`${cells.join(" ")}  ${names[name]}`);
}
if (cpu.get("locum") > cpu.get("bare-express")) {
  console.error("Locum costs more than bare Express.");
  process.exitCode = 1;
}
const added = cpu.get("locum-stubs") - cpu.get("locum");
if (added > 20) {
  console.error(`A thousand active stubs add ${added.toFixed(1)} µs a request; 20 at most are wanted.`);
  process.exitCode = 1;
}
