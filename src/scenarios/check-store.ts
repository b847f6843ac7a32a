import type { Contract } from "../contract/contract.ts";
import type { Given } from "../matchers/given.ts";
import { readPointer } from "../matchers/pointer.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { resourceNamed, type Resource } from "../response/resource.ts";
import { collectionsOf } from "./declared.ts";
import { fieldAt } from "./schema-fields.ts";

/** Notes a collection that the contract does not have, and fields that its records do not have. */
export function checkStore(given: Given, contract: Contract): void {
  const resource = checkCollection(given.at("collection"), contract);
  if (!resource) return;
  const where = given.at("where");
  for (const pointer of where.keys) {
    const segments = readPointer(pointer);
    const { missing, names } = fieldAt(contract.schemas, [resource.item], segments ?? []);
    if (!missing) continue;
    const name = segments?.find((segment) => !names.includes(segment)) ?? "";
    where
      .at(pointer)
      .refuseKey(
        `${resource.collection} has no field ${pointer}${didYouMean(name, names)}`,
        `Use ${listed(names)}`,
      );
  }
}

/** The collection by its name; undefined where there is none, or where the contract knows of no collection at all. */
function checkCollection(given: Given, contract: Contract): Resource | undefined {
  const { value } = given;
  if (typeof value !== "string" || value === "") return undefined;
  const all = collectionsOf(contract);
  const found = resourceNamed(value, all);
  if (found || all.length === 0) return found;
  const names = all.map(({ collection }) => collection);
  return given.refuse(
    `the contract has no collection "${value}"${didYouMean(value, names)}`,
    `Use ${listed(names)}`,
  );
}
