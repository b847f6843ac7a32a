import { mix } from "../hash.ts";
import { plain, type Pools } from "../pools.ts";
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
  return { name, domain: `${plain(name).slice(0, 40)}.example`, slogan: pools.slogan(mix(seed, 2)) };
}
