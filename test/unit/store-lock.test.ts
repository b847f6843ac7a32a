import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { InputError } from "../../src/problem/input-error.ts";
import { temporaryFolder, type Folder } from "../support/store-folder.ts";

let folder: Folder;
beforeEach(async () => {
  folder = await temporaryFolder();
  await mkdir(folder.path);
});
afterEach(() => folder.remove());

const lock = (): string => folder.file(".locum.lock");
const leave = (content: string | object): Promise<void> =>
  writeFile(lock(), typeof content === "string" ? content : JSON.stringify(content));

async function refusal(): Promise<string> {
  const error = await folder.open().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

describe("a folder in use", () => {
  test("is refused to a second store of the same process, naming it and the ways out", async () => {
    await folder.open();
    const message = await refusal();
    expect(message).toContain(`process ${process.pid} is using this folder`);
    expect(message).toContain("--data <folder>");
    expect(message).toContain("--store memory");
  });

  test("is refused while another process lives, and free once that is gone", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    await once(other, "spawn");
    const stat = await readFile(`/proc/${other.pid}/stat`, "utf8").catch(() => "");
    const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "unknown";
    await leave({ pid: other.pid, host: hostname(), started });
    expect(await refusal()).toContain(`process ${other.pid} is using this folder`);
    other.kill("SIGKILL");
    await once(other, "exit");
    await (await folder.open()).close();
  });

  test("of another machine is refused, for nobody here can tell whether that lives", async () => {
    await leave({ pid: 1, host: "elsewhere.example", started: "1" });
    expect(await refusal()).toMatch(/process 1 on elsewhere\.example[^]*remove .*\.locum\.lock/);
  });

  test("can be opened again after it was closed", async () => {
    const first = await folder.open();
    await first.close();
    await first.close();
    await (await folder.open()).close();
    await expect(readFile(lock())).rejects.toThrow("ENOENT");
  });
});

describe("a lock that was left behind", () => {
  test.each([
    ["by an earlier process with our own pid", { pid: process.pid, host: hostname(), started: "long ago" }],
    ["by a process that is gone", { pid: 2 ** 22 + 1, host: hostname(), started: "1" }],
    ["by a crash before anything was written into it", ""],
    ["by something else", "[]"],
  ])("%s is taken over", async (_, content) => {
    await leave(content);
    const store = await folder.open();
    expect(JSON.parse(await readFile(lock(), "utf8"))).toMatchObject({ pid: process.pid });
    await store.close();
  });

  test("is taken over by one of several that start at once", async () => {
    await leave({ pid: 2 ** 22 + 1, host: hostname(), started: "1" });
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => folder.open()));
    expect(starts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(starts.every((start) => start.status === "fulfilled" || start.reason instanceof InputError)).toBe(
      true,
    );
    expect(await folder.names()).toEqual([]);
  });

  test("by a take-over that was cut short does no harm", async () => {
    const gone = { pid: 2 ** 22 + 1, host: hostname(), started: "1" };
    await leave(gone);
    await writeFile(folder.file(".locum.lock.takeover"), JSON.stringify(gone));
    await folder.open();
    expect(await folder.names()).toEqual([]);
  });

  if (process.platform === "linux") {
    test("by a process whose pid now is another's is taken over", async () => {
      await leave({ pid: process.ppid, host: hostname(), started: "not when our parent started" });
      await folder.open();
    });
  }
});
