import type { Contract } from "../contract/contract.ts";
import type { DeclaredResponse, MediaType, Operation } from "../contract/operation.ts";
import type { JudgedResponse } from "../contract/prism/second-opinion.ts";
import type { Generator } from "../generate/generator.ts";
import { essence, isJson } from "../http/media-type.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { pointerSegments } from "../schema/pointer.ts";
import { itemsOf, propertyOf } from "../schema/properties.ts";
import type { Schema } from "../schema/schema.ts";
import { finding, type Finding } from "./finding.ts";
import { objectionsTo } from "./objection.ts";

/** An answer that was looked at: a value for a media type of a response. */
export interface Looked extends JudgedResponse {
  /** `the example cat`, `a generated value`. */
  readonly what: string;
  /** Fragment of the media type. */
  readonly place: string;
  /** Whether we find that it keeps its schema. */
  readonly isValid: boolean;
}

export interface Answers {
  readonly findings: readonly Finding[];
  /** The answers in JSON, for a second opinion. */
  readonly looked: readonly Looked[];
  /** Fragments of schemas that a value was generated for and judged by. */
  readonly usable: readonly string[];
}

/** Makes what an operation would answer, and judges it; examples are only judged here, they are told of elsewhere. */
export function lookAtAnswers(operation: Operation, contract: Contract, generator: Generator): Answers {
  const findings: Finding[] = [];
  const looked: Looked[] = [];
  const usable: string[] = [];
  for (const declared of operation.responses) {
    for (const media of declared.content) {
      const answer = (what: string, value: unknown): Looked => ({
        what,
        value,
        place: media.fragment,
        method: operation.method,
        path: operation.path,
        status: statusOf(declared),
        mediaType: media.type,
        isValid: objectionsTo(value, media.schema ?? true, contract).length === 0,
      });
      const made = attempt(media, contract, generator);
      findings.push(...made.findings);
      if (made.value !== undefined) usable.push(contract.schemas.fragment(media.schema ?? true));
      if (!isJson(essence(media.type)) || media.schema === undefined) continue;
      looked.push(
        ...media.examples.map(({ name, value }) => answer(`the example ${JSON.stringify(name)}`, value)),
      );
      if (made.value !== undefined) looked.push(answer("a generated value", made.value));
    }
  }
  return { findings: [...findings, ...lookAtRequest(operation, contract, generator)], looked, usable };
}

/** What no request can satisfy: nobody can use the operation. */
function lookAtRequest({ requestBody }: Operation, contract: Contract, generator: Generator): Finding[] {
  const bodies = requestBody?.required === true ? requestBody.content : [];
  return bodies
    .flatMap((media) => attempt(media, contract, generator).findings)
    .filter(({ code }) => code === "schema-impossible");
}

/** Any status that the key covers. */
function statusOf({ key }: DeclaredResponse): number {
  return /^\d+$/.test(key) ? Number(key) : Number(`${/^\d/.exec(key)?.[0] ?? "2"}00`);
}

interface Made {
  readonly value?: unknown;
  readonly findings: readonly Finding[];
}

function attempt(media: MediaType, contract: Contract, generator: Generator): Made {
  const { schema, fragment } = media;
  if (schema === undefined) return { findings: [] };
  try {
    const value = generator.generate(schema, { seed: 1 });
    const findings = objectionsTo(value, schema, contract)
      .slice(0, 1)
      .map(({ said }) =>
        finding("generated-invalid", fragment, `a generated value breaks its schema: ${said}`),
      );
    return { value, findings };
  } catch (error) {
    if (error instanceof InputError) return { findings: [] };
    if (!(error instanceof ProblemError)) throw error;
    // A schema that is broken is told of where it stands.
    if (error.problem.code !== "impossible-schema") return { findings: [] };
    return { findings: [impossible(error.problem.detail, media, contract)] };
  }
}

/** The place is that of the schema without a value, or of the nearest around it that has a place. */
function impossible(detail: string, { schema = true, fragment }: MediaType, { schemas }: Contract): Finding {
  const [, pointer = ""] = /generated at (\/\S*):/.exec(detail) ?? [];
  let part: Schema = schema;
  let place = schemas.fragment(schemas.resolve(part)) || fragment;
  for (const segment of pointerSegments(pointer)) {
    part = /^\d+$/.test(segment) ? itemsOf(part, schemas) : propertyOf(part, segment, schemas);
    place = schemas.fragment(schemas.resolve(part)) || place;
  }
  return finding("schema-impossible", place, detail.replace(/\.$/, ""));
}
