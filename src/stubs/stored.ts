import { fieldsOf } from "../matchers/fields.ts";
import type { Given } from "../matchers/given.ts";
import type { MakeJudge } from "../matchers/matcher.ts";
import type { Awaitable } from "../ports.ts";
import { holds, readPointers } from "./condition.ts";
import type { Subject } from "./subject.ts";

/** What a stub asks of the session's store. */
export interface StoreCondition {
  readonly sentence: string;
  holds(subject: Subject): Awaitable<boolean>;
}

/** What a stub may ask of the store. */
export const storeKeys = ["collection", "where", "exists"] as const;

/** Reads `store: { collection, where: { pointer: matcher }, exists }`. */
export function readStoreCondition(given: Given, judge: MakeJudge | undefined): StoreCondition | undefined {
  fieldsOf(given, storeKeys);
  const collection = given.at("collection").value;
  if (typeof collection !== "string" || collection === "") {
    return given.refuse(
      "store wants the name of a collection",
      "Write collection: and the last word of its path",
    );
  }
  const wanted = given.has("exists") ? given.at("exists").value : true;
  if (typeof wanted !== "boolean") {
    return given.at("exists").refuse("exists wants true or false", "Write exists: true");
  }
  if (given.has("where") && !given.at("where").isObject()) {
    given.at("where").refuse("where wants fields and matchers", "Write where: { /email: { equals: … } }");
  }
  const where = readPointers(given.at("where"), { comparison: "json", judge });
  const asked = where
    .map(({ pointer, matcher }) => `whose ${pointer} must ${matcher.sentence}`)
    .join(" and ");
  return {
    sentence: `the store must have ${wanted ? "one" : "none"} in ${collection}${asked && ` ${asked}`}`,
    holds(subject) {
      const matches = (value: unknown) => holds(where, value, subject);
      const page = subject.store.page(subject.session, collection, { limit: 1, where: matches });
      return page instanceof Promise
        ? page.then(({ total }) => total > 0 === wanted)
        : page.total > 0 === wanted;
    },
  };
}
