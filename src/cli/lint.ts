import { isHeaderName } from "../http/headers.ts";
import type { Contract } from "../contract/contract.ts";
import type { DeclaredResponse, MediaType, Operation } from "../contract/operation.ts";
import type { SecondOpinion } from "../contract/prism/second-opinion.ts";
import type { JsonObject } from "../contract/read.ts";
import type { Generator } from "../generate/generator.ts";
import { essence, isJson } from "../http/media-type.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { successOf } from "../response/choose.ts";
import { escapeSegment, fragmentSegments, valueAt } from "../schema/pointer.ts";
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

/** Everything about a contract's operations that a mock would stumble over at a tester's request, each thing once. */
export function lintContract(contract: Contract, tools: LintTools): Finding[] {
  const findings = contract.operations.flatMap((operation) => [
    ...attempt(operation.fragment, () => lintOperation(operation, contract)),
    ...attempt(operation.fragment, () => lintSecurity(operation)),
    ...attempt(operation.fragment, () =>
      operation.responses.flatMap((declared) => lintResponse({ operation, declared }, contract, tools)),
    ),
  ]);
  return [...new Map(findings.map((one) => [`${one.place} ${one.said}`, one])).values()];
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
  return attempt(schemas.fragment(schema) || "#", () => {
    schemas.validator(schema)({});
    return [];
  });
}

function lintSecurity({ security, fragment }: Operation): Finding[] {
  return security
    .flat()
    .filter(({ scheme }) => scheme.kind === "unknown")
    .map(({ name }) => ({
      level: "error",
      place: fragment,
      said: `it requires the security scheme ${name}, which the document does not define: nobody is let in`,
    }));
}

interface ResponsePlace {
  readonly operation: Operation;
  readonly declared: DeclaredResponse;
}

function lintResponse(place: ResponsePlace, contract: Contract, tools: LintTools): Finding[] {
  const { content, headers, fragment } = place.declared;
  return [
    ...headers
      .filter(({ name }) => !isHeaderName(name))
      .map(({ name }): Finding => ({
        level: "error",
        place: `${fragment}/headers/${escapeSegment(name)}`,
        said: `${JSON.stringify(name)} cannot be the name of a header`,
      })),
    ...headers.flatMap(({ schema }) => unusable(schema, contract)),
    ...content.flatMap((media) =>
      attempt(media.fragment, () => lintMedia({ ...place, media }, contract, tools)),
    ),
  ];
}

interface MediaPlace extends ResponsePlace {
  readonly media: MediaType;
}

function lintMedia(place: MediaPlace, contract: Contract, tools: LintTools): Finding[] {
  const { media } = place;
  if (media.schema === undefined || !isJson(essence(media.type))) return [];
  const compiles = unusable(media.schema, contract);
  if (compiles.length > 0) return compiles;
  const values = media.examples.map(({ name, value }) => ({ what: `the example ${name}`, value }));
  values.push({ what: "a generated value", value: tools.generator.generate(media.schema, { seed: 1 }) });
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

/** What the look finds, or the error that ended it. */
function attempt(place: string, look: () => Finding[]): Finding[] {
  try {
    return look();
  } catch (error) {
    return [{ level: "error", place, said: reasonOf(error) }];
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return "it leads in a circle, or is nested too deeply";
  if (error instanceof ProblemError) return error.message;
  if (error instanceof InputError) return error.message.split("\n")[0] ?? "";
  throw error;
}

// Below these, keys are names that the document chose, and `example` or `default` is a name like any other.
const maps = new Set([
  "paths",
  "responses",
  "headers",
  "content",
  "examples",
  "links",
  "callbacks",
  "encoding",
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
  "definitions",
]);
const values = new Set(["example", "default", "const", "enum", "value"]);

/** Every `$ref` that can be reached from the paths of a document and leads nowhere, in a circle or out of it. */
export function lintReferences(root: JsonObject): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<unknown>();
  const open = [{ value: root["paths"], place: "#/paths", isMap: true }];
  for (let next = open.shift(); next; next = open.shift()) {
    const { value, place, isMap } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const ref = isMap ? undefined : (value as JsonObject)["$ref"];
    if (typeof ref === "string") {
      const said = deadEnd(ref, root);
      if (said !== undefined) findings.push({ level: "error", place, said });
      open.push({ value: valueAt(root, fragmentSegments(ref)), place: ref, isMap: false });
    }
    for (const [name, one] of Object.entries(value)) {
      if (!isMap && (values.has(name) || name.startsWith("x-"))) continue;
      open.push({
        value: one as unknown,
        place: `${place}/${escapeSegment(name)}`,
        isMap: !isMap && maps.has(name) && !Array.isArray(one),
      });
    }
  }
  return findings;
}

function deadEnd(ref: string, root: JsonObject): string | undefined {
  const followed = new Set<string>();
  let target: unknown = { $ref: ref };
  for (let at: unknown = ref; typeof at === "string"; at = valueAt(target, ["$ref"])) {
    if (!at.startsWith("#")) return `the reference ${at} leads out of the document, and is not followed`;
    if (followed.has(at)) return `the reference ${ref} leads in a circle`;
    followed.add(at);
    target = valueAt(root, fragmentSegments(at));
  }
  return target === undefined ? `the reference ${ref} leads nowhere` : undefined;
}
