import { Choice, type Sent } from "./choice.ts";
import type { Found } from "./contract.ts";
import type { LoadedOperation } from "./loaded.ts";
import type { Operation } from "./operation.ts";
import { nearestOperations } from "./nearest-operations.ts";
import { shapeOf, templateOf } from "./path-key.ts";

interface Node {
  readonly literals: Map<string, Node>;
  /** Segments with text around their parameters (`{id}.json`), those with most text first. */
  readonly mixed: { readonly shape: string; readonly literals: readonly string[]; readonly node: Node }[];
  parameter: Node | undefined;
  /** What a parameter that takes slashes, too, leads to. */
  rest: Node | undefined;
  readonly methods: Map<string, Choice<Placed>>;
}

interface Placed {
  readonly operation: Operation;
  /** Values that belong to the server's path and are nobody's parameters. */
  readonly skip: number;
}

type Place = { readonly node: Node; readonly values: readonly string[] };

const parameter = /\{[^{}]*\}/g;

/**
 * Operations by path segment: cost grows with the length of the path, not with the number of operations.
 * A literal segment is preferred to a parameter (OpenAPI 3.1, Paths Object: concrete before templated).
 */
export function createFinder(
  loaded: readonly Pick<LoadedOperation, "operation" | "isMounted">[],
  operations: readonly Operation[] = loaded.map(({ operation }) => operation),
): (method: string, path: string, sent?: Sent) => Found {
  const root = emptyNode();
  // Paths without parameters, whole: nothing fits such a path better, and most requests of many APIs are for one.
  const whole = new Map<string, Node>();
  const add = (base: string, operation: Operation) => {
    const template = base + templateOf(operation.path);
    const node = insert(root, template, { operation, skip: base.match(parameter)?.length ?? 0 });
    if (!template.includes("{")) whole.set(template, node);
  };
  for (const operation of operations) {
    for (const base of operation.basePaths) add(base, operation);
  }
  const bare = loaded.filter(({ operation, isMounted }) => !isMounted && !operation.basePaths.includes(""));
  for (const operation of withoutCollisions(bare.map(({ operation }) => operation))) add("", operation);

  return (method, path, sent = nothing) => {
    const placed = whole.get(path)?.methods.get(method)?.of(sent);
    return placed
      ? { kind: "operation", operation: placed.operation, pathValues: noValues }
      : search({ method, path, sent });
  };

  function search({ method, path, sent }: Asked): Found {
    const segments = path.split("/").slice(1);
    const walking = { decoded: segments.map(decode), raw: segments, mayBeEmpty: false };
    const allowed = new Set<string>();
    for (const place of walk(root, walking)) {
      const found = answering(place, method, sent);
      if (found) return found;
      for (const name of place.node.methods.keys()) allowed.add(name);
    }
    const isDeclared = allowed.has(method) || (method === "HEAD" && allowed.has("GET"));
    if (allowed.size > 0 && !isDeclared) return { kind: "method", allow: allowList(allowed) };
    return incomplete(walking) ?? { kind: "none", nearest: nearestOperations(operations, method, path) };

    /** `/pets/` is a request for `/pets/{petId}` that lacks its id, unless anything fits better. */
    function incomplete(whole: Walking): Found | undefined {
      if (!segments.includes("") || path === "/") return undefined;
      for (const place of walk(root, { decoded: whole.decoded, raw: whole.raw, mayBeEmpty: true })) {
        const found = answering(place, method, sent);
        if (found) return found;
      }
      return undefined;
    }
  }
}

interface Asked {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  readonly sent: Sent;
}

const nothing: Sent = { query: "", headers: {} };
const noValues: readonly string[] = [];

function answering({ node: { methods }, values }: Place, method: string, sent: Sent): Found | undefined {
  const placed =
    methods.get(method)?.of(sent) ?? (method === "HEAD" ? methods.get("GET")?.of(sent) : undefined);
  // A part of the server's path is nobody's parameter, so nobody would tell that it is missing.
  if (!placed || values.slice(0, placed.skip).includes("")) return undefined;
  return { kind: "operation", operation: placed.operation, pathValues: values.slice(placed.skip) };
}

function emptyNode(): Node {
  return { literals: new Map(), mixed: [], parameter: undefined, rest: undefined, methods: new Map() };
}

