import { spawn, type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { run } from "../../src/cli/run.ts";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const running = new Set<ChildProcess>();

/** The built command line, in a process of its own. */
function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, ["dist/main.js", ...args], { env: { ...process.env, ...env } });
  running.add(child);
  child.on("exit", () => running.delete(child));
  return child;
}

/** The command line in this process, which is sooner there: for all that a process of its own does not matter to. */
export async function locumHere(...args: readonly string[]): Promise<Ended> {
  const said = { out: "", err: "" };
  const code = await run(args, {
    out: (text) => (said.out += `${text}\n`),
    err: (text) => (said.err += `${text}\n`),
  });
  return { code, ...said };
}

/** Runs a command to its end. */
export function locum(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return ended(start(args, env));
}

function ended(child: ChildProcess): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

export interface Serving {
  readonly url: string;
  /** Resolves with the first line for people that is like this, said already or later. */
  readonly told: (like: RegExp) => Promise<string>;
  /** Sends a signal and waits for the end. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Runs `locum serve` until it says that it listens. Rejects with what it said when it ends before that. */
export async function serve(args: readonly string[], env: Record<string, string> = {}): Promise<Serving> {
  const child = start(["serve", "--port", "0", ...args], env);
  const lines = new Lines(child.stderr!);
  const end = ended(child);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const [, found] = /^locum listening on (\S+)$/.exec(line) ?? [];
      if (found) resolve(found);
    });
    void end.then(({ err }) => reject(new Error(err)));
  });
  return {
    url,
    told: (like) => lines.first(like),
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return (await end).code;
    },
  };
}

/** What a process says, line by line. */
class Lines {
  readonly #said: string[] = [];
  readonly #later = new EventEmitter();

  constructor(from: Readable) {
    createInterface({ input: from }).on("line", (line) => {
      this.#said.push(line);
      this.#later.emit("line", line);
    });
  }

  first(like: RegExp): Promise<string> {
    const known = this.#said.find((line) => like.test(line));
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      this.#later.on("line", (line: string) => like.test(line) && resolve(line));
    });
  }
}

/** For `afterAll`. */
export function stopServing(): void {
  for (const child of running) child.kill("SIGKILL");
}
