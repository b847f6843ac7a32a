import type { Finding } from "../matchers/given.ts";
import type { Known } from "./known.ts";
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
  /** Read once for each contract. */
  against(known: Known): ReadStub;
}

/** What a session was told about stubs: besides, or instead of, what the files say. */
export interface ToldStubs {
  /** Scenarios switched on (true) or off, whatever their files say. */
  readonly activations: ReadonlyMap<string, boolean>;
  /** The latest first, which is the order in which they are asked. */
  readonly stubs: readonly RunTimeStub[];
}
