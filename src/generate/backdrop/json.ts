import type { Field } from "../field.ts";
import type { Budget, Given } from "../plan.ts";
import { keptBytes } from "../variants.ts";
import { ByteWriter } from "./byte-writer.ts";
import type { Layout, Piece } from "./layout.ts";

/** One variant of a backdrop. */
export interface Slot {
  /** Undefined for fields that no backdrop has. */
  readonly values: readonly unknown[];
  /** The JSON of its neighbours, for each layout. */
  readonly runs: Map<Layout, readonly Buffer[]>;
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
  const { pieces, extra } = layout;
  const { fields, values, given } = whole;
  if (!pieces) return undefined;
  const runs = slot.runs.get(layout) ?? keptRuns(slot, { layout, pieces }, whole);
  writer.clear();
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece?.isLive) writeMember(fields[piece.from], values[piece.from]);
    else writer.raw(runs[i] ?? none);
  }
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
  { layout, pieces }: { readonly layout: Layout; readonly pieces: readonly Piece[] },
  { fields, budget }: Whole,
): readonly Buffer[] {
  const runs = runsOf(slot, pieces, fields);
  const size = 1 + (runs.reduce((sum, { length }) => sum + length, 0) >> 10);
  if (budget.kept + size <= budget.most) {
    budget.kept += size;
    slot.runs.set(layout, runs);
  }
  return runs;
}

function runsOf({ values }: Slot, pieces: readonly Piece[], fields: readonly Field[]): readonly Buffer[] {
  return pieces.map((piece) => {
    if (piece.isLive) return none;
    writer.clear();
    for (let index = piece.from; index < piece.to; index++) writeMember(fields[index], values[index]);
    return writer.take();
  });
}

/** With a comma before it. */
function writeMember(field: Field | undefined, value: unknown): void {
  if (field === undefined || value === undefined) return;
  writer.raw(field.member);
  const kept = typeof value === "object" && value !== null ? keptBytes(value) : undefined;
  if (kept) writer.raw(kept);
  else writer.value(value);
}
