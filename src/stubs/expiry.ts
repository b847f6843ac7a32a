import type { Given } from "../matchers/given.ts";
import { readDuration } from "./duration.ts";
import type { Subject } from "./subject.ts";

/** When a stub stops matching: a while after it first answered in a session, or at an instant, for everybody. */
export type Expiry =
  /** Milliseconds. */
  | { readonly after: number }
  /** Milliseconds since 1970. */
  | { readonly at: number };

/** A stub, as far as its time is concerned. */
interface Expiring {
  readonly id: string;
  readonly expires: Expiry | undefined;
}

/** RFC 3339, with its zone: a local time would be another one on another machine. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i;

/** Reads `expires: 30s` or `expires: 2026-01-01T00:00:00Z`. */
export function readExpiry(given: Given): Expiry | undefined {
  const { value } = given;
  if (value instanceof Date) return { at: value.getTime() };
  const text = typeof value === "string" ? value : "";
  const after = readDuration(text);
  if (after !== undefined && after > 0) return { after };
  const at = instant.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(at)) return { at };
  return given.refuse(
    "expires wants how long, or until when",
    "Write expires: 30s (ms, s, m, h or d), or expires: 2026-01-01T00:00:00Z",
  );
}

/** Whether the stub's time is over in this session. */
export async function isExpired({ id, expires }: Expiring, subject: Subject): Promise<boolean> {
  if (!expires) return false;
  const now = subject.clock.now();
  if ("at" in expires) return now >= expires.at;
  const since = await subject.store.state(subject.session, expiryState(id));
  return since !== undefined && now >= Number(since) + expires.after;
}

/** Notes when the stub first answered in this session; later answers change nothing. */
export async function startExpiry({ id, expires }: Expiring, subject: Subject): Promise<void> {
  if (!expires || "at" in expires) return;
  const { store, session, clock } = subject;
  await store.compareAndSet(session, expiryState(id), { from: undefined, to: String(clock.now()) });
}

/** The state that says since when a stub has answered; no scenario can be called so. */
export function expiryState(id: string): string {
  return `since:${id}`;
}
