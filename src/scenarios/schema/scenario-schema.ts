import type { Contract } from "../../contract/contract.ts";
import type { Operation } from "../../contract/operation.ts";
import type { Schema, SchemaObject } from "../../schema/schema.ts";
import { askedScopes } from "../credentials.ts";
import { namesOf } from "../declared.ts";
import { collectionNames } from "../resources.ts";
import { EVERY_OPERATION } from "../scenario.ts";
import { BodyShapes } from "./body-shapes.ts";
import { Definitions } from "./definitions.ts";
import { grammar, scenarioShape, stubShape } from "./grammar.ts";
import { everyOperationPart, operationPart, type Tools } from "./operation-part.ts";

/** Fields of request bodies that are listed, of all operations together. */
const mostFields = 8_000;
/** Characters of JSON with which all descriptions are kept: an editor reads the whole schema before it completes. */
const mostText = 1_200_000;

/**
 * A JSON Schema of scenario files for this contract, in the vocabulary that draft 7 and 2020-12 share, which editors
 * complete names from. What it refuses, Locum refuses as well; Locum looks closer.
 */
export function scenarioSchema(contract: Contract): SchemaObject {
  const { operations, schemas, title } = contract;
  const definitions = new Definitions();
  const bodies = new BodyShapes(schemas, definitions);
  const withBody = operations.filter(({ requestBody }) => requestBody).length;
  const tools: Tools = {
    ...{ contract, definitions, bodies },
    known: new Map(),
    mostFields: Math.min(200, Math.ceil(mostFields / Math.max(1, withBody))),
  };
  const named = operations.map((operation) => ({ operation, names: namesOf(operation, contract) }));
  const parts = named.map(({ operation, names }) => ({
    if: calledOneOf(names),
    then: definitions.share("stub.of", operationPart(operation, tools)),
  }));
  bodies.settle();
  const every = { if: calledOneOf([EVERY_OPERATION]), then: everyOperationPart(contract) };
  const stub = { ...stubShape, allOf: [...parts, every] };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `Scenarios of ${title}`,
    $comment: "Made by locum schema from the contract: make it again when the contract changes.",
    ...scenarioShape,
    $defs: {
      ...(definitions.size > mostText ? withoutDescriptions(definitions.all) : definitions.all),
      ...grammar,
      stub,
      operation: operationShape(named),
      collection: collectionShape(contract),
      scope: scopeShape(contract),
    },
  };
}

/** A property that is called description has a schema, and no text. */
function withoutDescriptions(parts: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  const text = JSON.stringify(parts, (key, value: unknown) =>
    key === "description" && typeof value === "string" ? undefined : value,
  );
  return JSON.parse(text) as Readonly<Record<string, Schema>>;
}

function calledOneOf(names: readonly string[]): SchemaObject {
  const operation = names.length === 1 ? { const: names[0] } : { enum: names };
  return { required: ["operation"], properties: { operation } };
}

interface Named {
  readonly operation: Operation;
  readonly names: readonly string[];
}

function operationShape(named: readonly Named[]): Schema {
  const names = [EVERY_OPERATION, ...named.flatMap((one) => one.names)];
  return {
    description: "An operation of the contract by its operationId or as METHOD /path; * for all of them.",
    // A method in small letters is understood as well; nobody needs to be offered it.
    anyOf: [{ enum: [...new Set(names)] }, { type: "string", pattern: "^(?![A-Z]+ )\\w+ /" }],
  };
}

function scopeShape(contract: Contract): Schema {
  const names = askedScopes(contract);
  return {
    description: "A scope or role that some operation asks for.",
    ...(names.length > 0 ? { enum: names } : { type: "string" }),
  };
}

/** `users/{userId}/posts` is a collection for each user. */
function collectionShape(contract: Contract): Schema {
  const names = collectionNames(contract);
  const description = "A collection of the session's store.";
  if (names.length === 0) return { description, type: "string", minLength: 1 };
  const nested = names.filter((name) => name.includes("{")).map(patternOf);
  const pattern = `^(?:${nested.join("|")})$`;
  return {
    description,
    anyOf: [
      { enum: names },
      ...(nested.length > 0 ? [{ type: "string", pattern }] : []),
      // Whose it is may stand in the request.
      { type: "string", pattern: "\\{\\{" },
    ],
  };
}

function patternOf(name: string): string {
  return name
    .split("/")
    .map((part) => (part.includes("{") ? "[^/]+" : part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")))
    .join("/");
}
