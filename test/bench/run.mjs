// CPU per request, all threads counted up to the last write, as ratios within one run: what else the machine does slows
// everything that runs at the time, so all targets run side by side and take turns of a few hundred requests.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createRequest, load } from "./load.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const turns = Number(process.env.BENCH_TURNS ?? 20);
const perTurn = 250;
const count = turns * perTurn;
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

async function begin(name) {
  const child = fork(fileURLToPath(new URL("target.mjs", import.meta.url)), [name]);
  const { port } = await once(child);
  return { name, child, port, good: 0, wall: 0 };
}

/** As long as the compiler of the engine goes on making it faster. */
async function warm({ port }) {
  for (let round = 0; round < 5; round++) {
    await load({ port, count: 3000, request: (n) => createRequest(n, `warm-${round}`) });
  }
}

async function take(target, turn) {
  const from = performance.now();
  const request = (n) => createRequest(turn * perTurn + n, "measured");
  target.good += await load({ port: target.port, count: perTurn, request });
  target.wall += performance.now() - from;
}

async function end({ name, child, good, wall }) {
  const told = once(child);
  child.send("end");
  const { cpu, found } = await told;
  if (good !== count) throw new Error(`${name}: ${good} of ${count} answers were right`);
  if (found && (found.file !== count || found.journal !== count)) {
    throw new Error(`${name}: ${found.file} of ${count} on file, ${found.journal} in the journal`);
  }
  return { cpu: cpu / count, rate: (count / wall) * 1000 };
}

async function measure() {
  const running = [];
  for (const name of targets) running.push(await begin(name));
  for (const target of running) await warm(target);
  for (const { child } of running) child.send("begin");
  for (let turn = 0; turn < turns; turn++) {
    for (const target of turn % 2 === 0 ? running : running.toReversed()) await take(target, turn);
  }
  const results = {};
  for (const target of running) results[target.name] = await end(target);
  return results;
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const all = [];
for (let round = 0; round < rounds; round++) all.push(await measure());
const cpuOf = (name) => median(all.map((one) => one[name].cpu));
const ratio = (name, other) => median(all.map((one) => one[name].cpu / one[other].cpu));
console.log(`POST create, ${count} different bodies in turns of ${perTurn}; medians of ${rounds} rounds\n`);
console.log("CPU µs/request  × Express  × node:http  requests/s");
for (const name of targets) {
  const cells = [
    cpuOf(name).toFixed(1).padStart(14),
    ratio(name, "bare-express").toFixed(2).padStart(10),
    ratio(name, "node-ajv").toFixed(2).padStart(12),
    median(all.map((one) => one[name].rate))
      .toFixed(0)
      .padStart(11),
  ];
  console.log(`${cells.join(" ")}  ${names[name]}`);
}
const each = all.map((one) => (one.locum.cpu / one["bare-express"].cpu).toFixed(2));
console.log(`\nLocum × Express in each round: ${each.join(" ")}`);
if (ratio("locum", "bare-express") > 1) {
  console.error("Locum costs more than bare Express.");
  process.exitCode = 1;
}
const added = median(all.map((one) => one["locum-stubs"].cpu - one.locum.cpu));
if (added > 20) {
  console.error(`A thousand active stubs add ${added.toFixed(1)} µs a request; 20 at most are wanted.`);
  process.exitCode = 1;
}
