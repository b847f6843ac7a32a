// The examples, as their users have them: each installed in a folder of its own from the packed tarball, compiled, run, and
// run once more with a consumer that breaks the contract, which must fail and say why.
//   node test/examples/run.mjs [--all] [jest] [vitest] [playwright]
// Without Chromium, Playwright's is skipped, unless it is asked for.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const all = ["jest", "vitest", "playwright"];
const asked = process.argv.includes("--all") ? all : process.argv.slice(2);
const examples = all.filter((name) => asked.length === 0 || asked.includes(name));
const chromium = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
]
  .filter(Boolean)
  .find((path) => existsSync(path));
const env = {
  ...process.env,
  CHROMIUM: chromium,
  NO_COLOR: "1",
  FORCE_COLOR: undefined,
  NODE_OPTIONS: undefined,
};

const folder = mkdtempSync(join(tmpdir(), "locum-examples-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { encoding: "utf8" });
renameSync(join(folder, packed.trim().split("\n").at(-1)), join(folder, "locum.tgz"));
cpSync(join(here, "books.yaml"), join(folder, "books.yaml"));

const failed = examples.filter((name) => !tried(name));
process.exitCode = failed.length === 0 ? 0 : 1;

function tried(name) {
  if (name === "playwright" && chromium === undefined) {
    const isWanted = asked.includes(name);
    say(name, `${isWanted ? "FAILED" : "skipped"}: no Chromium here; CHROMIUM=<path> names one`);
    return !isWanted;
  }
  const project = join(folder, name);
  cpSync(join(here, name), project, { recursive: true });
  const steps = [
    [
      "installs from the tarball",
      () => ran(project, ["install", "--no-audit", "--no-fund", "--ignore-scripts"]),
    ],
    ["compiles", () => ran(project, ["run", "types"])],
    ["passes", () => ran(project, ["test"])],
    ["fails where the consumer breaks the contract", () => brokeAsExpected(project)],
  ];
  return steps.every(([what, step]) => {
    const begun = Date.now();
    const output = step();
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    say(name, `${output === undefined ? "ok    " : "FAILED"} ${what} (${seconds} s)`);
    if (output !== undefined) process.stderr.write(`${output}\n`);
    return output === undefined;
  });
}

/** undefined, or what it said when it failed. */
function ran(project, args) {
  const { status, output } = npm(project, args);
  return status === 0 ? undefined : output;
}

function brokeAsExpected(project) {
  const { status, output } = npm(project, ["run", "broken"]);
  if (status === 0) return `it passed:\n${output}`;
  const expected = readFileSync(join(project, "broken/expected.txt"), "utf8").trim().split("\n");
  const missing = expected.filter((line) => !output.includes(line));
  return missing.length === 0 ? undefined : `not said: ${missing.join("\nnot said: ")}\n${output}`;
}

function npm(project, args) {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: project, env, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

function say(name, what) {
  process.stdout.write(`${name.padEnd(12)} ${what}\n`);
}
