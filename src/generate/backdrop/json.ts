import type { Field } from "../field.ts";
import type { Budget, Given } from "../plan.ts";
import { keptBytes } from "../variants.ts";
import { ByteWriter } from "./byte-writer.ts";
import type { Layout, Order, Pieces } from "./layout.ts";

/** One variant of a backdrop. */
export interface Slot {
  /** Undefined for fields that no backdrop has. */
  readonly values: readonly unknown[];
  /** For each layout the JSON of what is before each live field, and behind the last. */
  readonly runs: Map<Layout, Pieces>;
}

interface Whole {
  readonly fields: readonly Field[];
  readonly values: readonly unknown[];
  readonly given: Given | undefined;
  readonly budget: Budget;
}

const writer = new ByteWriter();
const brace = 0x7b;
const close = Buffer.from("}");
const none = Buffer.alloc(0);

/** The JSON of an object, as JSON.stringify would have it; undefined where that has to be asked. */
export function jsonOf(slot: Slot, layout: Layout, whole: Whole): Buffer | undefined {
  const { order, extra } = layout;
  const { values, given } = whole;
  if (!order) return undefined;
  const { live, members } = order;
  const runs = slot.runs.get(layout) ?? keptRuns(slot, { layout, order }, whole);
  writer.clear();
  for (let i = 0; i < live.length; i++) {
    writePiece(runs, i);
    const value = values[live[i] ?? 0];
    if (value === undefined) continue;
    writePiece(members, i);
    writeValue(value);
  }
  writePiece(runs, live.length);
  for (const name of extra) {
    const value = given?.[name];
    if (value !== undefined) writer.raw(Buffer.from(`,${JSON.stringify(name)}:${JSON.stringify(value)}`));
  }
  if (writer.length === 0) return Buffer.from("{}");
  writer.raw(close);
  const bytes = writer.take();
  // In place of the first comma.
  bytes[0] = brace;
  return bytes;
}

/** Keeps them while there is room. */
function keptRuns(
  slot: Slot,
  { layout, order }: { readonly layout: Layout; readonly order: Order },
  { fields, budget }: Whole,
): Pieces {
  const runs = runsOf(slot, order, fields);
  const size = 1 + (runs.bytes.length >> 10);
  if (budget.kept + size <= budget.most) {
    budget.kept += size;
    slot.runs.set(layout, runs);
  }
  return runs;
}

function runsOf({ values }: Slot, { live }: Order, fields: readonly Field[]): Pieces {
  let index = 0;
  writer.clear();
  const ends = [...live, fields.length].map((to) => {
    for (; index < to; index++) {
      const value = values[index];
      if (value === undefined) continue;
      writer.raw(fields[index]?.member ?? none);
      writeValue(value);
    }
    index = to + 1;
    return writer.length;
  });
  return { bytes: writer.take(), ends };
}

function writePiece({ bytes, ends }: Pieces, index: number): void {
  writer.raw(bytes, index === 0 ? 0 : ends[index - 1], ends[index]);
}

function writeValue(value: unknown): void {
  const kept = typeof value === "object" && value !== null ? keptBytes(value) : undefined;
  if (kept) writer.raw(kept);
  else writer.value(value);
}
