import type { Contract } from "../contract/contract.ts";
import { nearestOperations } from "../contract/nearest-operations.ts";
import type { Operation } from "../contract/operation.ts";
import type { Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { operationNames } from "./declared.ts";

/** The operation that somebody names, by its operationId or its method and path; one that is not there is noted. */
export function readOperation(given: Given, contract: Contract): Operation | undefined {
  const { value } = given;
  if (typeof value !== "string") {
    return given.refuse("a stub needs an operation", "Write an operationId, POST /its/path, or * for all");
  }
  const found =
    contract.operation(value) ?? contract.operation(value.replace(/^\w+ /, (word) => word.toUpperCase()));
  if (found) return found;
  const names = operationNames(contract);
  const [method = "", path] = value.split(/ +/);
  const [nearest = ""] =
    path === undefined
      ? []
      : nearestOperations(contract.operations, method.toUpperCase(), path.replace(/^\/?/, "/"));
  const guess = nearest === "" ? didYouMean(value, names) : ` (did you mean ${nearest}?)`;
  return given.refuse(`the contract has no operation "${value}"${guess}`, `Use ${listed(names)}`);
}
