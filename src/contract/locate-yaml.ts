import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from "yaml";
import type { Wanted } from "./wanted.ts";

/** The library takes a second for a megabyte; beyond this many characters nobody would wait for it. */
const longest = 32_000_000;

/**
 * Finds the offsets of what is wanted in any YAML, as far as it can be read; false where it is too long or too deep.
 * `start` is the offset of the text itself.
 */
export function locateInYaml(text: string, wanted: Wanted, start = 0): boolean {
  if (text.length > longest) return false;
  try {
    const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
    settle({ node: document.contents, wanted }, { document, start });
    return true;
  } catch {
    // Nested too deeply for a parser that recurses.
    return false;
  }
}

interface Source {
  readonly document: Document.Parsed;
  readonly start: number;
}

interface Member {
  readonly key: Node | undefined;
  readonly value: Node | null;
}

function settle({ node, wanted }: { node: Node | null; wanted: Wanted }, source: Source): void {
  wanted.offset ??= offsetOf(node, source);
  if (wanted.children.size === 0) return;
  const holder = isAlias(node) ? node.resolve(source.document) : node;
  for (const [name, child] of wanted.children) {
    const found = memberOf(holder, name, source);
    if (!found) continue;
    child.offset = offsetOf(found.key ?? found.value, source);
    settle({ node: found.value, wanted: child }, source);
  }
}

function offsetOf(node: Node | null, { start }: Source): number | undefined {
  const offset = node?.range?.[0];
  return offset === undefined ? undefined : start + offset;
}

function memberOf(node: unknown, name: string, source: Source): Member | undefined {
  if (isSeq<Node>(node)) {
    const item = node.items[Number(name)];
    return item && { key: undefined, value: item };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const found = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === name);
  return found ? { key: found.key, value: found.value } : mergedMember(node, name, source);
}

/** A member that came by `<<: *anchor`. */
function mergedMember(
  { items }: { readonly items: readonly { key: Node; value: Node | null }[] },
  name: string,
  source: Source,
): Member | undefined {
  const merge = items.find(({ key }) => isScalar(key) && String(key.value) === "<<")?.value;
  const others = isSeq<Node>(merge) ? merge.items : merge ? [merge] : [];
  for (const other of others) {
    const found = isAlias(other) ? memberOf(other.resolve(source.document), name, source) : undefined;
    if (found) return found;
  }
  return undefined;
}
