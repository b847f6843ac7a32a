import { InputError } from "../problem/input-error.ts";

/** Deeper than anyone writes; what holds itself is deeper. */
const deepest = 200;

/**
 * A copy as JSON has it, so that the caller's own changes nothing later. Properties that are undefined are left out;
 * for what JSON cannot say, and would lose in silence, it throws InputError with its place.
 */
export function toJson(written: unknown, path: readonly (string | number)[] = []): unknown {
  if (typeof written === "object" && written !== null) return objectToJson(written, path);
  if (typeof written === "number" && !Number.isFinite(written))
    throw refused(path, `${String(written)} is no number that JSON has`);
  if (typeof written === "bigint")
    throw refused(path, "a BigInt cannot be sent as JSON", "Write a number or a text.");
  if (typeof written === "function" || typeof written === "symbol")
    throw refused(path, `a ${typeof written} cannot be sent as JSON`, "Write the value itself.");
  return written;
}

function objectToJson(written: object, path: readonly (string | number)[]): unknown {
  if (path.length > deepest)
    throw refused(path.slice(0, 3), "this holds itself, or is nested too deeply", "Say only what matters.");
  if (written instanceof RegExp)
    throw refused(path, "a RegExp cannot be sent as JSON", `Write ${JSON.stringify(written.source)}.`);
  if (written instanceof Map || written instanceof Set)
    throw refused(path, "a Map or Set cannot be sent as JSON", "Write an object or a list.");
  if (Array.isArray(written)) return written.map((item, index) => toJson(item ?? null, [...path, index]));
  const { toJSON } = written as { toJSON?: unknown };
  if (typeof toJSON === "function") return toJson((toJSON as () => unknown).call(written), path);
  const entries = Object.entries(written).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, toJson(value, [...path, name])]));
}

function refused(path: readonly (string | number)[], cause: string, help?: string): InputError {
  const place = path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return new InputError(cause, { place: place || "/", help });
}
