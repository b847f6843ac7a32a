import { below, hashValue, mix } from "./hash.ts";
import { endless, Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import { singular } from "./meanings/words.ts";
import { lazily } from "./choices.ts";
import type { Plan, Planner } from "./plan.ts";
import { mostDepth, Scene } from "./scene.ts";
import { itemSchemas, nodeOf, strictest, type Shape } from "./shape.ts";

const mostItems = 20_000;
const retries = 1000;
/** Lists inside of one another, from where on they are as short as they may be. */
const mostNested = 6;
/** After so many, a name has no more values to give. */
const nameRetries = 40;

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Items that have a schema of their own. */
  readonly fixed: number;
  readonly unique: boolean;
}

/** How lists of a shape are drawn: 3 to 10 items where nothing bounds them, 1 to 3, mostly 1, as a part of a thing. */
export function listPlan(planner: Planner, shape: Shape, position: Position): Plan {
  const { members } = shape;
  const bounds = boundsOf(shape);
  if (bounds.least > bounds.most)
    throw new Impossible("minItems is greater than the number of items it allows");
  const wanted = members.flatMap((member) => (member.contains === undefined ? [] : [member.contains]));
  const containing = wanted.length === 0 ? 0 : (strictest(members, "minContains", Math.max) ?? 1);
  const itemPosition = { words: singular(position.words), context: position.context, primary: false };
  const make = (index: number, extra: boolean): (() => Plan) =>
    lazily(() =>
      planner.plan(nodeOf([...itemSchemas(members, index), ...(extra ? wanted : [])]), itemPosition),
    );
  const least = Math.max(bounds.least, Math.min(containing, bounds.most));
  if (least > mostItems) throw new Impossible(`a list of ${least} items is too long to make`);
  const special = Array.from(
    { length: Math.min(Math.max(bounds.fixed, containing), mostItems) },
    (_, index) => make(index, index < containing),
  );
  const rest = make(bounds.fixed, false);
  const anonymous = lazily(() =>
    planner.plan(nodeOf(itemSchemas(members, bounds.fixed)), { words: "id", context: "", primary: false }),
  );
  return {
    merges: false,
    holds: true,
    draw: (scene, seed) => drawItems({ seed, scene, special, rest, anonymous, bounds: { ...bounds, least } }),
  };
}

function boundsOf({ members }: Shape): Bounds {
  const fixed = Math.max(0, ...members.map((member) => member.prefixItems?.length ?? 0));
  const closed = members.some((member) => member.items === false || member["unevaluatedItems"] === false);
  const most = strictest(members, "maxItems", Math.min) ?? Infinity;
  const own = members.map((member) =>
    member.items === false ? (member.prefixItems?.length ?? 0) : Infinity,
  );
  return {
    fixed,
    least: strictest(members, "minItems", Math.max) ?? 0,
    most: Math.min(most, ...own, closed ? fixed : Infinity),
    unique: members.some((member) => member.uniqueItems === true),
  };
}

interface Drawing {
  readonly seed: number;
  readonly scene: Scene;
  readonly special: readonly (() => Plan)[];
  readonly rest: () => Plan;
  /** The same without the name, for long lists of different values. */
  readonly anonymous: () => Plan;
  readonly bounds: Bounds;
}

function countOf(drawing: Drawing): number {
  const { seed, scene, bounds, special } = drawing;
  const { least, most, fixed } = bounds;
  if (scene.fullness !== "full") return least;
  if (fixed > 0) return Math.min(Math.max(least, special.length), most);
  const own = mix(seed, 0x1157);
  const isPart = scene.isThing || scene.lists > 0 || scene.nesting > 0;
  const usual = isPart ? 1 + Math.min(below(own, 3), below(mix(own, 1), 3)) : 3 + few(own);
  return Math.min(Math.max(Math.min(usual, drawing.rest().variety ?? usual), least), most);
}

/** 0 to 7, mostly small: an answer that is read by people is better short. */
function few(seed: number): number {
  return Math.min(below(seed, 8), below(mix(seed, 1), 8), below(mix(seed, 2), 8));
}

function drawItems(drawing: Drawing): unknown[] {
  const { special, rest, bounds } = drawing;
  const count = countOf(drawing);
  const seen = new Set<number>();
  const items: unknown[] = [];
  for (let index = 0; index < count; index++) {
    const plan = (special[index] ?? rest)();
    try {
      // Words and numbers that repeat look wrong even where they are allowed; objects are distinct by their ids.
      const free = !bounds.unique && (plan.holds === true || index < bounds.fixed);
      const value = free ? drawItem(plan, index, drawing) : drawDistinct(plan, seen, { drawing, index });
      if (value === repeated) break;
      items.push(value);
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
      error.path.unshift(`${index}`);
      // A list that may be shorter ends where an item is impossible.
      if (items.length < bounds.least) throw error;
      break;
    }
  }
  if (items.length < bounds.least) throw new Impossible(`there are not ${bounds.least} different items`);
  return items;
}

const repeated = Symbol("every value there is has been drawn");

function drawDistinct(
  plan: Plan,
  seen: Set<number>,
  { drawing, index }: { drawing: Drawing; index: number },
): unknown {
  const { bounds } = drawing;
  for (let attempt = 0; attempt < retries; attempt++) {
    const more = attempt > nameRetries && index >= bounds.fixed;
    const value = drawItem(
      more ? drawing.anonymous() : plan,
      index,
      attempt === 0 ? drawing : { ...drawing, seed: mix(drawing.seed, -attempt) },
    );
    const hash = hashValue(value);
    if (!seen.has(hash)) {
      seen.add(hash);
      return value;
    }
    if (!bounds.unique && attempt > 8) return bounds.least > index ? value : repeated;
  }
  return repeated;
}

function drawItem(plan: Plan, index: number, { seed, scene: parent }: Drawing): unknown {
  const scene = new Scene(parent.world, mix(seed, index + 1), parent);
  scene.index = index;
  scene.listSeed = seed;
  scene.lists = parent.lists + 1;
  scene.first = parent.first && index === 0;
  if (scene.depth > mostDepth) throw endless();
  if (scene.lists > mostNested && scene.fullness === "full") scene.fullness = "flat";
  return plan.draw(scene, scene.seed);
}
