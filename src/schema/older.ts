import type { Direction } from "./schema.ts";
import type { Node } from "./place.ts";

/** What a number may not be, as a number: `exclusiveMinimum: true` beside `minimum: 3` → `exclusiveMinimum: 3`. */
export function exclusiveBounds(out: Record<string, unknown>): void {
  for (const [flag, bound] of bounds) {
    if (typeof out[flag] !== "boolean") continue;
    const isExclusive = out[flag] && typeof out[bound] === "number";
    Reflect.deleteProperty(out, flag);
    if (!isExclusive) continue;
    out[flag] = out[bound];
    Reflect.deleteProperty(out, bound);
  }
}

const bounds = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

/** OpenAPI 3.0's `nullable`. */
export function allowNull(out: Record<string, unknown>, raw: Node, direction: Direction): void {
  if (raw["nullable"] !== true) return;
  if (typeof out["type"] === "string") out["type"] = [out["type"], "null"];
  // 3.0.3 says that null must be in the enum too, and beside allOf nullable does nothing; authors meant otherwise. So
  // null is accepted from others, and never sent.
  if (direction === "response") return;
  if (Array.isArray(out["enum"]) && !out["enum"].includes(null)) {
    out["enum"] = [...(out["enum"] as unknown[]), null];
  }
  // What refuses null whatever its own `type` says.
  const parts = ["allOf", "anyOf", "oneOf"].filter((keyword) => keyword in out);
  if (parts.length === 0) return;
  if ("anyOf" in out || "oneOf" in out) parts.push("discriminator");
  const whole = Object.fromEntries(parts.map((keyword) => [keyword, out[keyword]]));
  for (const keyword of parts) Reflect.deleteProperty(out, keyword);
  out["anyOf"] = [whole, { type: "null" }];
}

/** Up to draft 7 `dependencies` held lists of names and schemas alike. */
export function splitDependencies(value: unknown): { readonly names: Node; readonly schemas: Node } {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return {
    names: Object.fromEntries(entries.filter(([, one]) => Array.isArray(one))),
    schemas: Object.fromEntries(entries.filter(([, one]) => !Array.isArray(one))),
  };
}
