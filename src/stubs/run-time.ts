import type { Contract } from "../contract/contract.ts";
import type { Finding } from "../matchers/given.ts";
import type { Stub } from "./stub.ts";

/** A stub as JSON: what stands in a scenario's list of stubs. */
export type WrittenStub = Readonly<Record<string, unknown>>;

/** A stub read against a contract, or what speaks against it. */
export type ReadStub =
  | { readonly stub: Stub; readonly findings?: undefined }
  | { readonly stub?: undefined; readonly findings: readonly Finding[] };

/** A stub that a session was told while the server runs. */
export interface RunTimeStub {
  /** Names its counters, and itself in `X-Mock-Source`: `createPet-1`. Has no slash, unlike those of files. */
  readonly id: string;
  readonly written: WrittenStub;
  /** Of its JSON, in UTF-8. */
  readonly bytes: number;
  /** Read once for each. */
  against(measure: Measure): ReadStub;
}

/** What stubs are held against. */
export interface Measure {
  readonly contract: Contract;
  /** Why a method of faker cannot be had, undefined where it can. */
  readonly whyNotFaked: (said: unknown) => string | undefined;
}

/** What a session was told about stubs: besides, or instead of, what the files say. */
export interface ToldStubs {
  /** Scenarios switched on (true) or off, whatever their files say. */
  readonly activations: ReadonlyMap<string, boolean>;
  /** The latest first, which is the order in which they are asked. */
  readonly stubs: readonly RunTimeStub[];
}
