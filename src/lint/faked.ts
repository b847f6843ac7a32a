import type { Contract } from "../contract/contract.ts";
import type { Generator } from "../generate/generator.ts";
import { finding, type Finding } from "./finding.ts";
import type { Part } from "./parts.ts";

/** An `x-faker` that asks for what faker has not, or for what the schema beside it refuses. */
export function checkFaked(
  { kind, value, fragment, direction }: Part,
  { schemas }: Contract,
  generator: Generator,
): Finding[] {
  if (kind !== "schema" || value["x-faker"] === undefined) return [];
  const mistake = generator.fakedMistake(schemas.at(fragment, direction));
  if (mistake === undefined) return [];
  const code = mistake.kind === "unknown" ? "faker-unknown" : "faker-unfit";
  return [finding(code, `${fragment}/x-faker`, mistake.said)];
}
