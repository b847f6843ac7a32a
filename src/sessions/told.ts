import type { Preferences } from "../response/preferences.ts";
import type { ToldStubs } from "../stubs/run-time.ts";

/** What a session was told besides requests. Never changed: replaced by another when it is told something else. */
export interface Told extends ToldStubs {
  /** What its requests ask for that do not ask otherwise; undefined: nothing. */
  readonly preferences: ToldPreferences | undefined;
  /** How many stubs it was told since it began: their ids count on, also when some are gone. */
  readonly stubCount: number;
}

export interface ToldPreferences {
  /** As they were sent. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly read: Preferences;
}

/** Of a session that was told nothing. */
export const nothingTold: Told = {
  preferences: undefined,
  activations: new Map(),
  stubs: [],
  stubCount: 0,
};
