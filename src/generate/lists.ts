import { below, hashValue, mix } from "./hash.ts";
import { endless, Impossible } from "./impossible.ts";
import type { Schema, SchemaObject } from "../schema/schema.ts";
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

/** How lists of a shape are drawn: 3 to 10 items where nothing bounds them; as a part of a thing 3 to 5, mostly 3. */
export function listPlan(planner: Planner, shape: Shape, position: Position): Plan {
  const { members } = shape;
  const bounds = boundsOf(shape);
  if (bounds.least > bounds.most)
    throw new Impossible("minItems is greater than the number of items it allows");
  const wanted = containedIn(members, bounds.most);
  const itemPosition = { words: singular(position.words), context: position.context, primary: false };
  const make = (index: number, extra: readonly Schema[] = []): (() => Plan) =>
    lazily(() => planner.plan(nodeOf([...itemSchemas(members, index), ...extra]), itemPosition));
  const containing = Math.max(0, ...wanted.map((one) => one.length));
  const least = Math.max(bounds.least, Math.min(containing, bounds.most));
  if (least > mostItems) throw new Impossible(`a list of ${least} items is too long to make`);
  // Items after the fixed ones are all alike.
  const plain = Array.from({ length: bounds.fixed + 1 }, (_, index) => make(index));
  const rest = plain[bounds.fixed] ?? make(bounds.fixed);
  const itemAt = (index: number): Plan => (plain[index] ?? rest)();
  const extended = new Map(
    wanted.flat().map((schemas) => [schemas, plain.map((_, index) => make(index, schemas))] as const),
  );
  const anonymous = lazily(() =>
    planner.plan(nodeOf(itemSchemas(members, bounds.fixed)), { words: "id", context: "", primary: false }),
  );
  return {
    merges: false,
    holds: true,
    draw: (scene, seed) => {
      const drawing = { seed, scene, rest, anonymous, itemAt, bounds: { ...bounds, least } };
      if (containing === 0) return drawItems(drawing);
      const chosen = wanted[below(mix(seed, 0xc1), wanted.length)] ?? [];
      // What is to be contained comes first, or where else it may be.
      const room = Math.min(bounds.fixed + chosen.length, bounds.most) - chosen.length;
      const from = scene.free || bounds.fixed > 0 ? below(mix(seed, 0xc0), Math.max(1, room + 1)) : 0;
      return drawItems({
        ...drawing,
        itemAt: (index) => {
          const own = chosen[index - from];
          return own ? (extended.get(own)?.[Math.min(index, bounds.fixed)] ?? rest)() : itemAt(index);
        },
        bounds: { ...bounds, least: Math.max(least, Math.min(from + chosen.length, bounds.most)) },
      });
    },
  };
}

/**
 * What `contains` asks for, item by item, in the ways there are: an item for each, where there is room, or items that
 * are all of it at once.
 */
function containedIn(
  members: readonly SchemaObject[],
  most: number,
): readonly (readonly (readonly Schema[])[])[] {
  const asking = members.flatMap(({ contains, minContains = 1 }) =>
    contains === undefined || minContains === 0
      ? []
      : [{ schemas: [contains], count: Math.min(minContains, mostItems) }],
  );
  const each = asking.flatMap(({ schemas, count }) => Array.from({ length: count }, () => schemas));
  const all = asking.flatMap(({ schemas }) => schemas);
  const merged = Array.from({ length: Math.max(0, ...asking.map(({ count }) => count)) }, () => all);
  if (each.length > most) return [merged];
  return asking.length > 1 ? [each, merged] : [each];
}

function boundsOf({ members }: Shape): Bounds {
  const fixed = Math.max(0, ...members.map((member) => member.prefixItems?.length ?? 0));
  const isOpen = members.some(({ items }) => items !== undefined && items !== false);
  const closed = !isOpen && members.some((member) => member["unevaluatedItems"] === false);
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
  readonly itemAt: (index: number) => Plan;
  readonly rest: () => Plan;
  /** The same without the name, for long lists of different values. */
  readonly anonymous: () => Plan;
  readonly bounds: Bounds;
}

function countOf(drawing: Drawing): number {
  const { seed, scene, bounds } = drawing;
  const { least, most, fixed } = bounds;
  if (scene.fullness !== "full") return least;
  if (fixed > 0) return Math.min(Math.max(least, fixed), most);
  if (most <= least) return least;
  const own = mix(seed, 0x1157);
  const isPart = scene.isThing || scene.lists > 0 || scene.nesting > 0;
  const usual = 3 + (isPart ? Math.min(below(own, 3), below(mix(own, 1), 3)) : few(own));
  return Math.min(Math.max(Math.min(usual, varietyOf(drawing) ?? usual), least), most);
}

/** None of what is impossible. */
function varietyOf({ rest }: Drawing): number | undefined {
  try {
    return rest().variety;
  } catch (error) {
    if (error instanceof Impossible) return 0;
    throw error;
  }
}

/** 0 to 7, mostly small: an answer that is read by people is better short. */
function few(seed: number): number {
  return Math.min(below(seed, 8), below(mix(seed, 1), 8), below(mix(seed, 2), 8));
}

function drawItems(drawing: Drawing): unknown[] {
  const { itemAt, bounds } = drawing;
  const count = countOf(drawing);
  const seen = new Set<number>();
  const items: unknown[] = [];
  for (let index = 0; index < count; index++) {
    try {
      const plan = itemAt(index);
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
