import process from "node:process";
import { createMockServer, type MockServer } from "../mock-server.ts";
import { unusableLines } from "../server/unusable.ts";
import type { Command, Voices } from "./command.ts";
import { readOptions, serveHelp } from "./serve-options.ts";

/** `locum serve` */
export const serve: Command = {
  name: "serve",
  summary: "mock the API of an OpenAPI document, or of several",
  help: serveHelp,
  async run(args, voices) {
    const mock = createMockServer(readOptions(args, voices));
    try {
      await mock.start();
    } catch (error) {
      await mock.stop();
      throw error;
    }
    announce(mock, voices);
    tellUnusable(mock, voices);
    await untilSignal();
    await mock.stop();
    return 0;
  },
};

/** Operations that are named before the rest is only counted. */
const mostListed = 50;

function announce({ url, contract }: MockServer, { out, err }: Voices): void {
  const { title, version, operations, source } = contract;
  err(`${title} ${version}, ${String(operations.length)} operation(s), from ${source}`);
  for (const { method, path, basePaths } of operations.slice(0, mostListed)) {
    err(`  ${method.padEnd(7)} ${url}${basePaths[0] ?? ""}${path}`);
  }
  if (operations.length > mostListed) err(`  … all: ${url}/__admin/operations`);
  out(`locum listening on ${url}`);
}

/** Looking through a large document can wait for those who are waiting for the first answer. */
function tellUnusable({ contract }: MockServer, { err }: Voices): void {
  const isLarge = contract.operations.length > 200;
  setTimeout(() => unusableLines(contract).forEach(err), isLarge ? 1000 : 0).unref();
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
