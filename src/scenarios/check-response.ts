import type { DeclaredResponse, Operation } from "../contract/operation.ts";
import type { Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { readPointer } from "../matchers/pointer.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { createHeaderJudge } from "../validation/response-headers.ts";
import { checkBody } from "./check-body.ts";
import { checkErrorField, type Against } from "./check-fields.ts";
import { fieldAt } from "./schema-fields.ts";
import { bodySchemas, declaredResponse, exampleNames, successResponses } from "./declared.ts";

/** Notes what a stub answers and the contract does not declare; what says `undeclared: true` is let through. */
export function checkRespond(respond: Given, against: Against): void {
  for (const response of writtenResponses(respond)) checkResponse(response, against);
}

/** For a stub of every operation: each of them must declare the status. */
export function checkStatuses(respond: Given, operations: readonly Operation[]): void {
  for (const response of writtenResponses(respond)) {
    const lacking = operations.find((operation) => statusIsUndeclared(response, operation));
    if (lacking) refuseStatus(response, lacking);
  }
}

function writtenResponses(respond: Given): readonly Given[] {
  const list = ["sequence", "choose"].find((key) => respond.has(key));
  return list === undefined ? [respond] : respond.at(list).items();
}

function checkResponse(response: Given, against: Against): void {
  const { operation, schemas } = against;
  if (statusIsUndeclared(response, operation)) {
    refuseStatus(response, operation);
    return;
  }
  if (response.at("undeclared").value === true) return;
  const declared = responsesFor(response, operation);
  if (response.has("example")) checkExample(response.at("example"), declared);
  for (const key of ["body", "errors", "patch"]) checkHasBody(response, key, declared);
  checkHeaders(response.at("headers"), declared, schemas);
  if (response.has("body")) checkBody(response.at("body"), bodySchemas(declared), { schemas });
  for (const operation of response.at("patch").items()) checkPatch(operation, bodySchemas(declared), schemas);
  const errors = response.at("errors");
  for (const name of errors.keys) checkErrorField(errors.at(name), name, against);
}

/** Notes values that the contract does not allow; what a template puts out is known only when a request comes. */
function checkHeaders(headers: Given, declared: readonly DeclaredResponse[], schemas: Schemas): void {
  const judge = createHeaderJudge(schemas);
  for (const name of headers.keys) {
    const header = headers.at(name);
    const text = String(header.value);
    const breaches = declared.map((one) => judge(one, { [name]: text }, true));
    const [breach] = breaches[0] ?? [];
    if (text.includes("{{") || !breach || breaches.some((found) => found.length === 0)) continue;
    header.refuse(breach.message, "Write what the contract declares, or undeclared: true beside the headers");
  }
}

function statusIsUndeclared(response: Given, operation: Operation): boolean {
  const status = response.at("status").value;
  if (typeof status !== "number" || response.at("undeclared").value === true) return false;
  return declaredResponse(operation, status) === undefined;
}

function refuseStatus(response: Given, operation: Operation): void {
  const status = response.at("status");
  const known = operation.responses.map(({ key }) => key);
  status.refuse(
    `${operation.id} does not declare status ${String(status.value)} (it declares ${listed(known)})`,
    "Use one of these, or write undeclared: true beside it",
  );
}

function responsesFor(response: Given, operation: Operation): readonly DeclaredResponse[] {
  const status = response.at("status").value;
  if (typeof status !== "number") return successResponses(operation);
  const declared = declaredResponse(operation, status);
  return declared ? [declared] : [];
}

function checkHasBody(response: Given, key: string, declared: readonly DeclaredResponse[]): void {
  if (!response.has(key) || declared.length === 0 || declared.some(({ content }) => content.length > 0))
    return;
  const names = declared.map((one) => one.key).join(", ");
  response
    .at(key)
    .refuseKey(
      `the contract declares no body for ${names}`,
      `Leave out ${key}, or write undeclared: true beside it`,
    );
}

/** Notes a pointer that leads nowhere in the response, and a value that cannot stand there. */
function checkPatch(operation: Given, roots: readonly Schema[], schemas: Schemas): void {
  for (const key of ["path", "from"]) {
    const pointer = operation.at(key);
    // RFC 6902, section 4.1: the item after the last.
    const segments = readPointer(String(pointer.value))?.map((one) => (one === "-" ? "0" : one)) ?? [];
    const { missing, names, schemas: below } = fieldAt(schemas, roots, segments);
    const wrong = segments.find((one) => !names.includes(one)) ?? "";
    if (missing) {
      pointer.refuse(
        `${String(pointer.value)} leads nowhere in the response${didYouMean(wrong, names)}`,
        names.length === 0 ? "Point at a field that the contract declares" : `Use ${listed(names)}`,
      );
    } else if (key === "path" && ["add", "replace"].includes(String(operation.at("op").value))) {
      checkBody(operation.at("value"), below, { schemas });
    }
  }
}

function checkExample(given: Given, declared: readonly DeclaredResponse[]): void {
  if (typeof given.value !== "string") return;
  const names = exampleNames(declared);
  if (names.includes(given.value)) return;
  given.refuse(
    `the contract has no example "${given.value}" here${didYouMean(given.value, names)}`,
    names.length === 0 ? "Write body: instead" : `Use ${listed(names)}`,
  );
}
