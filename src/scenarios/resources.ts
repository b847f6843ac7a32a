import type { Contract } from "../contract/contract.ts";
import { findResources, type Resources } from "../response/resource.ts";

const resources = new WeakMap<Contract, Resources>();

/** The collections of a contract; looked for when a stub first speaks of one. */
export function resourcesOf(contract: Contract): Resources {
  let found = resources.get(contract);
  if (!found) resources.set(contract, (found = findResources(contract)));
  return found;
}

/** The names of the collections of a contract; `users/{userId}/posts` is one for every user. */
export function collectionNames(contract: Contract): readonly string[] {
  return [...new Set([...resourcesOf(contract).values()].map(({ collection }) => collection))];
}