function insert(root: Node, template: string, placed: Placed): Node {
  let node = root;
  const segments = template.split("/").slice(1);
  const { method, isGreedy } = placed.operation;
  for (const segment of isGreedy ? segments.slice(0, -1) : segments) node = child(node, segment);
  if (isGreedy) node = node.rest ??= emptyNode();
  const choice = node.methods.get(method) ?? new Choice();
  choice.add(placed);
  node.methods.set(method, choice);
  return node;
}

function child(node: Node, segment: string): Node {
  const shape = segment.replace(parameter, "{}");
  if (shape === "{}") return (node.parameter ??= emptyNode());
  if (shape.includes("{}")) {
    const known = node.mixed.find((one) => one.shape === shape);
    if (known) return known.node;
    const made = { shape, literals: shape.split("{}").map(readable), node: emptyNode() };
    node.mixed.push(made);
    // `{id}.schema.json` goes before `{id}.json`, which fits whatever it fits.
    node.mixed.sort((one, other) => textOf(other).length - textOf(one).length);
    return made.node;
  }
  const literal = decode(segment);
  const known = node.literals.get(literal) ?? emptyNode();
  node.literals.set(literal, known);
  return known;
}

function textOf({ literals }: Node["mixed"][number]): string {
  return literals.join("");
}

/** The values between the literals of a mixed segment; each ends where the next literal first begins, so no backtracking. */
function splitMixed(literals: readonly string[], segment: string): string[] | undefined {
  const [first = "", ...rest] = literals;
  if (!segment.startsWith(first)) return undefined;
  const values: string[] = [];
  let from = first.length;
  for (const [index, literal] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const to = isLast ? segment.length - literal.length : segment.indexOf(literal, from + 1);
    if (to <= from || !segment.startsWith(literal, to)) return undefined;
    values.push(segment.slice(from, to));
    from = to + literal.length;
  }
  return values;
}

interface Walking {
  /** Segments of the path, decoded and as they were sent. */
  readonly decoded: readonly string[];
  readonly raw: readonly string[];
  /** Whether a parameter may be an empty segment. */
  readonly mayBeEmpty: boolean;
}

/** Every place the path fits, best first. */
function walk(root: Node, walking: Walking): Generator<Place> {
  return below({ node: root, values: [] }, 0, walking);
}

function* below({ node, values }: Place, depth: number, walking: Walking): Generator<Place> {
  const { decoded, raw, mayBeEmpty } = walking;
  const segment = decoded[depth];
  const encoded = raw[depth];
  if (segment === undefined || encoded === undefined) {
    if (node.methods.size > 0) yield { node, values };
    return;
  }
  const literal = node.literals.get(segment);
  if (literal) yield* below({ node: literal, values }, depth + 1, walking);
  for (const { literals, node: next } of node.mixed) {
    const split = splitMixed(literals, readable(encoded));
    if (split) yield* below({ node: next, values: [...values, ...split] }, depth + 1, walking);
  }
  const { parameter: next, rest } = node;
  if (next && (segment !== "" || mayBeEmpty))
    yield* below({ node: next, values: [...values, encoded] }, depth + 1, walking);
  const left = rest ? raw.slice(depth).join("/") : "";
  if (rest && (left !== "" || mayBeEmpty)) yield { node: rest, values: [...values, left] };
}

/** Without its server's path an operation is known only while nothing else has the same method and shape there. */
function withoutCollisions(operations: readonly Operation[]): Operation[] {
  const shapes = operations.map((operation) => shapeOf("", operation));
  const seen = new Map<string, number>();
  for (const shape of shapes) seen.set(shape, (seen.get(shape) ?? 0) + 1);
  return operations.filter((_, index) => seen.get(shapes[index] ?? "") === 1);
}

function allowList(methods: ReadonlySet<string>): string[] {
  const list = [...methods];
  if (methods.has("GET") && !methods.has("HEAD")) list.push("HEAD");
  if (!methods.has("OPTIONS")) list.push("OPTIONS");
  return list;
}

/** A segment of a path as it is compared. */
export function decode(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Decoded but for what delimits: `%2C` in a value is no comma between two. It can be decoded once more. */
function readable(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURI(segment.replaceAll("%25", "%2525"));
  } catch {
    return segment;
  }
}
