import { visit, type Alias, type Document } from "yaml";
import { startOf, YamlError, type Place } from "../contract/yaml/yaml.ts";

/** Finding an anchor costs a walk through the document. */
const MOST_ALIASES = 100;

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
