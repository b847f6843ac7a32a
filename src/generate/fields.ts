import { lazily } from "./choices.ts";
import { extraFields, mapFields } from "./extra-fields.ts";
import { fieldOf, type Field } from "./field.ts";
import { mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import { isForeign, kindOf, singular, wordsOf } from "./meanings/words.ts";
import { judge, type Draw, type Planner } from "./plan.ts";
import { propertySchemas } from "./properties.ts";
import { nodeOf, strictest, type Shape } from "./shape.ts";

export interface Fields {
  /** In the document's order. */
  readonly all: readonly Field[];
  /** Where in `all` each name is. */
  readonly indexes: ReadonlyMap<string, number>;
  /** As `minProperties` says. */
  readonly least: number;
  /** Undeclared ones, for when too many of the others turn out to be impossible. */
  readonly spare: () => readonly Field[];
}

/** The properties an object gets; throws Impossible where a required one cannot exist. */
export function fieldsOf(planner: Planner, shape: Shape, position: Position): Fields {
  const { members } = shape;
  const names = namesOf(shape);
  const allowed = allowedNames(planner, shape, names);
  const required = requiredNames(shape, allowed);
  const most = strictest(members, "maxProperties", Math.min) ?? Infinity;
  if (required.size > most)
    throw new Impossible(`it requires ${required.size} properties and allows ${most}`);
  const context = contextOf(shape, position, allowed);
  const primary = primaryOf(allowed, position);
  const fields = [...new Set([...allowed, ...required])].flatMap((key) => {
    const place = { words: spoken(key, allowed), context, primary: key === primary };
    const field = fieldOf(planner, nodeOf(propertySchemas(members, key, planner)), {
      key,
      place,
      required: required.has(key),
    });
    return field ? [field] : [];
  });
  const least = strictest(members, "minProperties", Math.max) ?? 0;
  const own = limited(fields, most);
  const kept =
    names.length > 0 || own.length > 0 || least > 0
      ? own
      : mapFields(planner, shape, { most, called: position.words });
  const extra =
    kept.length >= least ? [] : extraFields(planner, shape, { kept, missing: least - kept.length });
  const all = gated([...kept, ...extra]);
  return {
    all,
    indexes: new Map(all.map(({ key }, index) => [key, index])),
    least,
    spare: lazily(() => extraFields(planner, shape, { kept: all, missing: least })),
  };
}

function namesOf({ members }: Shape): readonly string[] {
  return [...new Set(members.flatMap((member) => Object.keys(member.properties ?? {})))];
}

function allowedNames(planner: Planner, { members }: Shape, names: readonly string[]): readonly string[] {
  const rules = members.flatMap((member) =>
    member.propertyNames === undefined ? [] : [member.propertyNames],
  );
  if (rules.length === 0) return names;
  const accepts = judge(planner, nodeOf(rules));
  return names.filter(accepts);
}

function requiredNames({ members }: Shape, present: readonly string[]): ReadonlySet<string> {
  const required = new Set(members.flatMap((member) => member.required ?? []));
  const dependent = members.flatMap((member) => Object.entries(member.dependentRequired ?? {}));
  let before = -1;
  while (required.size > before) {
    before = required.size;
    for (const [name, others] of dependent) {
      if (present.includes(name) || required.has(name)) others.forEach((other) => required.add(other));
    }
  }
  return required;
}

function limited(fields: readonly Field[], most: number): readonly Field[] {
  if (fields.length <= most) return fields;
  let room = most - fields.filter((field) => field.required).length;
  return fields.filter((field) => field.required || room-- > 0);
}

/** `nom` beside `prenom` is a last name, `nombre` beside `apellido` a first one. */
function spoken(key: string, names: readonly string[]): string {
  const words = wordsOf(key);
  if (words !== "name") return words;
  const others = new Map(names.map((name) => [wordsOf(name), name]));
  const [first, last] = [others.get("first name"), others.get("last name")];
  const other = first ?? last;
  if (other === undefined || (first !== undefined && last !== undefined)) return words;
  if (!isForeign(key) && !isForeign(other)) return words;
  return first === undefined ? "first name" : "last name";
}

const wrapping =
  / (response|dto|schema|object|model|request|input|output|resource|entity|read|write|create|update|public|base|detail|details|full|v \d+)$/;

/** What the object is called, for its fields: its kind, its property's words, its schema's name. */
function contextOf({ members, reference }: Shape, { words }: Position, names: readonly string[]): string {
  let called = wordsOf(reference);
  while (wrapping.test(called)) called = called.replace(wrapping, "");
  const title = members.find((member) => member.title !== undefined)?.title;
  const all = [called, singular(words), title === undefined ? "" : wordsOf(title)];
  return `${kindOf(names.map(wordsOf), all)} ${words} ${called}`;
}

/** The property that tells the objects of a list apart. */
function primaryOf(names: readonly string[], { words }: Position): string | undefined {
  const exact = names.find((name) => /^(_?id|uuid|guid|pk|\$id)$/i.test(name));
  if (exact !== undefined) return exact;
  const own = singular(words);
  const named = names.find((name) => own !== "" && [`id ${own}`, `${own} id`].includes(wordsOf(name)));
  return named ?? names.slice(0, 1).find((name) => /^id \w|\bid$/.test(wordsOf(name)));
}

const companions = /^(?: (?:date|at|on|by|msg|message|reason|until|since|comment|note|text))+$/;

/** A date or reason that belongs to a flag (`is_absent`, `absent_msg`) is null exactly when the flag says no. */
function gated(fields: readonly Field[]): readonly Field[] {
  const flags = fields.filter((field) => !field.holds && field.plan().isFlag === true);
  return fields.map((field) => {
    const plan = field.holds ? undefined : field.plan();
    const present = plan?.present;
    if (!plan || !present) return field;
    const words = wordsOf(field.key);
    const flag = flags.find(({ key }) => {
      const stem = wordsOf(key).replace(/^(is|has|was) /, "");
      return words.startsWith(stem) && companions.test(words.slice(stem.length));
    });
    return flag ? { ...field, draw: gatedDraw(flag, present) } : field;
  });
}

function gatedDraw(flag: Field, present: Draw): Draw {
  return (scene, seed) => {
    const given = scene.given && Object.hasOwn(scene.given, flag.key) ? scene.given[flag.key] : undefined;
    const raised = given ?? flag.draw(scene, mix(scene.seed, flag.hash));
    return raised === true ? present(scene, seed) : null;
  };
}
