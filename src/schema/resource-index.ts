import { dialectNamed, type Dialect } from "./dialect.ts";
import { escapeSegment, isObject } from "./pointer.ts";

type Node = Readonly<Record<string, unknown>>;

/** Where the named places of a document are, as URI fragments. */
export interface ResourceIndex {
  /** The resource that a URI reference found in another resource leads to. */
  resource(uri: string, from: string): string | undefined;
  anchor(name: string, resource: string): string | undefined;
}

interface Within {
  readonly base: string;
  readonly resource: string;
  readonly dialect: Dialect;
}

const unnamed = "http://locum.invalid/";

/** The `$id` that makes a schema a resource of its own; a mere fragment was an anchor up to draft 7. */
export function resourceId(node: Node, dialect: Dialect): string | undefined {
  const id = dialect === "draft-04" ? node["id"] : node["$id"];
  return typeof id === "string" && id !== "" && !id.startsWith("#") ? id : undefined;
}

/** Looks through a whole document, once, for what is not addressed by JSON Pointer. */
export function indexResources(root: unknown): ResourceIndex {
  const resources = new Map<string, string>();
  const bases = new Map<string, string>();
  const anchors = new Map<string, string>();
  const self = isObject(root) && typeof root["$self"] === "string" ? root["$self"] : "";
  const open: [node: unknown, fragment: string, within: Within][] = [];
  const start: Within = { base: absolute(self, unnamed), resource: "#", dialect: "2020-12" };

  function note(node: Node, fragment: string, outer: Within): Within {
    const within = enter(node, fragment, outer);
    if (within.resource === fragment) {
      setFirst(resources, within.base, fragment);
      bases.set(fragment, within.base);
    }
    for (const name of anchorsOf(node)) {
      setFirst(anchors, `${within.resource} ${name}`, fragment);
      setFirst(anchors, name, fragment);
    }
    return within;
  }

  open.push([root, "#", start]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, fragment, outer] = next;
    if (typeof node !== "object" || node === null) continue;
    const within = isObject(node) ? note(node, fragment, outer) : outer;
    // Taken from the end, so that the first in the document is the first to be met.
    for (const [name, child] of Object.entries(node).toReversed()) {
      if (typeof child === "object") open.push([child, `${fragment}/${escapeSegment(name)}`, within]);
    }
  }
  return {
    resource: (uri, from) => resources.get(absolute(uri, bases.get(from) ?? start.base)),
    anchor: (name, resource) => anchors.get(`${resource} ${name}`) ?? anchors.get(name),
  };
}

function enter(node: Node, fragment: string, outer: Within): Within {
  const dialect = knownDialect(node["$schema"]) ?? outer.dialect;
  const id = resourceId(node, dialect);
  if (id === undefined) return dialect === outer.dialect ? outer : { ...outer, dialect };
  return { base: absolute(id, outer.base), resource: fragment, dialect };
}

function knownDialect(uri: unknown): Dialect | undefined {
  try {
    return typeof uri === "string" ? dialectNamed(uri) : undefined;
  } catch {
    return undefined;
  }
}

function anchorsOf(node: Node): string[] {
  const fragments = [node["$id"], node["id"]].flatMap((id) =>
    typeof id === "string" && /^#[^/]/.test(id) ? [id.slice(1)] : [],
  );
  const names = [node["$anchor"], node["$dynamicAnchor"]].filter((name) => typeof name === "string");
  return [...names, ...fragments];
}

function setFirst(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}

/** Without its fragment. */
function absolute(uri: string, base: string): string {
  try {
    return new URL(uri, base).href.replace(/#.*$/s, "");
  } catch {
    return uri;
  }
}
