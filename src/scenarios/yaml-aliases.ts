import { visit, type Document, type Node } from "yaml";
import { startOf, YamlError, type Place } from "../contract/yaml/yaml.ts";

const MOST_ALIASES = 100;

/** Throws YamlError for more aliases than anyone needs, and for one inside what it stands for, which has no end. */
export function checkAliases(document: Document.Parsed, place: Place): void {
  // The latest node of a name is meant.
  const anchored = new Map<string, Node>();
  let aliases = 0;
  visit(document, {
    Alias(_, alias, path) {
      if (++aliases > MOST_ALIASES)
        throw new YamlError(`there are more than ${MOST_ALIASES} aliases`, place(startOf(alias)));
      const target = anchored.get(alias.source);
      if (target && path.includes(target))
        throw new YamlError("an alias stands inside what it stands for", place(startOf(alias)));
    },
    Value(_, node) {
      if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
  });
}
