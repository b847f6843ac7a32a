import type { Contract } from "../contract/contract.ts";
import { createGenerator } from "../generate/generator.ts";
import type { Known } from "../stubs/known.ts";

/** What scenarios for a contract are held against. */
export async function knownOf(contract: Contract): Promise<Known> {
  const generator = await createGenerator(contract.schemas);
  return { contract, whyNotFaked: (said) => generator.whyNotFaked(said) };
}
