import { readTemplate } from "../callbacks/expression.ts";
import type { Sent } from "../contract/choice.ts";
import type { Contract } from "../contract/contract.ts";
import type { MediaType, Operation } from "../contract/operation.ts";
import { keyPairs, needsOf, templateNames, templateOf, type Need } from "../contract/path-key.ts";
import { successOf } from "../response/choose.ts";
import { readWish, roles } from "../response/family.ts";
import { isObject } from "../schema/pointer.ts";
import { declaredProperties } from "../schema/properties.ts";
import { finding, type Finding } from "./finding.ts";
import { quietly } from "./objection.ts";
import type { Part } from "./parts.ts";

/** What makes an operation one that no client can use, or that surprises those who do. */
export function checkOperation(operation: Operation, contract: Contract): Finding[] {
  return [
    ...checkReach(operation, contract),
    ...checkSuccess(operation),
    ...checkTemplate(operation),
    ...checkBody(operation, contract),
    ...checkSecurity(operation),
    ...checkCallbacks(operation),
    ...checkExtensions(operation),
  ];
}

function checkReach(operation: Operation, contract: Contract): Finding[] {
  const { method, path, basePaths, fragment, id } = operation;
  const address = (basePaths[0] ?? "") + templateOf(path).replace(/\{[^{}]*\}/g, "zz9");
  const found = contract.find(method, address, sentFor(needsOf(operation)));
  if (found.kind === "operation" && found.operation.id === id) return [];
  const said =
    found.kind === "operation"
      ? `${found.operation.id} answers at its path`
      : `nothing is found at its path, ${address}`;
  return [finding("operation-unreachable", fragment, said)];
}

/** What a request sends that is for one operation of several at its path. */
function sentFor(needs: readonly Need[]): Sent {
  const valuesIn = (place: Need["in"]) =>
    Object.fromEntries(
      needs.filter((need) => need.in === place).map(({ name, value = "zz9" }) => [name, value]),
    );
  return { query: new URLSearchParams(valuesIn("query")).toString(), headers: valuesIn("header") };
}

function checkSuccess(operation: Operation): Finding[] {
  const success = successOf(operation);
  if (success && success.declared?.isMissing !== true) return [];
  const said = success
    ? "its successful response is not there: a valid request gets a 500"
    : "it declares no successful response: a valid request gets an empty 200";
  return [finding("no-success-response", operation.fragment, said)];
}

function checkTemplate({ path, parameters, fragment }: Operation): Finding[] {
  const inPath = new Set(templateNames(templateOf(path)));
  const inKey = new Set([...inPath, ...keyPairs(path).map(({ parameter }) => parameter)]);
  const declared = parameters.filter((parameter) => parameter.in === "path");
  const names = new Set(declared.map(({ name }) => name));
  return [
    ...[...inPath]
      .filter((name) => !names.has(name))
      .map((name) => {
        const said = `{${name}} of the path ${path} is not declared as a parameter: any text is taken`;
        return finding("path-parameter-undeclared", fragment, said);
      }),
    ...declared
      .filter(({ name }) => !inKey.has(name))
      .map((parameter) => {
        const said = `the path ${path} has no {${parameter.name}}`;
        return finding("path-parameter-unused", parameter.fragment, said);
      }),
  ];
}

// RFC 9110, section 9.3.1: content in a GET request has no generally defined semantics.
function checkBody({ method, requestBody }: Operation, { schemas }: Contract): Finding[] {
  if (!requestBody || (method !== "GET" && method !== "HEAD")) return [];
  const isEmpty = ({ schema = true }: MediaType) =>
    quietly(() => declaredProperties(schema, schemas).size === 0, false);
  // Some tools declare an empty body everywhere.
  if (!requestBody.required && requestBody.content.every(isEmpty)) return [];
  const said = `many clients cannot send a ${method} request with a body`;
  return [finding("body-unexpected", requestBody.fragment, said)];
}

function checkSecurity({ security, fragment }: Operation): Finding[] {
  return security
    .flat()
    .filter(({ scheme }) => scheme.kind === "unknown")
    .map(({ name }) => {
      const said = `it requires the security scheme ${name}, which the document does not define: nobody is let in`;
      return finding("security-undefined", fragment, said);
    });
}

function checkCallbacks({ callbacks }: Operation): Finding[] {
  return callbacks.flatMap(({ name, expression, operation }) => {
    try {
      readTemplate(expression);
      return [];
    } catch (error) {
      const said = `the callback ${name} is never sent: ${(error as Error).message}`;
      return [finding("callback-expression", operation.fragment, said)];
    }
  });
}

/** What nobody understands is not followed. */
function checkExtensions(operation: Operation): Finding[] {
  const { fragment } = operation;
  const said = operation.extension("x-locum-resource");
  const store = operation.extension("x-locum-store");
  const hasRole =
    !isObject(said) || said["role"] === undefined || roles.some((role) => role === said["role"]);
  const isKnown = said === undefined || (readWish(operation) !== undefined && hasRole);
  return [
    ...(isKnown ? [] : [finding("resource-unknown", `${fragment}/x-locum-resource`, resourceHelp)]),
    ...(store === undefined || typeof store === "boolean"
      ? []
      : [finding("resource-unknown", `${fragment}/x-locum-store`, "x-locum-store is true or false")]),
  ];
}

const resourceHelp = `x-locum-resource is a collection, { collection, role } with one of ${roles.join(", ")}, or false`;

/** An operationId that another operation has too. */
export function checkIds(parts: Iterable<Part>): Finding[] {
  const owners = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { kind, value, fragment } of parts) {
    const id = value["operationId"];
    if (kind !== "operation" || typeof id !== "string") continue;
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, fragment);
    else {
      const said = `${owner} has the operationId ${id} too`;
      findings.push(finding("operation-id-duplicate", `${fragment}/operationId`, said));
    }
  }
  return findings;
}
