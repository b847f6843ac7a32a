import { hashText, mix } from "../hash.ts";
import { latin } from "../latin.ts";
import type { Pools } from "../pools.ts";
import { knownText, type Known } from "./known.ts";

/** A business and its place on the web. */
export interface Company {
  readonly name: string;
  /** Below `.example`, RFC 2606. */
  readonly domain: string;
  readonly slogan: string;
}

/** Draws a company around what is known of one. */
export function drawCompany(seed: number, pools: Pools, known: Known): Company {
  const name = knownText(known, "company") ?? pools.company(mix(seed, 1));
  const domain = latin(name).slice(0, 40) || pools.noun(hashText(name));
  return { name, domain: `${domain}.example`, slogan: pools.slogan(mix(seed, 2)) };
}
