import type { Field } from "./field.ts";
import { fieldsOf, type Fields } from "./fields.ts";
import { at, endless, Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import { isGivenObject, type Draw, type Given, type Plan, type Planner } from "./plan.ts";
import { nothingKnown, type Facet, type Known } from "./rows/known.ts";
import { mostDepth, Scene } from "./scene.ts";
import { createBackdrops } from "./backdrop/backdrop.ts";
import { hashText, mix, pick } from "./hash.ts";
import { addProperty, assembler } from "./literal.ts";
import { wordsOf } from "./meanings/words.ts";
import type { Shape } from "./shape.ts";

const mostRecursions = 2;
/** Objects that lie somewhere else than what has them. */
const elsewhere =
  /\b(origin|destination|departure|arrival|from|to|pick ?up|drop ?off|birth|previous|next|old|new)\b/;
/** What has an id is a thing; what has none may be no more than the wrapping of an answer. */
const identity = /\b(id|uuid|guid)\b/;

/** How objects of a shape are drawn: every declared property that can exist, each by a seed of its own. */
export function objectPlan(planner: Planner, shape: Shape, position: Position): Plan {
  const made = fieldsOf(planner, shape, position);
  const fields = made.all;
  const source =
    shape.members.find((member) => member.properties !== undefined) ?? shape.members[0] ?? fields;
  const assemble = assembler(fields.map(({ key }) => key));
  const hashes = fields.map(({ hash }) => hash);
  const draws = fields.map((field) => field.draw);
  const facets = new Map(
    fields.flatMap(({ key, facet }) => (facet === undefined ? [] : [[key, facet] as const])),
  );
  const authored = fields.filter((field) => field.facet !== undefined && field.authored.length > 0);
  const near = !elsewhere.test(position.words);
  const isThing = fields.some(({ key }) => identity.test(wordsOf(key)));
  let partial = false;
  const open = (parent: Scene, seed: number): Scene => {
    const scene = new Scene(parent.world, seed, parent);
    scene.index = parent.source === undefined ? parent.index : -1;
    scene.listSeed = parent.listSeed;
    scene.source = source;
    scene.isThing = isThing;
    scene.sharesPlace = near && scene.index < 0 && parent.source !== undefined;
    return scene;
  };
  const backed = { made, authored, budget: planner.budget, open, drawField };
  const drawBefore = createBackdrops(backed, hashText(position.context));
  const draw: Draw = (parent, seed, given) => {
    const scene = open(parent, seed);
    limit(scene);
    scene.given = given;
    if (given !== undefined || (authored.length > 0 && scene.first && scene.world.examples))
      know(scene, { facets, authored });
    const drawn = isOwn(scene) ? drawBefore(scene, given) : undefined;
    if (drawn) {
      const value = addGiven(assemble(drawn.values), given);
      scene.world.written = { value, json: drawn.json };
      return value;
    }
    if (!partial && scene.fullness === "full") {
      const values = given === undefined ? drawAll(draws, hashes, scene) : drawAround(made, scene, given);
      const whole = values && assemble(values);
      if (whole) return addGiven(whole, given);
      // Saves time only: the same values come out.
      partial = scene.world.drawn <= scene.world.most;
    }
    return addGiven(drawPart(made, scene), given);
  };
  const locale = fields.find((field) => field.facet === "locale");
  return { draw, merges: true, holds: true, facets, variety: locale?.plan().variety };
}

/** Whether it is the answer's own object, and not one among others. */
function isOwn({ world, nesting, lists, index, fullness, free, first }: Scene): boolean {
  return world.backed && nesting === 0 && lists === 0 && index < 0 && fullness === "full" && !free && first;
}

/** Notices recursion and size: from there on only what is needed is drawn. */
function limit(scene: Scene): void {
  let recursions = 0;
  for (let one = scene.parent; one; one = one.parent) if (one.source === scene.source) recursions++;
  if (scene.fullness === "closing" && recursions > 0) throw new Impossible("it would contain itself");
  scene.world.drawn++;
  if (scene.depth > mostDepth || scene.world.drawn > scene.world.most) {
    throw endless();
  }
  const much = recursions >= mostRecursions || scene.nesting >= scene.world.deepest;
  if (much && scene.fullness === "full") scene.fullness = "flat";
}

interface Rowed {
  readonly facets: ReadonlyMap<string, Facet>;
  readonly authored: readonly Field[];
}

/** What is given, or else exemplified, of the object's rows. */
function know(scene: Scene, { facets, authored }: Rowed): void {
  const known: Partial<Record<Facet, unknown>> = {};
  for (const [key, value] of Object.entries(scene.given ?? {})) {
    const facet = facets.get(key);
    if (facet === undefined || value === undefined || value === null || typeof value === "object") continue;
    known[facet] = value;
    scene.decided = true;
  }
  if (!scene.decided && scene.first && scene.world.examples) {
    for (const field of authored)
      if (field.facet) known[field.facet] = pick(field.authored, mix(scene.seed, field.hash));
  }
  scene.known = Object.keys(known).length === 0 ? nothingKnown : (known satisfies Known);
}

/** The values of all fields, or undefined where one turned out to be impossible. */
function drawAll(draws: readonly Draw[], hashes: readonly number[], scene: Scene): unknown[] | undefined {
  const values = new Array<unknown>(draws.length);
  try {
    for (let i = 0; i < draws.length; i++) values[i] = draws[i]?.(scene, mix(scene.seed, hashes[i] ?? 0));
    return values;
  } catch (error) {
    rethrow(error);
    return undefined;
  }
}

/** The same around what is given. */
function drawAround({ all, indexes }: Fields, scene: Scene, given: Given): unknown[] | undefined {
  const values = new Array<unknown>(all.length);
  try {
    for (const key of Object.keys(given)) {
      const index = indexes.get(key);
      const field = index === undefined ? undefined : all[index];
      if (index !== undefined && field) values[index] = givenField(field, scene, given[key]);
    }
    for (let i = 0; i < values.length; i++) {
      if (values[i] === undefined) values[i] = all[i]?.draw(scene, mix(scene.seed, all[i]?.hash ?? 0));
    }
    return values;
  } catch (error) {
    rethrow(error);
    return undefined;
  }
}

/** Lets everything pass upwards but the impossible. */
function rethrow(error: unknown): void {
  if (!(error instanceof Impossible)) throw error;
}

/** The fields that can exist here: optional ones are left out where they are impossible or would recur. */
function drawPart({ all, least, spare }: Fields, scene: Scene): Record<string, unknown> {
  const target: Record<string, unknown> = {};
  for (const field of all) {
    const value = field.required ? at(field.key, () => drawField(field, scene)) : drawOptional(field, scene);
    if (value !== undefined) addProperty(target, field.key, value);
  }
  if (least > 0) fillUp(target, { least, spare, scene });
  return target;
}

function fillUp(
  target: Record<string, unknown>,
  { least, spare, scene }: Pick<Fields, "least" | "spare"> & { scene: Scene },
): void {
  const missing = least - Object.keys(target).length;
  if (missing > 0)
    for (const field of spare().slice(0, missing)) addProperty(target, field.key, drawField(field, scene));
}

function drawOptional(field: Field, scene: Scene): unknown {
  const { fullness, given } = scene;
  const isGiven = given !== undefined && Object.hasOwn(given, field.key);
  const omitted = fullness === "bare" || (fullness !== "full" && field.holds && !field.isList);
  if (omitted && !isGiven) return undefined;
  try {
    return drawField(field, scene);
  } catch (error) {
    rethrow(error);
    return undefined;
  }
}

function drawField(field: Field, scene: Scene): unknown {
  const { given } = scene;
  if (given !== undefined && Object.hasOwn(given, field.key)) {
    const value = given[field.key];
    if (value !== undefined) return givenField(field, scene, value);
  }
  return field.draw(scene, mix(scene.seed, field.hash));
}

function givenField(field: Field, scene: Scene, value: unknown): unknown {
  if (!isGivenObject(value) || !field.holds) return value;
  const plan = field.plan();
  return plan.merges ? plan.draw(scene, mix(scene.seed, field.hash), value) : value;
}

/** Given properties that the schema does not declare come last, as they were given. */
function addGiven(value: Record<string, unknown>, given: Given | undefined): Record<string, unknown> {
  if (given === undefined) return value;
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(value, key) || given[key] === undefined) continue;
    addProperty(value, key, given[key]);
  }
  return value;
}
