import { templateOf } from "../contract/path-key.ts";
import type { Row } from "./columns.ts";

/** A path of the contract beside the path that came, segment by segment. */
export interface PathComparison {
  readonly rows: readonly Row[];
  /** The contract's path, with the values that came in place of its parameters. */
  readonly corrected: string;
  /** What is to be done, as a sentence; undefined where nothing differs. */
  readonly advice: string | undefined;
}

/** A document may write paths of any length; nobody reads more. */
const mostSegments = 24;
const longestPath = 1_000;

interface Pair {
  readonly wanted: string | undefined;
  readonly came: string | undefined;
}

/** Compares a template, its server's path in front, with a request's path. */
export function comparePath(template: string, path: string): PathComparison {
  const [wanted, came] = [segmentsOf(templateOf(template)), segmentsOf(path.slice(0, longestPath))];
  const pairs = aligned(wanted.slice(0, mostSegments), came.slice(0, mostSegments));
  const rows = pairs.map((pair) => ({
    left: pair.wanted === undefined ? "" : `/${pair.wanted}`,
    right: pair.came === undefined ? "" : `/${pair.came}`,
    differs: !isAlike(pair),
  }));
  return { rows, corrected: correctedPath(pairs), advice: adviceOf(pairs) };
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}

function isAlike({ wanted, came }: Pair): boolean {
  if (wanted === undefined || came === undefined) return wanted === came;
  return wanted === came || (wanted.includes("{") && came !== "");
}

/** Pairs as many alike segments as can be; the others stand beside each other where they replace one another. */
function aligned(wanted: readonly string[], came: readonly string[]): Pair[] {
  const cost = costTable(wanted, came);
  const at = (row: number, column: number) => cost[row]?.[column] ?? Infinity;
  const pairs: Pair[] = [];
  let [row, column] = [0, 0];
  while (row < wanted.length || column < came.length) {
    const pair = { wanted: wanted[row], came: came[column] };
    const here = at(row, column);
    const isBeside = here === at(row + 1, column + 1) + costOf(pair);
    const isMissing = !isBeside && here === at(row + 1, column) + alone;
    pairs.push(isBeside ? pair : isMissing ? { ...pair, came: undefined } : { ...pair, wanted: undefined });
    if (isBeside || isMissing) row++;
    if (!isMissing) column++;
  }
  return pairs;
}

/** What a segment costs that stands beside none. */
const alone = 2;

/** What it costs to pair the rest of both, from each segment on. */
function costTable(wanted: readonly string[], came: readonly string[]): readonly (readonly number[])[] {
  const cost: number[][] = [];
  const at = (row: number, column: number) => cost[row]?.[column] ?? Infinity;
  for (let row = wanted.length; row >= 0; row--) {
    const line: number[] = [];
    cost[row] = line;
    for (let column = came.length; column >= 0; column--) {
      const beside = at(row + 1, column + 1) + costOf({ wanted: wanted[row], came: came[column] });
      const least = Math.min(beside, at(row + 1, column) + alone, at(row, column + 1) + alone);
      line[column] = row === wanted.length && column === came.length ? 0 : least;
    }
  }
  return cost;
}

/** A parameter takes anything, so it says less than a word that is the same. */
function costOf(pair: Pair): number {
  if (!isAlike(pair)) return 3;
  return pair.wanted === pair.came ? 0 : 1;
}

function correctedPath(pairs: readonly Pair[]): string {
  return pairs
    .flatMap(({ wanted, came }) => {
      if (wanted === undefined) return [];
      if (!wanted.includes("{")) return [`/${wanted}`];
      return [`/${came === undefined || came === "" ? wanted.replace(/\{[^{}]*\}/g, "1") : came}`];
    })
    .join("");
}

function adviceOf(pairs: readonly Pair[]): string | undefined {
  const other = pairs.filter((pair) => !isAlike(pair));
  const [first] = other;
  if (!first) return undefined;
  const runs = runOf(pairs, other);
  if (!runs) return "Write the path as it stands on the left.";
  const { wanted, came, isFront } = runs;
  if (came === "") return isFront ? `Put ${wanted} in front of the path.` : `Put ${wanted} into the path.`;
  if (wanted === "") return `Take ${came} out of the path.`;
  return `Write ${wanted} instead of ${came}.`;
}

/** The segments that differ, where they stand together. */
function runOf(
  pairs: readonly Pair[],
  other: readonly Pair[],
): { wanted: string; came: string; isFront: boolean } | undefined {
  const from = pairs.indexOf(other[0] ?? { wanted: undefined, came: undefined });
  const run = pairs.slice(from, from + other.length);
  if (run.some(isAlike)) return undefined;
  const joined = (texts: readonly (string | undefined)[]) =>
    texts.flatMap((text) => (text === undefined ? [] : [`/${text}`])).join("");
  const [wanted, came] = [joined(run.map((one) => one.wanted)), joined(run.map((one) => one.came))];
  return { wanted, came, isFront: from === 0 };
}
