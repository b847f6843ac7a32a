import { formats } from "./formats.ts";
import { pick } from "./hash.ts";
import { changedPlan, isGivenObject, judge, type Draw, type Given, type Plan, type Planner } from "./plan.ts";
import { strictest, type Node, type Shape } from "./shape.ts";

/**
 * Lets what the document's author wrote (`default`, `examples`, `example`) win where it is valid:
 * for the first of a list always, for the others where no name knows better, and never over a row that was given.
 */
export function authoredPlan(
  planner: Planner,
  node: Node,
  { shape, plan }: { shape: Shape; plan: Plan },
): Plan {
  const values = authoredValues(shape);
  if (values.length === 0) return plan;
  const authored = values.filter(plainJudge(planner, node, { shape, plan }));
  if (authored.length === 0) return plan;
  const fresh = plan.named === true || plan.holds === true || plan.merges || typeof authored[0] !== "string";
  const draw: Draw = (scene, seed, given) => {
    const overruled =
      !scene.world.examples || (plan.facet !== undefined && scene.decided) || (!scene.first && fresh);
    if (overruled) return plan.draw(scene, seed, given);
    const example = pick(authored, seed);
    if (given === undefined) return example;
    return plan.draw(scene, seed, isGivenObject(example) ? over(example, given, plan) : given);
  };
  return changedPlan(plan, { draw, present: undefined, authored });
}

function authoredValues({ members }: Shape): readonly unknown[] {
  for (const member of members) {
    if (Object.hasOwn(member, "default")) return [member.default];
    if (Array.isArray(member.examples) && member.examples.length > 0) return member.examples;
    if (Object.hasOwn(member, "example")) return [member["example"]];
  }
  return [];
}

/** Given over example; what the example says of a row that is given otherwise is forgotten. */
function over(example: Given, given: Given, plan: Plan): Given {
  const facets = plan.facets ?? new Map<string, unknown>();
  const decided = [...facets.keys()].some((key) => Object.hasOwn(given, key));
  const kept = Object.entries(example).filter(([key]) => !(decided && facets.has(key)));
  const merged = new Map<string, unknown>(kept);
  for (const [key, value] of Object.entries(given)) {
    const below = merged.get(key);
    merged.set(
      key,
      isGivenObject(value) && isGivenObject(below)
        ? over(below, value, { draw: plan.draw, merges: true })
        : value,
    );
  }
  return Object.fromEntries(merged);
}

/** Whether a value satisfies the schemas of a node; plain leaves are judged the cheaper way. */
export function plainJudge(
  planner: Planner,
  node: Node,
  { shape, plan }: { shape: Shape; plan: Plan },
): (value: unknown) => boolean {
  return plan.holds === true || plan.merges ? judge(planner, node) : leafJudge(planner, node, shape);
}

/** Judges plain leaves without compiling a validator for each of them, the common case of a captured document. */
function leafJudge(planner: Planner, node: Node, shape: Shape): (value: unknown) => boolean {
  const accepts = judge(planner, node);
  const { members, types, typed, values } = shape;
  const format = members.find((member) => member.format !== undefined)?.format;
  const sure = format === undefined ? /(?:)/ : formats.get(format)?.sure;
  const least = strictest(members, "minLength", Math.max) ?? 0;
  const most = strictest(members, "maxLength", Math.min) ?? Infinity;
  const simple =
    typed &&
    values === undefined &&
    !shape.hard &&
    shape.choice === undefined &&
    members.every((member) => member.pattern === undefined);
  return (value) => {
    if (simple && typeof value === "string" && types.includes("string") && sure?.test(value) === true) {
      const length = Array.from(value).length;
      return length >= least && length <= most;
    }
    if (simple && typeof value === "boolean" && types.includes("boolean")) return true;
    return accepts(value);
  };
}
