import { parseArgs, type ParseArgsConfig } from "node:util";
import { didYouMean } from "../problem/nearest.ts";
import { InputError } from "../problem/input-error.ts";

/** Where a command speaks: people read `err`, machines `out`. */
export interface Voices {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole of `--help`, with examples. */
  readonly help: string;
  /** Resolves with the exit code: 0 fine, 1 contract or verification failed, 2 usage, configuration or input. */
  run(args: readonly string[], voices: Voices): Promise<number>;
}

type Flags = NonNullable<ParseArgsConfig["options"]>;
type Values = Record<string, string | boolean | readonly (string | boolean)[] | undefined>;

/** Reads flags and positional arguments. Throws InputError for a flag that is not known or lacks its value. */
export function readArgs(
  args: readonly string[],
  options: Flags,
): { values: Values; positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [cause = ""] = (error as Error).message.split(". To specify");
    const [, unknown] = /^Unknown option '([^']+)'/.exec(cause) ?? [];
    const known = Object.keys(options).map((name) => `--${name}`);
    const meant = unknown === undefined ? "" : didYouMean(unknown, known);
    throw new InputError(cause.replace(/\.$/, "") + meant, { help: "Add --help to see what is possible." });
  }
}

/** A flag's text; undefined when it was not given. */
export function text(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** A flag's whole number within bounds; undefined when it was not given. */
export function wholeNumber(
  values: Values,
  name: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const value = text(values, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new InputError(
    `${JSON.stringify(value)} is no whole number from ${String(least)} to ${String(most)}`,
    {
      place: `--${name}`,
      help: `Write it as --${name} ${String(Math.max(least, 1))}.`,
    },
  );
}
