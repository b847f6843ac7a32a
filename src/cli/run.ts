import { InputError } from "../problem/input-error.ts";
import type { Command, Voices } from "./command.ts";

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serve,
  convert: async () => (await import("./convert.ts")).convert,
  validate: async () => (await import("./validate.ts")).validate,
};

/** Runs one command line; resolves with the exit code. A command's code is loaded when it is asked for. */
export async function run(args: readonly string[], voices: Voices): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
      voices.out(await overview());
      return name === undefined ? 2 : 0;
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) {
      throw new InputError(`there is no command ${name}`, {
        help: `Use one of ${Object.keys(commands).join(", ")}; locum --help explains them.`,
      });
    }
    const command = await load();
    if (rest.includes("--help") || rest.includes("-h")) {
      voices.out(command.help);
      return 0;
    }
    return await command.run(rest, voices);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    voices.err(`locum: ${error.message}`);
    return 2;
  }
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return [
    "locum: stands in for an HTTP API from its contract",
    "",
    "Usage: locum <command> [options]",
    "",
    ...lines,
    "",
    "locum <command> --help shows its options and examples.",
  ].join("\n");
}
