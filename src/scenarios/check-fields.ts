import type { Operation, ParameterPlace } from "../contract/operation.ts";
import type { Given } from "../matchers/given.ts";
import { didYouMean, distance, listed, nearestNames } from "../problem/nearest.ts";
import { readPointer } from "../matchers/pointer.ts";
import type { Schemas } from "../schema/schema.ts";
import { requestSchemas } from "./declared.ts";
import { fieldAt } from "./schema-fields.ts";

/** What a stub is checked against. */
export interface Against {
  readonly operation: Operation;
  readonly schemas: Schemas;
}

/** Notes a finding at one place: the name in a matcher's key, or the text that holds a template. */
type Refuse = (cause: string, help: string) => void;

const keyOf =
  (given: Given): Refuse =>
  (cause, help) =>
    void given.refuseKey(cause, help);

/** Notes what a stub asks of the request and the contract does not declare. */
export function checkWhen(when: Given, against: Against): void {
  const body = when.at("body");
  for (const pointer of body.keys) {
    const segments = readPointer(pointer);
    if (segments) checkBodyField(segments, against, keyOf(body.at(pointer)));
  }
  const path = when.at("path");
  for (const name of path.keys) checkPathParameter(name, against.operation, keyOf(path.at(name)));
  const query = when.at("query");
  const known = parameterNames(against.operation, "query");
  for (const place of ["header", "cookie"] as const) {
    const written = when.at(`${place}s`);
    for (const name of written.keys) checkSentAlong(written.at(name), { name, place, ...against });
  }
  for (const name of query.keys) {
    // A query may hold what the contract does not declare; only what is nearly a declared name is a mistake.
    if (known.includes(name) || nearestNames(name, known).length === 0) continue;
    query
      .at(name)
      .refuseKey(`there is no query parameter "${name}"${didYouMean(name, known)}`, `Use ${listed(known)}`);
  }
}

interface SentAlong extends Against {
  readonly name: string;
  readonly place: "header" | "cookie";
}

/** Clients send more of these than any contract declares: only a single typing error in a declared name is a mistake. */
function checkSentAlong(given: Given, { name, place, operation }: SentAlong): void {
  const known = parameterNames(operation, place);
  const written = name.toLowerCase();
  const near = (one: string) => one.length > 3 && distance(one.toLowerCase(), written) === 1;
  const meant = known.find(near);
  if (meant === undefined || known.some((one) => one.toLowerCase() === written)) return;
  given.refuseKey(`there is no ${place} "${name}" (did you mean ${meant}?)`, `Use ${listed(known)}`);
}

/** Notes a field that the request body does not have. */
export function checkBodyField(
  segments: readonly string[],
  { operation, schemas }: Against,
  refuse: Refuse,
): void {
  const { missing, names } = fieldAt(schemas, requestSchemas(operation), segments);
  if (!missing) return;
  const name = segments.find((segment) => !names.includes(segment)) ?? "";
  const guess = didYouMean(name, names);
  refuse(`${operation.id} has no field /${segments.join("/")} in its request body${guess}`, hint(names));
}

/** Notes a path parameter that the operation does not have. */
export function checkPathParameter(name: string, operation: Operation, refuse: Refuse): void {
  const known = parameterNames(operation, "path");
  if (known.includes(name)) return;
  refuse(`${operation.id} has no path parameter "${name}"${didYouMean(name, known)}`, hint(known));
}

/** Notes a field of `errors` that is nearly one of the request's; any other name may be the API's own. */
export function checkErrorField(given: Given, name: string, { operation, schemas }: Against): void {
  const parameters = operation.parameters.map((parameter) => parameter.name);
  const { missing, names } = fieldAt(schemas, requestSchemas(operation), name.split("."));
  const guess = didYouMean(name.split(".").at(-1) ?? name, names);
  if (!missing || parameters.includes(name) || names.includes(name) || guess === "") return;
  given.refuseKey(`${operation.id} has no field "${name}"${guess}`, hint(names));
}

function parameterNames(operation: Operation, place: ParameterPlace): readonly string[] {
  return operation.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
}

function hint(names: readonly string[]): string {
  return names.length === 0 ? "Leave it out" : `Use ${listed(names)}`;
}
