import type { Exchange } from "../../problem/exchange.ts";
import type { Bounds } from "./bounds.ts";
import { cut, lineOf, patternLine, timesOf, told } from "./lines.ts";
import type { Pattern } from "./pattern.ts";
import type { Verification } from "./verdict.ts";

/** As many near misses as help. */
const mostMisses = 3;
/** As many as anyone reads of those that came too often. */
const mostListed = 10;

interface Often {
  readonly pattern: Pattern;
  readonly bounds: Bounds;
}

/** That what a pattern says comes so often. What must come is there once it came; what must not may still come. */
export function often({ pattern, bounds: { least, most, said } }: Often): Verification {
  return {
    judge(exchanges, dropped) {
      const about = exchanges.filter((exchange) => pattern.matches(exchange));
      const count = about.length;
      const isTooMany = count > most;
      // Each that the journal has dropped may have been one too many.
      const isUnsure = count + dropped > most;
      const verified = count >= least && !isUnsure;
      const message = () => {
        const came = `it came ${timesOf(count)}`;
        const expected = `expected ${patternLine(pattern.shown)} ${said}`;
        if (verified) return `${expected}, and ${came}`;
        if (isUnsure && !isTooMany) return `${expected}, and ${came} as far as the journal goes`;
        if (isTooMany) return told(`${expected}, but ${came}`, about.map(lineOf), mostListed);
        return [`${expected}, but ${came}`, ...nearest(pattern, exchanges)].join("\n  ");
      };
      return { verified, isFinal: isUnsure || (verified && least > 0), about, message };
    },
  };
}

/** The exchanges that came nearest to a pattern without being it, and why they are not, a line each. */
export function nearest(pattern: Pattern, exchanges: readonly Exchange[]): readonly string[] {
  const near = exchanges
    .map((exchange) => ({ exchange, misses: pattern.misses(exchange) }))
    .filter(({ misses }) => misses.length > 0)
    .toSorted((a, b) => a.misses.length - b.misses.length)
    .slice(0, mostMisses)
    .map(({ exchange, misses }) => `${lineOf(exchange)}: ${cut(misses.join("; "))}`);
  return near.length === 0 ? ["nothing else came in this session"] : ["the nearest:", ...near];
}
