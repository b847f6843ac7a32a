import type { SchemaObject, Schemas } from "../schema/schema.ts";
import { choicePlan, isNull, judgedPlan, lazily } from "./choices.ts";
import { below, hashText, mix, pick } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { lookupIn } from "./lookup.ts";
import { listPlan } from "./lists.ts";
import { meaningOf, type Position } from "./meanings/lookup.ts";
import { numberPlan } from "./numbers.ts";
import { objectPlan } from "./objects.ts";
import { authoredPlan, plainJudge } from "./authored.ts";
import type { ReadAsked } from "./faked/calls.ts";
import { fakedPlan, placeFor, saidIn } from "./faked/plan.ts";
import { valuesPlan } from "./values.ts";
import { changedPlan, drawBy, type Draw, type Plan, type Planner } from "./plan.ts";
import { Scene, type World } from "./scene.ts";
import { shapeOf, type JsonType, type Node, type Shape } from "./shape.ts";
import { textPlan } from "./text.ts";

export interface PlannerTools {
  readonly world: () => World;
  readonly calls: ReadAsked;
  readonly lenient: boolean;
}

/** How many parts, or kilobytes of backdrops, may be kept at all, whatever is asked of however many schemas: some ten megabytes. */
const mostKept = 8_192;

/** Plans for the schemas of one document, each made on first use and kept with its schema. */
export function createPlanner(schemas: Schemas, { world, calls, lenient }: PlannerTools): Planner {
  const plans = new WeakMap<SchemaObject, Map<string, Plan>>();
  const lookup = lookupIn(schemas);
  const planner: Planner = {
    lookup,
    budget: { kept: 0, most: mostKept },
    calls,
    lenient,
    validator: (schema) => schemas.validator(schema),
    shape: (node) => shapeOf(node, lookup),
    plan(node, position) {
      const schema = node.schemas[0];
      if (node.schemas.length !== 1 || node.taken.length > 0 || node.judged || typeof schema !== "object") {
        return build(planner, node, position);
      }
      const own = plans.get(schema) ?? new Map<string, Plan>();
      plans.set(schema, own);
      const place = `${position.primary}|${position.context}|${position.words}`;
      let plan = own.get(place);
      if (plan === undefined) own.set(place, (plan = build(planner, node, position)));
      return plan;
    },
    name(node, number) {
      try {
        const scene = new Scene(world(), mix(hashText("name"), number));
        const plan = build(planner, node, { words: number < 20 ? "" : "id", context: "", primary: false });
        const name = plan.draw(scene, scene.seed);
        return typeof name === "string" ? name : undefined;
      } catch (error) {
        if (error instanceof Impossible) return undefined;
        throw error;
      }
    },
  };
  return planner;
}

function build(planner: Planner, node: Node, position: Position): Plan {
  const shape = planner.lenient ? typedAnyway(planner.shape(node)) : planner.shape(node);
  if (shape.never) throw new Impossible("its schema allows nothing");
  if (shape.types.length === 0) throw new Impossible("its schemas ask for different types");
  const said = saidIn(shape);
  const asked = said === undefined ? undefined : planner.calls(said);
  const free = unjudged(planner, node, { shape, position: placeFor(asked, position) });
  const judged = shape.hard && !node.judged && shape.values === undefined && shape.choice === undefined;
  const plan = judged ? judgedPlan(planner, node, free) : free;
  if (asked === undefined || "mistake" in asked) return authoredPlan(planner, node, { shape, plan });
  return fakedPlan(asked, { shape, plan, accepts: plainJudge(planner, node, { shape, plan }) });
}

/** Where several types are asked for that exclude one another, the last one to be asked for is meant. */
function typedAnyway(shape: Shape): Shape {
  const type = shape.types.length > 0 ? undefined : shape.members.findLast((member) => member.type)?.type;
  if (type === undefined) return shape;
  return { ...shape, types: (typeof type === "string" ? [type] : type) as readonly JsonType[] };
}

function unjudged(
  planner: Planner,
  node: Node,
  { shape, position }: { shape: Shape; position: Position },
): Plan {
  if (shape.values !== undefined) return valuesPlan(planner, { node, shape, position });
  if (shape.choice !== undefined) return choicePlan(planner, { node, shape, position });
  const types = shape.typed || shape.types.length === 1 ? shape.types : [untypedKind(position)];
  const present = types.filter(
    (type) => type !== "null" && !(type === "integer" && types.includes("number")),
  );
  const typed = (type: JsonType): Plan => typedPlan(planner, type, { node, shape, position });
  if (present.length === 0) return { draw: () => null, merges: false };
  const first = present[0];
  const plan =
    present.length === 1 && first
      ? typed(first)
      : unionPlan(present.map((type) => lazily(() => typed(type))));
  return types.includes("null") ? nullable(plan, position) : plan;
}

/** What a value without any type is: what its name says, else a string; at the top an object. */
function untypedKind(position: Position): JsonType {
  if (position.words === "") return "object";
  if (meaningOf(position, "text", {})) return "string";
  return meaningOf(position, "number", {}) ? "integer" : "string";
}

function typedPlan(
  planner: Planner,
  type: JsonType,
  leaf: { node: Node; shape: Shape; position: Position },
): Plan {
  switch (type) {
    case "object":
      return objectPlan(planner, leaf.shape, leaf.position);
    case "array":
      return listPlan(planner, leaf.shape, leaf.position);
    case "string":
      return textPlan(leaf);
    case "integer":
    case "number":
      return numberPlan(leaf, type === "integer");
    case "boolean":
      return flagPlan(leaf.position);
    case "null":
      return { draw: () => null, merges: false };
    default:
      throw new Impossible(`there is no type ${String(type satisfies never)}`);
  }
}

function flagPlan(position: Position): Plan {
  const meaning = meaningOf(position, "flag", {});
  const flag = meaning?.flag ?? ((_, seed) => below(seed, 2) === 0);
  return {
    draw: flag,
    merges: false,
    facet: meaning?.facet,
    named: true,
    isFlag: true,
  };
}

function nullable(plan: Plan, position: Position): Plan {
  const { draw: present, rare, holds, facet } = plan;
  if (position.primary) return plan;
  const draw: Draw = (scene, seed, given) => {
    // Who is online now has been seen.
    if (facet === "seen" && scene.timeline.online) return present(scene, seed, given);
    const cut = holds === true && scene.fullness !== "full";
    const none = given === undefined && (cut || isNull(seed, scene, rare));
    return none ? null : present(scene, seed, given);
  };
  return changedPlan(plan, { draw, present });
}

function unionPlan(plans: readonly (() => Plan)[]): Plan {
  const draw: Draw = (scene, seed, given) => {
    if (given !== undefined) {
      const merging = plans.find((plan) => plan().merges);
      return merging ? merging().draw(scene, seed, given) : given;
    }
    const start = below(mix(seed, 0x7e), plans.length);
    let reason: unknown;
    for (let i = 0; i < plans.length; i++) {
      try {
        return drawBy((plans[(start + i) % plans.length] ?? pick(plans, seed))(), { seed, scene });
      } catch (error) {
        if (!(error instanceof Impossible)) throw error;
        reason = error;
      }
    }
    throw reason;
  };
  return { draw, merges: true, holds: true };
}
