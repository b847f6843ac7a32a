import type { Contract } from "../../contract/contract.ts";
import type { Operation } from "../../contract/operation.ts";
import type { Schema, SchemaObject } from "../../schema/schema.ts";
import { declaredResponse, requestSchemas } from "../declared.ts";
import type { BodyShapes } from "./body-shapes.ts";
import type { Definitions } from "./definitions.ts";
import { fieldsBelow, type Fields } from "./fields.ts";
import { offered, responsePart, statusesOf, unlessUndeclared } from "./response-part.ts";
import { whenPart } from "./when-part.ts";
import { described, resolved } from "./words.ts";

/** What the parts of all operations are made with. */
export interface Tools {
  readonly contract: Contract;
  readonly definitions: Definitions;
  readonly bodies: BodyShapes;
  /** Fields of a request body that are listed. */
  readonly mostFields: number;
  /** Of request bodies that were met; many operations take the same. */
  readonly known: Map<Schema, Fields>;
}

/** What a stub of this operation may say beyond what any stub may: names, statuses, fields. */
export function operationPart(operation: Operation, tools: Tools): SchemaObject {
  const { method, path, summary } = operation;
  const { definitions } = tools;
  const fields = requestFields(operation, tools);
  return {
    ...described(`${method} ${path}${summary === "" ? "" : `: ${summary}`}`),
    properties: {
      when: definitions.share("when", whenPart(operation, fields, definitions)),
      respond: respondPart(definitions.share("response", responsePart(operation, fields, tools))),
    },
  };
}

/** What a stub of every operation may answer: only statuses that all of them declare. */
export function everyOperationPart({ operations }: Contract): SchemaObject {
  const all = Array.from({ length: 400 }, (_, index) => index + 200);
  const strict = operations.filter(({ responses }) => !responses.some(({ key }) => key === "default"));
  const common = all.filter((status) => strict.every((operation) => declaredResponse(operation, status)));
  // Where every operation has a default, the numbers that none of them names are of no help to anyone.
  const named = [...new Set(operations.flatMap(statusesOf))];
  const some = common.length > 0 ? { enum: common } : false;
  const status = common.length === all.length ? offered(named) : some;
  return { properties: { respond: respondPart(unlessUndeclared({ properties: { status } })) } };
}

function requestFields(operation: Operation, { contract, mostFields, known }: Tools): Fields {
  const roots = requestSchemas(operation);
  const [root] = roots;
  const only = root !== undefined && roots.length === 1 ? resolved(root, contract.schemas) : undefined;
  const fields = (only && known.get(only)) ?? fieldsBelow(roots, contract.schemas, mostFields);
  if (only) known.set(only, fields);
  return fields;
}

function respondPart(response: SchemaObject): SchemaObject {
  return { allOf: [response], properties: { sequence: { items: response }, choose: { items: response } } };
}
