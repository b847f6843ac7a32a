import { mix } from "../generate/hash.ts";
import { ProblemError } from "../problem/problem.ts";
import { isObject } from "../schema/pointer.ts";
import type { JsonObject } from "../store/store.ts";
import { chooseId, keyText } from "./choose-id.ts";
import type { Earned, SuccessTools } from "./earned.ts";
import { createEchoes } from "./echo.ts";
import { imagineThing, namedBy, typedPath } from "./imagine.ts";
import { keep, keepSingle, stamped, whole, withLinks, withOwners } from "./make.ts";
import { applyMergePatch } from "./merge-patch.ts";
import { ownersByName, ownersIn } from "./owners-in.ts";
import { remove } from "./play.ts";
import { resourceNamed, type Resource } from "./resource.ts";
import { atShelf, type Shelf, type ShelfTools } from "./shelf.ts";
import { createThings } from "./things.ts";
import { createExamples } from "./usable-example.ts";

/** One thing that a stub does to the session's store. */
export interface StoreEffect {
  readonly does: "put" | "update" | "remove";
  readonly collection: string;
  /** Undefined for a thing there is one of, and where a request did not say it. */
  readonly key: unknown;
  /** All records that it holds for, in place of the one with the key. */
  readonly where?: ((value: unknown) => boolean) | undefined;
  readonly value: unknown;
}

/** Whose store, and what generated values depend on. */
export type EffectPlace = Pick<Earned, "session" | "preferences" | "seedOf" | "drawSeed">;

/**
 * Does to the store what a stub says, as the operations of the collection would, one after the other, each asked for
 * when the one before is done. Resolves with a sentence for each.
 */
export type DoEffects = (
  effects: readonly (() => Promise<StoreEffect>)[],
  place: EffectPlace,
) => Promise<readonly string[]>;

interface Doing {
  readonly resource: Resource;
  readonly at: Shelf;
  /** What stands for the owners in the collection's name, and the key: values of the path of a single thing. */
  readonly path: readonly unknown[];
  readonly effect: StoreEffect;
  readonly place: EffectPlace;
}

/**
 * Makes what effects are done by. It throws ProblemError `impossible-stub` where a record would not be what the contract's
 * response shows, or is not there; and what the store throws.
 */
