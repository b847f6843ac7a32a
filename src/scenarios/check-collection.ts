import type { Given } from "../matchers/given.ts";
import { readPointer } from "../matchers/pointer.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { resourceNamed, type Resource } from "../response/resource.ts";
import { checkBody } from "./check-body.ts";
import type { Known } from "../stubs/known.ts";
import { collectionNames, resourcesOf } from "./resources.ts";
import { fieldAt } from "./schema-fields.ts";

/** The resource of that name; one that the contract does not have is noted. `{}` stands for what a request says. */
export function checkCollection(given: Given, name: string, { contract }: Known): Resource | undefined {
  const found = resourceNamed(name, resourcesOf(contract).values());
  if (found) return found;
  const names = collectionNames(contract);
  return given.refuse(
    `the contract has no collection "${name.slice(0, 80)}"${didYouMean(name, names)}`,
    names.length === 0 ? "Leave it out: no operation keeps anything" : `Use ${listed(names)}`,
  );
}

/** Notes a collection that `when: { store }` asks of and does not exist, and fields that its things do not have. */
export function checkStored(store: Given, known: Known): void {
  const name = store.at("collection");
  const resource =
    typeof name.value === "string" && name.value !== ""
      ? checkCollection(name, name.value, known)
      : undefined;
  if (resource) checkWhere(store.at("where"), resource, known);
}

function checkWhere(where: Given, { item, collection }: Resource, { contract }: Known): void {
  for (const pointer of where.keys) {
    const segments = readPointer(pointer) ?? [];
    const { missing, names } = fieldAt(contract.schemas, [item], segments);
    const wrong = segments.find((one) => !names.includes(one)) ?? "";
    if (!missing) continue;
    where
      .at(pointer)
      .refuseKey(
        `things in ${collection} have no field ${pointer}${didYouMean(wrong, names)}`,
        `Use ${listed(names)}`,
      );
  }
}

/** Notes what `then: { store: […] }` does to collections that cannot be done. */
export function checkEffects(effects: Given, known: Known): void {
  for (const effect of effects.items()) {
    const does = ["put", "update", "remove"].find((verb) => effect.has(verb));
    const name = does === undefined ? undefined : effect.at(does);
    if (does === undefined || typeof name?.value !== "string" || name.value === "") continue;
    const resource = checkCollection(name, name.value.replaceAll(/\{\{.*?\}\}/gs, "{}"), known);
    if (!resource) continue;
    checkKey(effect, does, resource);
    checkWhere(effect.at("where"), resource, known);
    const { schemas } = known.contract;
    if (effect.has("value"))
      checkBody(effect.at("value"), [resource.item], { schemas, isMerge: does === "update" });
  }
}

function checkKey(effect: Given, does: string, { isSingle, collection }: Resource): void {
  if (does === "put") return;
  const which = ["key", "where"].find((name) => effect.has(name));
  if (isSingle && which !== undefined)
    effect.at(which).refuseKey(`there is only one thing in ${collection}`, `Leave ${which} out`);
  if (!isSingle && which === undefined)
    effect.refuse(`${does} wants to know which records`, 'Write key: "{{ path.petId }}", or where: {…}');
}
