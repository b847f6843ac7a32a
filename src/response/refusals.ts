import type { Failure } from "./fail.ts";
import type { Refusal } from "./succeed.ts";

/** How the store's refusals are told. */
export const refusals: Record<Refusal, Failure> = {
  missing: {
    code: "no-such-record",
    statuses: [404],
    source: "store",
    detail: "The session's store has no such record.",
    help: "Create it first, or look at what is there: GET /__admin/store/<collection>.",
  },
  conflict: {
    code: "record-exists",
    statuses: [409],
    source: "store",
    detail: "The session's store has a record with that id already.",
    help: "Send another id or none, change the one that is there, or reset the session.",
  },
};
