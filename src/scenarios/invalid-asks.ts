import type { Contract } from "../contract/contract.ts";
import { shown } from "../matchers/comparison.ts";
import type { Finding, Given } from "../matchers/given.ts";
import { readPointer } from "../matchers/pointer.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { Stub } from "../stubs/stub.ts";
import { requestSchemas } from "./declared.ts";
import { fieldAt } from "./schema-fields.ts";

/** Values a stub asks of the body that the contract refuses: such a request is answered before the stub is asked. */
export function invalidAsks(
  given: Given,
  { phase, operationId }: Stub,
  contract: Contract,
): readonly Finding[] {
  const body = given.at("when").at("body");
  const operation = phase === "after" && body.isObject() ? contract.operation(operationId) : undefined;
  if (!operation) return [];
  const { schemas } = contract;
  return body.keys.flatMap((pointer) => {
    const asked = body.at(pointer).isObject() ? body.at(pointer).at("equals") : body.at(pointer);
    const below = fieldAt(schemas, requestSchemas(operation), readPointer(pointer) ?? []).schemas;
    const isScalar = ["string", "number", "boolean"].includes(typeof asked.value);
    if (!isScalar || below.length === 0 || String(asked.value).includes("{{")) return [];
    if (!below.every((schema) => refuses(schemas, schema, asked.value))) return [];
    return {
      path: asked.path,
      of: "value" as const,
      cause: `this stub never answers: ${shown(asked.value)} is no valid ${pointer}, and the request is refused before`,
      help: "Ask for a value that the contract allows, or write phase: first beside when",
    };
  });
}

function refuses(schemas: Schemas, schema: Schema, value: unknown): boolean {
  try {
    return schemas.validator(schema)(value).length > 0;
  } catch {
    // A schema that does not compile is the document's fault, and told where the document is checked.
    return false;
  }
}
