import { below, mix } from "../hash.ts";
import { cents } from "../rows/money.ts";
import type { Scene } from "../scene.ts";
import type { From, Meaning } from "./meaning.ts";

/** A number for the lower or the upper end of what the object speaks of: never equal, never the wrong way around. */
const end = (of: From<number>): Pick<Meaning, "number" | "text"> => {
  return { number: of, text: (scene, seed) => `${of(scene, seed)}` };
};
const low = (scene: Scene): number => 1 + below(mix(scene.seed, 14), 40);
const high = (scene: Scene): number => low(scene) + 10 + below(mix(scene.seed, 15), 60);
const youngest = (scene: Scene): number => 16 + 2 * below(mix(scene.seed, 14), 5);
const oldest = (scene: Scene): number => youngest(scene) + 15 + 5 * below(mix(scene.seed, 15), 7);
const salary = (scene: Scene): number => 28_000 + 1000 * below(mix(scene.seed, 14), 40);

/** Pairs that bound something, each told by its own name alone: the other one need not be there. */
// prettier-ignore
export const ranges: readonly Meaning[] = [
  { name: /\b(min|minimum|lowest|from) (price|cost|fare)$|\b(price|cost|fare) (min|minimum|low|from)$/, ...end((scene) => cents(scene.product.price * 0.6)) },
  { name: /\b(max|maximum|highest) (price|cost|fare)$|\b(price|cost|fare) (max|maximum|high|to)$/, ...end((scene) => cents(scene.product.price * 1.8)) },
  { name: /\b(min|minimum) (salary|income|wage)$|\b(salary|income|wage) (min|minimum|from)$/, ...end(salary) },
  { name: /\b(max|maximum) (salary|income|wage)$|\b(salary|income|wage) (max|maximum|to)$/, ...end((scene) => salary(scene) + 8000 + 1000 * below(mix(scene.seed, 15), 15)) },
  { name: /\b(min|minimum) age$|\bage (min|minimum|from)$/, ...end(youngest) },
  { name: /\b(max|maximum) age$|\bage (max|maximum|to)$/, ...end(oldest) },
  { name: /\b(min|minimum) (quantity|qty)$|\b(quantity|qty) (min|minimum|from)$/, ...end((scene) => 1 + below(mix(scene.seed, 14), 3)) },
  { name: /\b(max|maximum) (quantity|qty)$|\b(quantity|qty) (max|maximum|to)$/, ...end((scene) => 5 * (1 + below(mix(scene.seed, 15), 10))) },
  { name: /^(from|low|lower|lower bound|lower limit|start|begin)$/, number: low },
  { name: /^(to|high|upper|upper bound|upper limit|end)$/, number: high },
];
