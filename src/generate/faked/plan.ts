import { isoDate, isoDateTime } from "../instants.ts";
import type { Position } from "../meanings/lookup.ts";
import { mix } from "../hash.ts";
import { changedPlan, type Draw, type Plan } from "../plan.ts";
import type { Shape } from "../shape.ts";
import type { Asked } from "./calls.ts";
import { wordsFor } from "./rows.ts";

/** The keyword by which a schema names a method of faker. */
export const fakerKeyword = "x-faker";

const tries = 8;

/** What the schemas of a shape have under `x-faker`; undefined where none has it. */
export function saidIn({ members }: Pick<Shape, "members">): unknown {
  return members.find((member) => member[fakerKeyword] !== undefined)?.[fakerKeyword];
}

/** Where a value stands whose schema asks for a part of a row: as if its name said so. */
export function placeFor(asked: Asked | undefined, position: Position): Position {
  const words = asked && "call" in asked && asked.isBare ? wordsFor(asked.method) : undefined;
  return words === undefined ? position : { words, context: "", primary: false };
}

/** Draws what faker makes where that is valid, and otherwise what is drawn without it. */
export function fakedPlan(
  asked: Asked | undefined,
  { shape, plan, accepts }: { shape: Shape; plan: Plan; accepts: (value: unknown) => boolean },
): Plan {
  if (!asked || "mistake" in asked || placeFor(asked, nowhere) !== nowhere) return plan;
  const draw: Draw = (scene, seed, given) => {
    if (given !== undefined) return plan.draw(scene, seed, given);
    if (plan.present && plan.draw(scene, seed) === null) return null;
    for (let i = 0; i < tries; i++) {
      const value = attempt(asked.call, i === 0 ? seed : mix(seed, i), shape);
      if (value !== undefined && accepts(value)) return value;
    }
    return plan.draw(scene, seed);
  };
  return changedPlan(plan, { draw, present: undefined, facet: undefined, variety: undefined, named: true });
}

const nowhere: Position = { words: "", context: "", primary: false };

/** Where no schema says what is wanted: numbers stay numbers, dates are texts. */
export const anyText: Pick<Shape, "members" | "types"> = { members: [], types: ["string", "number"] };

/** What faker makes, as the schema's type has it; undefined where faker refuses the arguments. */
export function attempt(
  call: (seed: number) => unknown,
  seed: number,
  shape: Pick<Shape, "members" | "types">,
): unknown {
  try {
    return asJson(call(seed), shape);
  } catch {
    // Arguments are the document's: a range upside down is told by `locum validate`, and here there is another way.
    return undefined;
  }
}

function asJson(value: unknown, { members, types }: Pick<Shape, "members" | "types">): unknown {
  if (value instanceof Date) {
    const isDay = members.some(({ format }) => format === "date");
    const instant = value.getTime();
    if (!types.includes("string")) return Math.floor(instant / 1000);
    return isDay ? isoDate(instant) : isoDateTime(instant);
  }
  if (Array.isArray(value))
    return value.map((one: unknown) => asJson(one, { members: [], types: ["string"] }));
  const isText = types.includes("string");
  if (typeof value === "bigint") return isText ? String(value) : Number(value);
  const isNumber = types.includes("number") || types.includes("integer");
  if (typeof value === "number") return isText && !isNumber ? String(value) : value;
  return typeof value === "string" && isNumber && !isText ? numberIn(value) : value;
}

function numberIn(text: string): number | string {
  return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}
