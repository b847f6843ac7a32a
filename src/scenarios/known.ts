import type { Contract } from "../contract/contract.ts";
import { findResources, type Resources } from "../response/resource.ts";

/** What scenarios are held against. */
export interface Known {
  readonly contract: Contract;
  /** Why a method of faker cannot be had, undefined where it can; without it, templates may not name any. */
  readonly whyNotFaked?: ((said: unknown) => string | undefined) | undefined;
  /** The counters that stubs count; undefined where others than those at hand may. */
  readonly counted?: ReadonlySet<string> | undefined;
}

const resources = new WeakMap<Contract, Resources>();

/** The collections of a contract; looked for when a stub first speaks of one. */
export function resourcesOf(contract: Contract): Resources {
  let found = resources.get(contract);
  if (!found) resources.set(contract, (found = findResources(contract)));
  return found;
}
