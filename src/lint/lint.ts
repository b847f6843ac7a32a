import type { Contract } from "../contract/contract.ts";
import { documentPlace } from "../contract/place.ts";
import type { Generator } from "../generate/generator.ts";
import { checkAmbiguity } from "./ambiguous.ts";
import { lookAtAnswers, type Looked } from "./answers.ts";
import { checkFaked } from "./faked.ts";
import { finding, type Finding } from "./finding.ts";
import { checkIds, checkOperation } from "./operations.ts";
import { attempt } from "./objection.ts";
import { partsOf, type Part } from "./parts.ts";
import { checkReference } from "./references.ts";
import { checkSchema } from "./schemas.ts";
import { checkUsable } from "./usable.ts";
import { checkValues } from "./values.ts";

export interface Linted {
  /** Each thing once, in no particular order. */
  readonly findings: readonly Finding[];
  /** Answers in JSON that were judged, for a second opinion. */
  readonly looked: readonly Looked[];
}

/** Everything about a document that is wrong, or that a mock would stumble over at a tester's request. */
export function lintContract(contract: Contract, generator: Generator): Linted {
  const { operations, unusable } = contract;
  const parts = [...partsOf(contract.root)];
  const looked: Looked[] = [];
  const usable = new Set<string>();
  const findings = [
    ...operations.flatMap((operation) =>
      attempt(operation.fragment, () => {
        const answers = lookAtAnswers(operation, contract, generator);
        looked.push(...answers.looked);
        for (const fragment of answers.usable) usable.add(fragment);
        return answers.findings;
      }),
    ),
    ...operations.flatMap((one) => attempt(one.fragment, () => checkOperation(one, contract))),
    ...parts.flatMap((part) =>
      attempt(part.fragment, () => checkPart(part, { contract, generator, usable })),
    ),
    ...(operations.length === 0
      ? [finding("nothing-to-serve", "#/paths", "no operation can be served")]
      : []),
    ...checkIds(parts),
    ...checkAmbiguity(contract),
    ...unusable.map(({ place, cause }) => finding("unusable-part", place, cause)),
  ];
  return { findings: distinct(findings), looked };
}

interface Surroundings {
  readonly contract: Contract;
  readonly generator: Generator;
  /** Fragments of schemas that a value was made of. */
  readonly usable: ReadonlySet<string>;
}

/** What nothing leads to does no harm, and is looked at but briefly. */
function checkPart(part: Part, { contract, generator, usable }: Surroundings): Finding[] {
  const findings = [...checkReference(part, contract), ...(part.kind === "schema" ? checkSchema(part) : [])];
  if (!part.isUsed) {
    return findings.map((one) => ({ ...one, level: "warning", said: `${one.said} (no operation uses it)` }));
  }
  if (!usable.has(part.fragment)) findings.push(...checkUsable(part, contract));
  return [...findings, ...checkFaked(part, contract, generator), ...checkValues(part, contract)];
}

/** Told by the places people know; what a more exact finding explains is left out. */
function distinct(findings: readonly Finding[]): Finding[] {
  const told = findings.map((one) => ({ ...one, place: documentPlace(one.place) }));
  const exact = told.filter(({ code }) => !vague.has(code)).map(({ place }) => place);
  const explained = new Set(exact.flatMap((place) => [place, place.replace(/\/[^/]*$/, "")]));
  const kept = told.filter(({ code, place }) => !vague.has(code) || !explained.has(place));
  // A broken schema is in the way of whoever looks at what holds it, and says itself where it stands.
  const keyOf = ({ code, place, said }: Finding) => (code === "schema-unusable" ? said : `${place} ${said}`);
  return [...new Map(kept.map((one) => [keyOf(one), one])).values()];
}

/** What others may say with more precision of the same place. */
const vague = new Set(["unusable-part", "schema-unusable", "schema-impossible"]);
