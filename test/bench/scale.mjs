// How large a document may be: the built command line serves one of 10 MB with 1,200 operations, from spawn to the
// first answer, and finds one operation among a thousand. Fails beyond what the README promises.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { largeDocument } from "./large-document.mjs";

const promised = { ms: 1500, megabytes: 250, finding: 1.5 };
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const root = fileURLToPath(new URL("../..", import.meta.url));
const least = (list) => Math.min(...list);

/** From spawn to the end of the first answer, and the most memory the process ever had. */
async function firstAnswer(file, { method, path, body, status }) {
  const from = performance.now();
  const args = ["dist/main.js", "serve", file, "--port", "0", "--store", "memory", "--log-level", "error"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  try {
    const url = await new Promise((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (chunk) => {
        said += chunk;
        const [, found] = /listening on (\S+)/.exec(said) ?? [];
        if (found) resolve(found);
      });
      child.on("exit", (code) => reject(new Error(`it ended with ${code}`)));
    });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(url + path, {
      method,
      ...(body ? { headers, body: JSON.stringify(body) } : {}),
    });
    const given = await answer.text();
    if (answer.status !== status) throw new Error(`${method} ${path} was answered with ${answer.status}`);
    return { ms: performance.now() - from, megabytes: peakMemory(child.pid), given };
  } finally {
    child.kill("SIGKILL");
  }
}

/** Of a process, in megabytes; undefined where the system does not tell. */
function peakMemory(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes / 1024;
  } catch {
    return undefined;
  }
}

/** A stopwatch for finding operations in a document with this many: nanoseconds for one. */
async function finding(operations) {
  const { openContract } = await import("../../dist/contract/open.js");
  const files = await import("node:fs/promises");
  const document = largeDocument({ operations, bytes: 1 });
  const contract = await openContract([{ document }], { files, allowRef: false });
  const paths = Object.keys(document.paths).map((path) => `/v1${path.replace("{id}", "7")}`);
  const count = 100_000;
  return () => {
    const from = performance.now();
    for (let at = 0; at < count; at++) {
      const found = contract.find("GET", paths[at % paths.length]);
      if (found.kind !== "operation") throw new Error("an operation was not found");
    }
    return ((performance.now() - from) / count) * 1e6;
  };
}

function fail(said) {
  console.error(`${said}: promised are ${promised.ms} ms, ${promised.megabytes} MB, × ${promised.finding}`);
  process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), "locum-bench-"));
try {
  const document = largeDocument({ operations: 1200, bytes: 10 * 2 ** 20 });
  const file = join(folder, "large.json");
  const text = JSON.stringify(document);
  writeFileSync(file, text);
  const [collection] = Object.keys(document.paths);
  console.log(`${(text.length / 2 ** 20).toFixed(1)} MB, 1,200 operations, the best of ${rounds} rounds\n`);

  const parsing = Array.from({ length: rounds }, () => {
    const from = performance.now();
    JSON.parse(text);
    return performance.now() - from;
  });
  const read = { method: "GET", path: `/v1${collection}/7`, status: 200 };
  // What is read can be created, but for its id, which is read-only.
  const body = JSON.parse((await firstAnswer(file, read)).given);
  delete body.id;
  const create = { method: "POST", path: `/v1${collection}`, status: 201, body };

  console.log(`JSON.parse of it        ${least(parsing).toFixed(0).padStart(6)} ms`);
  for (const request of [create, read]) {
    const answers = [];
    for (let round = 0; round < rounds; round++) answers.push(await firstAnswer(file, request));
    const { method } = request;
    const ms = least(answers.map((one) => one.ms));
    const megabytes = least(answers.map((one) => one.megabytes ?? 0));
    console.log(
      `first answer to a ${method.padEnd(5)} ${ms.toFixed(0).padStart(6)} ms ${megabytes.toFixed(0).padStart(5)} MB`,
    );
    if (ms > promised.ms || megabytes > promised.megabytes) fail(`the first ${method} took too much`);
  }

  // In turns, so that what else the machine does disturbs both alike.
  const [few, lots] = [await finding(4), await finding(1000)];
  const turns = Array.from({ length: 20 }, () => [few(), lots()]);
  const [one, many] = [0, 1].map((which) => least(turns.map((turn) => turn[which])));
  console.log(`finding one of 4        ${one.toFixed(0).padStart(6)} ns`);
  console.log(`finding one of 1,000    ${many.toFixed(0).padStart(6)} ns  × ${(many / one).toFixed(2)}`);
  if (many / one > promised.finding) fail("finding an operation costs more the more there are");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
