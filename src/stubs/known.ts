import type { Contract } from "../contract/contract.ts";

/** What stubs are held against. */
export interface Known {
  readonly contract: Contract;
  /** Why a method of faker cannot be had, undefined where it can; without it, templates may not name any. */
  readonly whyNotFaked?: ((said: unknown) => string | undefined) | undefined;
  /** The counters that stubs count; undefined where others than those at hand may. */
  readonly counted?: ReadonlySet<string> | undefined;
}
