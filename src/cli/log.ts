import type { Log } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

type Level = (typeof logLevels)[number];

/** A log that writes lines of that level and above; debug writes one for every request. */
export function createLog(given: string | undefined, write: (line: string) => void): Log {
  const level = readLevel(given);
  const from = (own: Level) => logLevels.indexOf(own) >= logLevels.indexOf(level);
  const line = (own: Level) => (from(own) ? (text: string) => write(`${own}: ${text}`) : () => undefined);
  return {
    debug: from("debug") ? (make) => write(make()) : () => undefined,
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
  };
}

function readLevel(given = "info"): Level {
  const found = logLevels.find((level) => level === given);
  if (found) return found;
  throw new InputError(`${JSON.stringify(given)} is no log level`, {
    place: "--log-level",
    help: `Use one of ${logLevels.join(", ")}.`,
  });
}
