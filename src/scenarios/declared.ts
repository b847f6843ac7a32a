import type { Contract } from "../contract/contract.ts";
import type { DeclaredResponse, Operation } from "../contract/operation.ts";
import type { Schema } from "../schema/schema.ts";

/** The response the contract declares for a status: the number itself, then `4XX`, then `default`. */
export function declaredResponse(operation: Operation, status: number): DeclaredResponse | undefined {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, "default"];
  return wanted
    .map((key) => operation.responses.find((response) => response.key === key))
    .find((response) => response !== undefined);
}

/** What a response without a status may turn out to be. */
export function successResponses(operation: Operation): readonly DeclaredResponse[] {
  const successes = operation.responses.filter(({ key }) => key.startsWith("2"));
  return successes.length > 0 ? successes : operation.responses.filter(({ key }) => key === "default");
}

/** The schemas of a response's body, one a media type. */
export function bodySchemas(responses: readonly DeclaredResponse[]): readonly Schema[] {
  return responses
    .flatMap(({ content }) => content)
    .map(({ schema }) => schema)
    .filter((schema) => schema !== undefined);
}

/** The schemas of the request's body, one a media type. */
export function requestSchemas({ requestBody }: Operation): readonly Schema[] {
  return (requestBody?.content ?? []).map(({ schema }) => schema).filter((schema) => schema !== undefined);
}

/** Everything a scenario may call an operation by. */
export function operationNames({ operations }: Contract): readonly string[] {
  return operations.flatMap(({ id, method, path }) => [...new Set([id, `${method} ${path}`])]);
}

/** All names by which the contract finds this operation: its id, `POST /pets`, `POST /api/pets`. */
export function namesOf(operation: Operation, contract: Contract): readonly string[] {
  const { id, method, path, basePaths } = operation;
  const names = [id, `${method} ${path}`, ...basePaths.map((base) => `${method} ${base}${path}`)];
  return [...new Set(names)].filter((name) => contract.operation(name) === operation);
}

/** The names of the examples that these responses have. */
export function exampleNames(declared: readonly DeclaredResponse[]): readonly string[] {
  const content = declared.flatMap((one) => one.content);
  return [...new Set(content.flatMap(({ examples }) => examples.map(({ name }) => name)))];
}
