import { stringify } from "yaml";
import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { checkScenario } from "./check.ts";
import { requestSchemas } from "./declared.ts";
import { fieldAt } from "./schema-fields.ts";
import { fieldsBelow } from "./schema/fields.ts";

/** A scenario to begin with. */
export interface Starter {
  /** YAML, with comments. */
  readonly text: string;
  /** The operation it answers; undefined where it answers all of them. */
  readonly operation: Operation | undefined;
}

export interface StarterNames {
  readonly contract: Contract;
  /** Of the scenario. */
  readonly name: string;
  /** Path of the JSON Schema, as the file refers to it. */
  readonly schema: string;
}

/**
 * An example of a scenario for the first operation that suits: one whose request says something to match and which
 * declares an error. What is given can be used as it stands.
 */
export function starterScenario(names: StarterNames): Starter {
  const { contract } = names;
  const ranked = contract.operations.toSorted((a, b) => suitability(b) - suitability(a)).slice(0, 20);
  const isRight = ({ text }: Starter) =>
    checkScenario({ file: names.name, text, contract }).mistakes.length === 0;
  const made = ranked.map((operation) => ({ operation, text: textFor(operation, names) }));
  return made.find(isRight) ?? { operation: undefined, text: textForAll(names) };
}

function suitability(operation: Operation): number {
  const hasError = errorsOf(operation).length > 0 ? 4 : 0;
  const hasBody = operation.requestBody ? 2 : 0;
  const hasParameter = operation.parameters.some((parameter) => parameter.in === "path") ? 1 : 0;
  return hasError + (hasBody || hasParameter);
}

/** Declared statuses of client errors, the telling ones first. */
function errorsOf({ responses }: Operation): readonly number[] {
  const declared = responses.map(({ key }) => Number(key)).filter((status) => status >= 400 && status < 500);
  const telling = [404, 409, 422, 403, 400].filter((status) => declared.includes(status));
  return [...new Set([...telling, ...declared])];
}

function headOf({ name, schema }: StarterNames): string {
  return `# yaml-language-server: $schema=${schema}
# A scenario is a named set of stubs: when this request, respond so. With the line above, an editor that knows YAML
# completes operations, statuses and fields of the contract, and marks what the contract does not know.
scenario: ${name}
description: An example to change. What it leaves out is answered as the contract says.
# true: on for everybody; false: for whoever sends the header  Prefer: scenario=${name}
active: false
stubs:
`;
}

const flaky = `respond:
      # A response for each request. Statuses that the contract does not declare need undeclared: true.
      sequence:
        - { status: 503, undeclared: true, headers: { Retry-After: 1 } }
        - {} # as usual
`;

function textFor(operation: Operation, names: StarterNames): string {
  const [status] = errorsOf(operation);
  const answer = status === undefined ? "503\n      undeclared: true" : String(status);
  const name = stringify(operation.id, { lineWidth: 0 }).trim();
  return `${headOf(names)}  - name: a certain value is refused
    operation: ${name} # ${operation.method} ${operation.path}
    when:
${conditionFor(operation, names.contract)}
    respond:
      status: ${answer}

  - name: the second time is lucky
    operation: ${name}
    when:
      headers:
        x-try: { equals: flaky }
    ${flaky}`;
}

function textForAll(names: StarterNames): string {
  return `${headOf(names)}  - name: the second time is lucky
    operation: "*" # all of them
    when:
      headers:
        x-try: { equals: flaky }
    ${flaky}`;
}

/** Only values that the contract takes are of use: what is invalid is refused before such a stub is asked. */
function conditionFor(operation: Operation, { schemas }: Contract): string {
  const roots = requestSchemas(operation);
  const { fields } = fieldsBelow(roots, schemas, 100);
  const field = fields.find(
    ({ segments, title = "" }) =>
      segments.length === 1 &&
      title.startsWith("string") &&
      fieldAt(schemas, roots, segments).schemas.every((schema) => takes(schemas, schema, "refuse-me")),
  );
  if (field) {
    const pointer = `/${field.segments.join("").replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return conditionOn("body", pointer, "refuse-me");
  }
  const parameter = operation.parameters.find((one) => one.in === "path");
  if (parameter && ["404", 404].some((value) => takes(schemas, parameter.schema, value)))
    return conditionOn("path", parameter.name, "404");
  return conditionOn("headers", "x-try", "refuse-me");
}

function takes(schemas: Schemas, schema: Schema, value: unknown): boolean {
  try {
    return schemas.validator(schema)(value).length === 0;
  } catch {
    // It does not compile: nothing is taken.
    return false;
  }
}

function conditionOn(place: string, name: string, value: string): string {
  return `      ${place}:\n        ${JSON.stringify(name)}: { equals: ${JSON.stringify(value)} }`;
}
