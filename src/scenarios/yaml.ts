import { isAlias, isMap, isSeq, type Document, type Node, type ParsedNode } from "yaml";
import { composeYaml, startOf, YamlError } from "../contract/yaml/yaml.ts";
import type { Finding } from "../matchers/given.ts";
import { checkAliases } from "./yaml-aliases.ts";

/** A YAML text as a value, which can tell where each part of it was written. */
export interface YamlText {
  readonly value: unknown;
  /** `line:column`, from 1. */
  placeOf(finding: Pick<Finding, "path" | "of">): string;
}

/** Parses one YAML 1.2 document. Throws YamlError, with its place, for what is no YAML, more than one document, or made to do harm. */
export function parseYaml(text: string): YamlText {
  const { document, place } = composeYaml(text);
  const [warning] = document.warnings;
  if (warning) throw new YamlError(warning.message, place(warning.pos[0]));
  checkAliases(document, place);
  return {
    value: valueOf(document),
    placeOf: ({ path, of }) => place(offsetOf(document, path, of)),
  };
}

function valueOf(document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new YamlError(error instanceof Error ? error.message : String(error), "1:1");
  }
}

/** Where the key or value stands, or, when it is not there, the nearest thing around it. */
function offsetOf(document: Document.Parsed, path: Finding["path"], of: Finding["of"]): number {
  let node: Node | null = document.contents;
  let offset = startOf(node);
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    const found = below(node, step);
    if (!found) return offset;
    const asKey = of === "key" && depth === path.length - 1;
    offset = startOf(asKey || found.value === null ? found.key : found.value) || offset;
    node = found.value;
  }
  return offset;
}

function below(node: Node | null, step: string | number): { key: Node; value: Node | null } | undefined {
  if (isSeq<ParsedNode>(node)) {
    const item = node.items[Number(step)];
    return item && { key: item, value: item };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined;
  return node.items.find(({ key }) => String(key) === String(step));
}
