import { distance } from "../problem/nearest.ts";
import type { Operation } from "./operation.ts";
import { templateOf } from "./path-key.ts";

interface Template extends NearOperation {
  readonly method: string;
  /** `POST /manager/ambassadors` */
  readonly name: string;
  /** Position in the document, which decides between equals. */
  readonly index: number;
  readonly segments: readonly string[];
}

/** An operation, and the path of a server of its below which it is meant. */
export interface NearOperation {
  readonly operation: Operation;
  readonly base: string;
}

const segmentMost = 40;
/** An edit distance takes microseconds: for a thousand operations all of them would hold up every other request. */
const measuredMost = 48;
const known = new WeakMap<readonly Operation[], readonly Template[]>();
/** A request that led nowhere is told of more than once. */
const latest = new WeakMap<readonly Operation[], Asked & { readonly found: readonly NearOperation[] }>();

interface Asked {
  readonly operations: readonly Operation[];
  readonly method: string;
  readonly path: string;
}

/** The three operations whose method and path are most like the request's: `POST /manager/ambassadors`. */
export function nearestOperations(operations: readonly Operation[], method: string, path: string): string[] {
  return nearest(operations, method, path).map(({ operation }) => `${operation.method} ${operation.path}`);
}

/** The same as operations, best first. */
export function nearest(
  operations: readonly Operation[],
  method: string,
  path: string,
): readonly NearOperation[] {
  const last = latest.get(operations);
  if (last?.method === method && last.path === path) return last.found;
  const found = nearestOf({ operations, method, path: path.slice(0, 200) });
  latest.set(operations, { operations, method, path, found });
  return found;
}

function nearestOf({ operations, method, path }: Asked): readonly NearOperation[] {
  const templates = known.get(operations) ?? operations.flatMap(templatesOf);
  known.set(operations, templates);
  const wanted = segmentsOf(path);
  const roughly = byDistance(templates, { method, wanted, measure: leastDistance }).slice(0, measuredMost);
  const exactly = byDistance(roughly, { method, wanted, measure: remembered(distance) });
  const named = new Map<string, NearOperation>();
  for (const one of exactly) if (!named.has(one.name)) named.set(one.name, one);
  return [...named.values()].slice(0, 3);
}

function templatesOf(operation: Operation, index: number): Template[] {
  const { method, path, basePaths } = operation;
  return [...new Set(["", ...basePaths])].map((base) => ({
    operation,
    base,
    method,
    name: `${method} ${path}`,
    index,
    segments: segmentsOf(base + templateOf(path)),
  }));
}

function segmentsOf(path: string): string[] {
  return path.split("/").map((segment) => segment.slice(0, segmentMost));
}

type Measure = (one: string, other: string) => number;

interface Wanted {
  readonly method: string;
  readonly wanted: readonly string[];
  readonly measure: Measure;
}

function byDistance(templates: readonly Template[], { method, wanted, measure }: Wanted): Template[] {
  return templates
    .map((template) => {
      const far = pathDistance(wanted, template.segments, measure);
      return { template, far: far + (template.method === method ? 0 : 1) };
    })
    .toSorted((a, b) => a.far - b.far || a.template.index - b.template.index)
    .map(({ template }) => template);
}

function pathDistance(wanted: readonly string[], segments: readonly string[], measure: Measure): number {
  const missing = Math.abs(segments.length - wanted.length);
  if (missing > 0 && differInFront(wanted, segments)) return missing;
  let far = Math.abs(segments.length - wanted.length) * 4;
  for (let index = 0; index < Math.min(segments.length, wanted.length); index++) {
    const segment = segments[index] ?? "";
    const given = wanted[index] ?? "";
    if (given !== segment && !segment.includes("{")) far += measure(given, segment);
  }
  return far;
}

/** A prefix that one lacks, as the path of a server is forgotten, is one mistake, however long it is. */
function differInFront(wanted: readonly string[], segments: readonly string[]): boolean {
  let alike = 0;
  for (let back = 1; back < Math.min(segments.length, wanted.length); back++) {
    const segment = segments[segments.length - back] ?? "";
    if (segment === wanted[wanted.length - back]) alike++;
    else if (!segment.includes("{")) return false;
  }
  return alike > 0;
}

const letters = 128;
const spare = new Int8Array(letters);

/**
 * No edit distance is smaller than the number of letters one text has and the other lacks. Letters that fall together
 * in the count only make the bound smaller.
 */
function leastDistance(one: string, other: string): number {
  spare.fill(0);
  for (let i = 0; i < one.length; i++) add(one.charCodeAt(i) % letters, 1);
  let shared = 0;
  for (let i = 0; i < other.length; i++) if (add(other.charCodeAt(i) % letters, -1) >= 0) shared++;
  return Math.max(one.length, other.length) - shared;
}

function add(letter: number, one: number): number {
  return (spare[letter] = (spare[letter] ?? 0) + one);
}

/** The operations of a document share most of their segments. */
function remembered(measure: Measure): Measure {
  const measured = new Map<string, number>();
  return (one, other) => {
    const key = `${one}/${other}`;
    const far = measured.get(key) ?? measure(one, other);
    measured.set(key, far);
    return far;
  };
}
