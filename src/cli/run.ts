import { InputError } from "../problem/input-error.ts";
import { didYouMean } from "../problem/nearest.ts";
import { version } from "../server/admin/version.ts";
import type { Command, Voices } from "./command.ts";

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serve,
  convert: async () => (await import("./convert.ts")).convert,
  validate: async () => (await import("./validate.ts")).validate,
  schema: async () => (await import("./schema.ts")).schema,
  types: async () => (await import("./types.ts")).types,
  init: async () => (await import("./init.ts")).init,
  scenarios: async () => (await import("./scenarios.ts")).scenarios,
};

/** Runs one command line; resolves with the exit code, whatever happens. A command's code is loaded when it is asked for. */
export async function run(args: readonly string[], voices: Voices): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
      voices.out(await overview());
      return name === undefined ? 2 : 0;
    }
    if (name === "--version") {
      voices.out(version);
      return 0;
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) {
      const meant = didYouMean(name, Object.keys(commands));
      throw new InputError(`there is no such command${meant}`, {
        place: name,
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
    voices.err(error instanceof InputError ? told(error, name) : internalError(error));
    return 2;
  }
}

/** `locum: <place>: <cause>` and the next step below it; of a list of findings each is told so. */
function told({ message, place, help }: InputError, command: string | undefined): string {
  if (help === undefined) return message.replace(/^(?=\S)/gm, "locum: ");
  const cause = message
    .slice(0, -help.length)
    .trim()
    .replace(/\s*\n\s*/g, " ");
  return `locum: ${place === undefined && command !== undefined ? `${command}: ` : ""}${cause}\n  ${help}`;
}

/** What is said of a mistake of our own, which nobody expected. */
export function internalError(error: unknown): string {
  const isError = error instanceof Error;
  const stack = isError ? (error.stack ?? "").replace(/^(?!\s+at ).*\n?/gm, "") : "";
  return `locum: internal error: ${isError ? error.message : String(error)}\n${stack}`.trimEnd();
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
    "locum <command> --help shows its options and examples; locum --version says which Locum this is.",
  ].join("\n");
}
