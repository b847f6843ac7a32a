import { dialectNamed, type Dialect } from "./dialect.ts";
import { escapeSegment, fragmentSegments, isObject, pointerSegments, valueAt } from "./pointer.ts";
import { indexResources, resourceId, type ResourceIndex } from "./resource-index.ts";

/** Fragments by the names of dynamic anchors: the first schema entered decides (JSON Schema core, section 8.2.3.2). */
export type Anchors = Readonly<Record<string, string>>;

export const noAnchors: Anchors = Object.freeze({});

/** What has to be known of a place to read the schema there. */
export interface At {
  readonly fragment: string;
  readonly dialect: Dialect;
  /** URI fragment of the nearest schema with an `$id`, else `#`. */
  readonly resource: string;
  /** What `#` alone means: that schema, else the outermost around. */
  readonly scope: string;
}

/** What the references of one document mean. */
export interface Resources {
  raw(fragment: string): unknown;
  /** Throws Error where the dialect is unknown. */
  at(fragment: string): At;
  /** The URI fragment that a `$ref` leads to; the reference itself where it leads nowhere. */
  locate(ref: string, from: At): string;
  /** The dynamic anchors that count from where evaluation enters a place. */
  anchorsAt(fragment: string): Anchors;
}

/** Looks through the whole document only where a reference is no JSON Pointer. */
export function createResources(root: unknown, dialectAt: (fragment: string) => Dialect): Resources {
  let known: ResourceIndex | undefined;
  const index = () => (known ??= indexResources(root));
  const scopes = new Map<string, Anchors>();
  const rootDialect = isObject(root) ? root["jsonSchemaDialect"] : undefined;

  function raw(fragment: string): unknown {
    // A member may be called `100%25`, and is found when nothing is decoded.
    return valueAt(root, fragmentSegments(fragment)) ?? valueAt(root, pointerSegments(fragment.slice(1)));
  }

  function at(fragment: string): At {
    let dialect = dialectAt(fragment);
    if (dialect === "3.0") return { fragment, dialect, resource: "#", scope: schemaRoot(fragment) };
    if (typeof rootDialect === "string") dialect = dialectNamed(rootDialect);
    let [value, here, resource] = [root, "#", "#"];
    for (const segment of fragmentSegments(fragment)) {
      value = valueAt(value, [segment]);
      here += `/${escapeSegment(segment)}`;
      if (!isObject(value)) continue;
      if (typeof value["$schema"] === "string") dialect = dialectNamed(value["$schema"]);
      if (resourceId(value, dialect) !== undefined) resource = here;
    }
    return { fragment, dialect, resource, scope: resource === "#" ? schemaRoot(fragment) : resource };
  }

  function locate(ref: string, { resource, scope }: At): string {
    if (ref === "#") return scope;
    if (ref.startsWith("#")) {
      const target = locateInside(ref, resource);
      // A schema that was pasted into the document still counts from itself.
      const own = `${scope}${ref.slice(1)}`;
      return raw(target) === undefined && raw(own) !== undefined ? own : target;
    }
    const hash = ref.indexOf("#");
    const [uri, fragment] = hash < 0 ? [ref, "#"] : [ref.slice(0, hash), ref.slice(hash)];
    const target = index().resource(uri, resource);
    return target === undefined ? ref : locateInside(fragment, target);
  }

  function locateInside(ref: string, resource: string): string {
    if (ref === "#") return resource;
    if (!ref.startsWith("#/")) return index().anchor(ref.slice(1), resource) ?? ref;
    // Many a schema with an `$id` counts from the document's root all the same.
    const own = `${resource}${ref.slice(1)}`;
    return resource === "#" || raw(own) === undefined ? ref : own;
  }

  function anchorsAt(fragment: string): Anchors {
    const { dialect, scope } = at(fragment);
    if (dialect !== "2020-12" && dialect !== "2019-09") return noAnchors;
    let anchors = scopes.get(scope);
    if (!anchors) scopes.set(scope, (anchors = dynamicAnchors(raw(scope), scope)));
    return anchors;
  }

  return { raw, at, locate, anchorsAt };
}

/**
 * Without an `$id` all of a document is one resource, in which an anchor may stand once. Authors leave it out and
 * repeat their anchors: each named schema is taken for a resource of its own.
 */
function schemaRoot(fragment: string): string {
  const [named] = /^#\/(?:components\/schemas|definitions|\$defs)\/[^/]+/.exec(fragment) ?? [];
  const [inline] = /^#.*?\/schema(?=\/|$)/.exec(fragment) ?? [];
  return named ?? inline ?? fragment;
}

function dynamicAnchors(top: unknown, scope: string): Anchors {
  const found: Record<string, string> = {};
  if (isObject(top) && top["$recursiveAnchor"] === true) found[""] = scope;
  const open: [node: unknown, fragment: string][] = [[top, scope]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, fragment] = next;
    if (typeof node !== "object" || node === null) continue;
    if (isObject(node)) {
      if (fragment !== scope && resourceId(node, "2020-12") !== undefined) continue;
      if (typeof node["$dynamicAnchor"] === "string") found[node["$dynamicAnchor"]] ??= fragment;
    }
    for (const [name, child] of Object.entries(node)) {
      if (typeof child === "object") open.push([child, `${fragment}/${escapeSegment(name)}`]);
    }
  }
  return Object.keys(found).length === 0 ? noAnchors : found;
}
