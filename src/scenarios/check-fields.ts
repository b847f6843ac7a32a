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
  const query = parameterNames(against.operation, "query");
  checkNearly(when.at("query"), { word: "query parameter", used: query, most: Infinity });
  const headers = parameterNames(against.operation, "header").map((name) => name.toLowerCase());
  checkNearly(when.at("headers"), { word: "header", used: [...headers, ...usualHeaders], most: 1 });
  checkNearly(when.at("cookies"), {
    word: "cookie",
    used: parameterNames(against.operation, "cookie"),
    most: 1,
  });
}

/** What clients send without being asked to. */
const usualHeaders = [
  ...["accept", "accept-encoding", "accept-language", "authorization", "content-type", "cookie", "host"],
  ...["if-match", "if-none-match", "if-modified-since", "origin", "prefer", "referer", "user-agent"],
];

interface Nearly {
  readonly word: string;
  readonly used: readonly string[];
  /** Typing errors. Of headers and cookies clients send more than any contract declares: two may well be another name. */
  readonly most: number;
}

/** A request may bring what the contract does not declare; only what is nearly a name that is used is a mistake. */
function checkNearly(given: Given, { word, used, most }: Nearly): void {
  for (const name of given.keys) {
    const own = word === "header" ? name.toLowerCase() : name;
    const [near] = nearestNames(own, used);
    if (used.includes(own) || near === undefined || distance(own, near) > most) continue;
    given.at(name).refuseKey(`there is no ${word} "${name}"${didYouMean(own, used)}`, `Use ${listed(used)}`);
  }
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