export function createEffects(given: SuccessTools): DoEffects {
  const { schemas } = given.contract;
  const { store, generator } = given;
  const echo = createEchoes(schemas);
  const usable = createExamples({ schemas, generator });
  const tools = { ...given, schemas, usable, things: createThings({ schemas, echo }) };

  return async (effects, place) => {
    if (given.isStateless) return ["nothing is done to the store: nothing is remembered (--stateless)"];
    const done: string[] = [];
    for (const ask of effects) {
      for (const effect of await each(await ask(), place)) {
        await affect(effect, place);
        done.push(`${effect.does} ${effect.collection}`);
      }
    }
    return done;
  };

  /** The effect on each record that is meant. */
  async function each({ where, ...effect }: StoreEffect, { session }: EffectPlace): Promise<StoreEffect[]> {
    if (!where) return [effect];
    const resource = resourceNamed(effect.collection, given.resources().values());
    const { records } = await store.page(session, effect.collection, { where });
    return records.map(({ value }) => ({ ...effect, key: value[resource?.idField ?? "id"] }));
  }

  async function affect(effect: StoreEffect, place: EffectPlace): Promise<void> {
    const found = resourceNamed(effect.collection, given.resources().values());
    if (!found) throw impossible(effect, "the contract has no such collection");
    // Whoever names the collection of all things does not speak of one owner's.
    const resource = { ...found, view: undefined };
    const at = { session: place.session, collection: effect.collection, idField: resource.idField ?? "id" };
    const key = effect.key ?? undefined;
    if (effect.does !== "put" && !resource.isSingle && key === undefined)
      throw impossible(effect, "nothing says which record is meant");
    const path = [...ownersIn(effect.collection, resource.collection), ...(key === undefined ? [] : [key])];
    const doing = { resource, at, path, effect, place };
    if (effect.does === "put") await put(doing);
    else if (effect.does === "update") await update(doing);
    else await remove(resource, keyText(key), { store, at });
  }

  async function put({ resource, at, path, effect, place }: Doing): Promise<void> {
    const { idField, item } = resource;
    const own = shelfTools(at);
    const said = withOwners(resource, { path: ownersByName(resource, path), said: asObject(effect) }, own);
    const id = idField === undefined ? undefined : (said[idField] ?? undefined);
    const seed = mix(await place.drawSeed(), await store.increment(at.session, "ordinals", "effects"));
    const chosen =
      id ?? (idField === undefined ? undefined : await chooseId({ at, idField, item, seed }, own));
    const known = idField === undefined ? said : { ...said, [idField]: chosen };
    const linked = await withLinks(resource, { request: { seed }, given: known }, own);
    const given = await stamped(resource, { given: linked, isNew: true }, own);
    const value = generator.generate(item, { seed, given });
    const made = whole(checked(value, { resource, effect }));
    if (resource.isSingle) {
      await keepSingle(made, own);
      return;
    }
    const key = chosen ?? (await store.increment(at.session, "ids", at.collection));
    await keep(made, keyText(key), own);
  }

  async function update({ resource, at, path, effect, place }: Doing): Promise<void> {
    const own = shelfTools(at);
    const key = keyText(path.at(-1) ?? "");
    const found = resource.isSingle
      ? (await store.page(at.session, at.collection, { limit: 1 })).records[0]
      : await store.get(at.session, at.collection, key);
    const isAuthority = await store.isWritten(at.session, at.collection);
    const base = found?.value ?? (isAuthority ? undefined : imagined({ resource, at, path, effect, place }));
    if (!base) throw impossible(effect, "there is no such record");
    const patched = applyMergePatch(base, effect.value) as JsonObject;
    const { idField, stamps } = resource;
    const named = idField !== undefined && Object.hasOwn(base, idField) ? { [idField]: base[idField] } : {};
    const asked = asObject(effect);
    const stale = stamps.changed
      .filter(({ field }) => !Object.hasOwn(asked, field))
      .map(({ field }) => field);
    const kept = Object.entries({ ...patched, ...named }).filter(([name]) => !stale.includes(name));
    const value = await stamped(resource, { given: Object.fromEntries(kept), isNew: false }, own);
    const made = whole(checked(value, { resource, effect }));
    await (resource.isSingle ? keepSingle(made, own) : keep(made, key, own));
  }

  /** What reading the thing would have answered, as long as nothing of its collection was written. */
  function imagined({ resource, path, place }: Doing): JsonObject | undefined {
    const { reader, item, idField } = resource;
    const values = reader && (resource.isSingle ? {} : typedPath(reader, path, schemas));
    const thing = values && imagineThing(resource, { ...place, path: values }, tools);
    if (!thing) return undefined;
    const named = namedBy({ idField, item, parameter: Object.keys(values).at(-1) }, values, schemas);
    // What cannot be an id names nothing.
    if (idField !== undefined && !resource.isSingle && !Object.hasOwn(named, idField)) return undefined;
    const seed = place.seedOf(resource.collection, values);
    return generator.generate(item, { seed, given: { ...thing, ...named } }) as JsonObject;
  }

  function shelfTools(at: Shelf): ShelfTools {
    return atShelf(tools, at, "unknown");
  }

  function checked(value: unknown, { resource, effect }: Pick<Doing, "resource" | "effect">): JsonObject {
    const errors = schemas.validator(resource.item)(value).map(given.tell);
    if (errors.length === 0 && isObject(value)) return value;
    throw impossible(
      effect,
      `the record would break the contract: ${errors[0]?.message ?? "it is no object"}`,
    );
  }
}

function asObject({ value }: StoreEffect): JsonObject {
  return isObject(value) ? value : {};
}

function impossible({ does, collection, key }: StoreEffect, reason: string): ProblemError {
  const which = key === undefined ? collection : `${collection} ${keyText(key)}`;
  return new ProblemError("impossible-stub", {
    detail: `A stub was to ${does} ${which.slice(0, 200)}: ${reason}.`,
    help: "Correct then: { store: … } of the stub, or let when: { store: … } ask first. What it did before stays done.",
  });
}
