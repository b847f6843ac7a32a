import { Document, isScalar, isSeq, visit } from "yaml";

/**
 * A document as YAML, always the same text for the same document; lists of plain values stand on one line.
 * Texts that a YAML 1.1 reader would take for something else (`on`) are quoted.
 */
export function toYaml(document: Readonly<Record<string, unknown>>): string {
  const yaml = new Document(document, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  visit(yaml, {
    Seq: (_, list) => {
      if (isSeq(list) && list.items.every(isScalar)) list.flow = true;
    },
  });
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: false });
}
