import { below, mix } from "../hash.ts";

const letters = "ABCDEFGHJKLMNPRSTVWXY";
const digits = [1, 2, 3].map((length) =>
  Array.from({ length: 10 ** length }, (_, number) => `${number}`.padStart(length, "0")),
);

/** Texts to copy, numbers of digits, and null for a letter. */
type Step = string | number | null;
const read = new Map<string, readonly Step[]>();

/** Fills a shape of the table of cities: `#` becomes a digit, `@` a letter, the rest stays. */
export function fillShape(shape: string, seed: number): string {
  let steps = read.get(shape);
  if (steps === undefined) read.set(shape, (steps = stepsOf(shape)));
  let text = "";
  let state = seed;
  for (const step of steps) {
    if (typeof step === "string") {
      text += step;
      continue;
    }
    state = mix(state, 0x51);
    const from = step === null ? undefined : digits[step - 1];
    text += from ? (from[below(state, from.length)] ?? "") : letters.charAt(below(state, letters.length));
  }
  return text;
}

function stepsOf(shape: string): readonly Step[] {
  return (shape.match(/#{1,3}|@|[^#@]+/g) ?? []).map((part) => {
    if (part === "@") return null;
    return part.startsWith("#") ? part.length : part;
  });
}
