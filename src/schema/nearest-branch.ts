import type { ErrorObject } from "ajv";
import { escapeSegment } from "./pointer.ts";

/** An error to be told; where several things would have done, what each of them lacks. */
export interface Mistake {
  readonly error: ErrorObject;
  readonly alternatives?: readonly Mistake[];
  /** The sets of properties one of which would have done. */
  readonly missing?: readonly (readonly string[])[];
}

/**
 * AJV tells what is wrong with every branch of a choice, and then that none fits. Of each choice this keeps the branch
 * that comes nearest, and drops what AJV says only on the way to something else.
 */
export function readMistakes(errors: readonly ErrorObject[], familiarity: Familiarity): Mistake[] {
  return withoutConsequences(select(errors, { from: 0, to: errors.length, familiarity }));
}

/** How many properties of the value a branch of the choice that it does not fit declares. */
export type Familiarity = (choice: ErrorObject, branch: number) => number;

interface Slice {
  readonly from: number;
  readonly to: number;
  readonly familiarity: Familiarity;
}

/** From the end, for an error that sums up others comes after them. */
function select(errors: readonly ErrorObject[], { from, to, familiarity }: Slice): Mistake[] {
  const found: Mistake[] = [];
  for (let index = to - 1; index >= from; index--) {
    const error = errors[index];
    if (!error || error.keyword === "if" || error.propertyName !== undefined) continue;
    const { ends, start = 0, inner = 0 } = error.params as Inner;
    const first = index - (ends ? (ends.at(-1) ?? start) - start : inner);
    if (!ends || ends.length === 0) found.unshift({ error });
    else {
      const bounds = [start, ...ends].map((end) => first + end - start);
      const branches = ends.map((_, branch): Branch => {
        const [begin, end] = [bounds[branch] ?? first, bounds[branch + 1] ?? index];
        const mistakes = withoutConsequences(select(errors, { from: begin, to: end, familiarity }));
        return { mistakes, known: mistakes.length > 0 ? familiarity(error, branch) : 0 };
      });
      found.unshift(...choose(error, branches));
    }
    index = first;
  }
  return found;
}

/** What the keywords of a choice (and `contains`) say of the errors before their own. */
interface Inner {
  readonly ends?: readonly number[];
  readonly start?: number;
  readonly inner?: number;
}

interface Branch {
  readonly mistakes: readonly Mistake[];
  /** How many of the value's properties it declares. */
  readonly known: number;
}

function choose(choice: ErrorObject, branches: readonly Branch[]): readonly Mistake[] {
  const { passingSchemas, byTag } = choice.params as { passingSchemas: unknown; byTag: boolean };
  const failed = branches.filter(({ mistakes }) => mistakes.length > 0);
  if (passingSchemas !== null || byTag || failed.length === 0) return [{ error: choice }];
  const [only, ...others] = nearest(failed, choice.instancePath).map(({ mistakes }) => mistakes);
  if (only && others.length === 0) return only;
  const equal = only ? [only, ...others] : others;
  const missing = equal.map((mistakes) => missingFrom(mistakes, choice.instancePath));
  if (missing.length <= mostSets && missing.every((names) => names.length > 0))
    return [{ error: choice, missing }];
  const alternatives = equal.flatMap((mistakes) => (mistakes.length === 1 ? mistakes : []));
  const [one] = alternatives;
  const isEither = alternatives.length === equal.length && alternatives.every((other) => isLike(one, other));
  if (!isEither) return [{ error: choice }];
  const different = withoutRepeats(alternatives);
  return different.length === 1 ? different : [{ error: choice, alternatives: different }];
}

/** The branches that are equally near; where only properties are missing, whichever has most of what was sent. */
function nearest(failed: readonly Branch[], path: string): readonly Branch[] {
  const isMissing = failed.every(({ mistakes }) => missingFrom(mistakes, path).length > 0);
  const distances = failed.map(
    ({ mistakes, known }) => (isMissing ? 0 : distance(mistakes, path)) - 2 * known,
  );
  const least = Math.min(...distances);
  return failed.filter((_, index) => distances[index] === least);
}

/** More cannot be told in a sentence. */
const mostSets = 4;

/** The properties whose absence is all that is wrong. */
function missingFrom(branch: readonly Mistake[], path: string): string[] {
  const names = branch.map(({ error }) =>
    error.keyword === "required" && error.instancePath === path
      ? (error.params as { missingProperty: string }).missingProperty
      : undefined,
  );
  return names.includes(undefined) ? [] : (names as string[]);
}

/** Whether two mistakes can be told in one sentence. */
function isLike(a: Mistake | undefined, b: Mistake): boolean {
  return a?.error.instancePath === b.error.instancePath;
}

function withoutRepeats(mistakes: readonly Mistake[]): Mistake[] {
  const key = ({ error }: Mistake) => `${error.keyword} ${JSON.stringify(error.params)}`;
  return [...new Map(mistakes.map((mistake) => [key(mistake), mistake])).values()];
}

/** How far a value is from a branch: one of another kind farther than one with a wrong detail. */
function distance(branch: readonly Mistake[], path: string): number {
  return branch.map(({ error }) => weight(error, path)).reduce((sum, one) => sum + one, 0);
}

function weight({ keyword, instancePath }: ErrorObject, path: string): number {
  const isHere = instancePath === path;
  if (keyword === "type" && isHere) return 10_000;
  if (keyword === "const" || keyword === "enum")
    return isHere || !instancePath.slice(path.length + 1).includes("/") ? 100 : 1;
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") return isHere ? 4 : 1;
  return keyword === "required" && isHere ? 3 : 1;
}

/**
 * Where a part of a schema fails, what it would have evaluated is unevaluated: no mistake of its own beside others in
 * the same object, or in the property itself.
 */
function withoutConsequences(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.filter((mistake) => {
    const { keyword, instancePath, params } = mistake.error;
    if (!keyword.startsWith("unevaluated")) return true;
    const { unevaluatedProperty: name = "" } = params as { unevaluatedProperty?: string };
    const within = `${instancePath}/${escapeSegment(name)}`;
    return !mistakes.some(({ error }) => {
      const isOwn = !error.keyword.startsWith("unevaluated");
      return isOwn ? error.instancePath.startsWith(instancePath) : isBelow(error.instancePath, within);
    });
  });
}

function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}/`);
}
