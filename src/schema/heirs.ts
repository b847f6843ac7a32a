import { escapeSegment, isObject } from "./pointer.ts";
import type { Resources } from "./resources.ts";

/**
 * Finds the named schemas that build on another by `allOf`: OpenAPI's inheritance, in which a base does not know who
 * builds on it. Each group of named schemas is looked through once.
 */
export function createHeirs(resources: Resources): (base: string) => readonly string[] {
  const groups = new Map<string, ReadonlyMap<string, readonly string[]>>();

  function childrenIn(group: string): ReadonlyMap<string, readonly string[]> {
    const children = new Map<string, string[]>();
    const members = resources.raw(group);
    for (const [name, member] of isObject(members) ? Object.entries(members) : []) {
      const fragment = `${group}/${escapeSegment(name)}`;
      for (const base of basesOf(member, fragment)) {
        const known = children.get(base);
        if (known) known.push(fragment);
        else children.set(base, [fragment]);
      }
    }
    return children;
  }

  function basesOf(member: unknown, fragment: string): string[] {
    if (!isObject(member) || !Array.isArray(member["allOf"])) return [];
    const refs = member["allOf"].flatMap((part) =>
      isObject(part) && typeof part["$ref"] === "string" ? [part["$ref"]] : [],
    );
    return refs.length === 0 ? [] : refs.map((ref) => resources.locate(ref, resources.at(fragment)));
  }

  return (base) => {
    const group = groupOf(base);
    let children = groups.get(group);
    if (!children) groups.set(group, (children = childrenIn(group)));
    const found = new Set<string>();
    const open = [...(children.get(base) ?? [])];
    for (let heir = open.shift(); heir !== undefined; heir = open.shift()) {
      if (heir === base || found.has(heir)) continue;
      found.add(heir);
      open.push(...(children.get(heir) ?? []));
    }
    return [...found];
  };
}

/** Where a named schema stands with its like: `#/components/schemas`. */
export function groupOf(fragment: string): string {
  return fragment.slice(0, Math.max(0, fragment.lastIndexOf("/")));
}
