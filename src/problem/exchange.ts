import type { MockRequest, MockResponse } from "../http/message.ts";
import type { Violation } from "./violation.ts";

/** Who chose the status of an answer, as `X-Mock-Source` says it. */
export type Source =
  | "forced"
  | `scenario:${string}`
  | `stub:${string}`
  | "security"
  | "validation"
  | "store"
  | "example"
  | "generated"
  | "problem";

/** One step of the story and what it decided. */
export interface WhyStep {
  readonly step: string;
  readonly said: string;
}

/** One request, what was answered, and why. */
export interface Exchange {
  /** `<session>-<n>` */
  readonly id: string;
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Milliseconds from then until the answer was decided, and those it was made to wait. */
  readonly duration: number;
  readonly operationId: string | undefined;
  readonly source: Source;
  readonly request: MockRequest;
  readonly response: MockResponse;
  readonly violations: readonly Violation[];
  /** What becomes of callbacks is added when it is known. */
  readonly why: readonly WhyStep[];
  /** Bytes that the bodies had which a journal has cut; undefined where it has all of both. */
  readonly cut?: CutBodies;
}

/** How long bodies were before they were cut; undefined: it was not. */
export interface CutBodies {
  readonly request: number | undefined;
  readonly response: number | undefined;
}
