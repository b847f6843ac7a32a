import type { Contract } from "../contract/contract.ts";
import type { DeclaredResponse, MediaType, Operation } from "../contract/operation.ts";
import type { SecondOpinion } from "../contract/prism.ts";
import type { Generator } from "../generate/generator.ts";
import { essence, isJson } from "../http/media-type.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { successOf } from "../response/choose.ts";
import type { Schema } from "../schema/schema.ts";
import { violationOf } from "../validation/words.ts";

/** Something in a document that makes a bad mock of it. */
export interface Finding {
  readonly level: "error" | "warning";
  /** URI fragment into the document. */
  readonly place: string;
  readonly said: string;
}

export interface LintTools {
  readonly generator: Generator;
  /** Undefined: only our own opinion. */
  readonly prism: SecondOpinion | undefined;
}

/** Everything about a contract's operations that a mock would stumble over at a tester's request. */
export function lintContract(contract: Contract, tools: LintTools): Finding[] {
  return contract.operations.flatMap((operation) => [
    ...lintOperation(operation, contract),
    ...operation.responses.flatMap((declared) =>
      declared.content.flatMap((media) => lintMedia({ operation, declared, media }, contract, tools)),
    ),
  ]);
}

function lintOperation(operation: Operation, contract: Contract): Finding[] {
  const findings: Finding[] = [];
  const found = contract.find(
    operation.method,
    (operation.basePaths[0] ?? "") + operation.path.replace(/\{[^{}]*\}/g, "1"),
  );
  if (found.kind !== "operation" || found.operation !== operation) {
    findings.push({
      level: "warning",
      place: operation.fragment,
      said: "another operation answers at this path",
    });
  }
  if (!successOf(operation)) {
    findings.push({ level: "error", place: operation.fragment, said: "it declares no successful response" });
  }
  const schemas = [...operation.parameters, ...(operation.requestBody?.content ?? [])].map(
    ({ schema }) => schema,
  );
  return [...findings, ...schemas.flatMap((schema) => unusable(schema, contract))];
}

function unusable(schema: Schema | undefined, { schemas }: Contract): Finding[] {
  if (schema === undefined) return [];
  try {
    schemas.validator(schema)({});
    return [];
  } catch (error) {
    return [{ level: "error", place: schemas.fragment(schema) || "#", said: reasonOf(error) }];
  }
}

interface MediaPlace {
  readonly operation: Operation;
  readonly declared: DeclaredResponse;
  readonly media: MediaType;
}

function lintMedia(place: MediaPlace, contract: Contract, tools: LintTools): Finding[] {
  const { media } = place;
  if (media.schema === undefined || !isJson(essence(media.type))) return [];
  const compiles = unusable(media.schema, contract);
  if (compiles.length > 0) return compiles;
  const values = media.examples.map(({ name, value }) => ({ what: `the example ${name}`, value }));
  try {
    values.push({ what: "a generated value", value: tools.generator.generate(media.schema, { seed: 1 }) });
  } catch (error) {
    return [{ level: "error", place: media.fragment, said: reasonOf(error) }];
  }
  return values.flatMap((judged) => compareOpinions({ ...place, ...judged }, contract, tools));
}

interface Judged extends MediaPlace {
  readonly what: string;
  readonly value: unknown;
}

/** What we say against a value, and where Prism says otherwise. */
function compareOpinions(judged: Judged, { schemas }: Contract, { prism }: LintTools): Finding[] {
  const { operation, declared, media, what, value } = judged;
  const ours = schemas
    .validator(media.schema ?? true)(value)
    .map((error) => violationOf(error, "response").message);
  const findings = ours.map((said): Finding => ({
    level: "error",
    place: media.fragment,
    said: `${what} breaks its schema: ${said}`,
  }));
  if (!prism) return findings;
  const status = /^\d+$/.test(declared.key)
    ? Number(declared.key)
    : Number(`${/^\d/.exec(declared.key)?.[0] ?? "2"}00`);
  const theirs = prism({
    method: operation.method,
    path: operation.path,
    status,
    mediaType: media.type,
    value,
  });
  if (theirs.length > 0 === ours.length > 0) return findings;
  const said =
    theirs.length > 0
      ? `Prism disagrees: it objects to ${what}, which we find valid: ${theirs.join("; ")}`
      : `Prism disagrees: it accepts ${what}`;
  return [...findings, { level: "warning", place: media.fragment, said }];
}

function reasonOf(error: unknown): string {
  if (error instanceof ProblemError || error instanceof InputError) return error.message;
  throw error;
}
