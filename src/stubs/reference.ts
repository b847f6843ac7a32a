import { didYouMean, listed } from "../problem/nearest.ts";
import { isCounterName } from "./counter-name.ts";
import { readDuration } from "./duration.ts";
import { readFakerCall, type FakerCall } from "./faker-call.ts";
import { readRequestValue, requestRoots, type RequestValue } from "./request-value.ts";
import { readStorePath, type StorePath } from "./store-path.ts";

/** What a template names. A value of the request is at hand when it is rendered; the others are asked for before. */
export type Reference =
  | RequestValue
  /** Of the scenario. */
  | { readonly kind: "state" }
  /** Which turn of its stub the answer is. */
  | { readonly kind: "turn" }
  | { readonly kind: "count"; readonly name: string }
  /** Milliseconds from the mock's own date. */
  | { readonly kind: "now"; readonly offset: number }
  | ({ readonly kind: "store" } & StorePath)
  | ({ readonly kind: "faker" } & FakerCall);

const roots = [...requestRoots, "state", "counter", "store", "now", "faker"];

/** Reads what stands between the braces. Throws an Error with the reason. */
export function readReference(written: string): Reference {
  const text = written.trim();
  const found = readKnown(text);
  if (found) return found;
  if (/^now\b/.test(text)) {
    throw new Error(
      `"{{ ${text.slice(0, 80)} }}" is no time: write now, now +1d or now -30m (ms, s, m, h, d)`,
    );
  }
  const guess = nearestRoot(text);
  throw new Error(
    `"{{ ${text.slice(0, 80)} }}" names nothing a template can read${guess} (it reads ${listed(roots, 20)})`,
  );
}

/** A root is one name or, behind `request.`, two. */
function nearestRoot(text: string): string {
  const names = text.split(/[.[( ]/, 2).map((name) => name.slice(0, 40));
  const written = [names[0] ?? "", names.join(".")];
  if (written.some((root) => roots.includes(root))) return "";
  return written.map((root) => didYouMean(root, roots)).find((guess) => guess !== "") ?? "";
}

function readKnown(text: string): Reference | undefined {
  const [root = ""] = /^[a-z]*/.exec(text) ?? [];
  switch (root) {
    case "state":
      return text === root ? { kind: "state" } : undefined;
    case "counter":
      return readCounter(text);
    case "now":
      return readNow(text);
    case "store": {
      const path = readStorePath(text);
      return path && { kind: "store", ...path };
    }
    case "faker": {
      const call = readFakerCall(text);
      return typeof call === "string" ? refuse(text, call) : { kind: "faker", ...call };
    }
    default:
      return readRequestValue(text);
  }
}

function readCounter(text: string): Reference | undefined {
  if (text === "counter") return { kind: "turn" };
  const name = text.slice("counter.".length);
  return text.startsWith("counter.") && isCounterName(name) ? { kind: "count", name } : undefined;
}

function readNow(text: string): Reference | undefined {
  const [whole, sign, length] = /^now(?:\s*([+-])\s*(\w+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  if (length === undefined) return { kind: "now", offset: 0 };
  const offset = readDuration(length);
  if (offset === undefined)
    return refuse(text, "an offset is written as 30s, 5m, 2h or 1d, at most a century");
  return { kind: "now", offset: sign === "-" ? -offset : offset };
}

function refuse(text: string, reason: string): never {
  throw new Error(`"{{ ${text.slice(0, 80)} }}" cannot be read: ${reason}`);
}
