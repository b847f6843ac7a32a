import { isNode, visit, type Alias, type Document } from "yaml";

/** The text is no YAML document that can be used; `place` is `line:column`. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly place: string;

  constructor(cause: string, place: string) {
    super(cause);
    this.place = place;
  }
}

/** `line:column` of an offset. */
export type Place = (offset: number) => string;

/** Finding an anchor costs a walk through the document. */
const MOST_ALIASES = 100;

/** Throws YamlError for a key that stands twice in one map. */
export function checkKeys(document: Document.Parsed, place: Place): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = String(key);
        if (seen.has(name)) {
          throw new YamlError(`the key "${name.slice(0, 80)}" stands here twice`, place(startOf(key)));
        }
        seen.add(name);
      }
    },
  });
}

/** Throws YamlError for more aliases than anyone needs, and for one inside what it stands for, which has no end. */
export function checkAliases(document: Document.Parsed, place: Place): void {
  const aliases: [Alias, readonly unknown[]][] = [];
  visit(document, {
    Alias(_, alias, path) {
      aliases.push([alias, path]);
      return aliases.length > MOST_ALIASES ? visit.BREAK : undefined;
    },
  });
  const last = aliases[MOST_ALIASES];
  if (last) throw new YamlError(`there are more than ${MOST_ALIASES} aliases`, place(startOf(last[0])));
  for (const [alias, path] of aliases) {
    const circular = path.includes(alias.resolve(document));
    if (circular) throw new YamlError("an alias stands inside what it stands for", place(startOf(alias)));
  }
}

/** The offset at which a node begins; 0 for what is none. */
export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
