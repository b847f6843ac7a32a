import type { Exchange } from "../../problem/exchange.ts";

/** What is said about a verification. */
export interface Verdict {
  readonly verified: boolean;
  /** For whoever expected it; where it failed, with the requests that came nearest. */
  readonly message: string;
  /** Ids of the requests it is about, newest first, at most a hundred; `count` is how many there are. */
  readonly requests: readonly string[];
  readonly count: number;
}

/** Something that the exchanges of a session can be held against, again and again as they come. */
export interface Verification {
  /** The exchanges come newest first; before them, so many had to make room in the journal. */
  judge(exchanges: readonly Exchange[], dropped: number): Judgement;
}

export interface Judgement {
  readonly verified: boolean;
  /** Nothing that may still come can change it. */
  readonly isFinal: boolean;
  /** The exchanges it is about, newest first. */
  readonly about: readonly Exchange[];
  /** Made only where it is read. */
  readonly message: () => string;
}
