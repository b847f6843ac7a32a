import { isAlias, isMap, isScalar, isSeq, visit, type Document, type Node, type ParsedNode } from "yaml";
import { readPlainYaml } from "../contract/yaml/plain.ts";
import {
  composeYaml,
  sizeOf,
  startOf,
  YamlError,
  type Place,
  type YamlDocument,
} from "../contract/yaml/yaml.ts";
import type { Finding } from "../matchers/given.ts";
import { checkAliases } from "./yaml-aliases.ts";

/** A YAML text as a value, which can tell where each part of it was written. */
export interface YamlText {
  readonly value: unknown;
  /** Line and column, from 1. */
  positionOf(finding: Pick<Finding, "path" | "of">): { readonly line: number; readonly column: number };
}

/** Aliases of a large thing stand for all of it each time. */
const MOST_VALUES = 1_000_000;

/** Parses one YAML 1.2 document. Throws YamlError, with its place, for what is no YAML, more than one document, or made to do harm. */
export function parseYaml(text: string): YamlText {
  let composed: YamlDocument | undefined;
  // Nearly all are plain, and have nothing in them that is to be pointed at.
  const { value } = readPlainYaml(text) ?? { value: valueOf((composed = compose(text))) };
  return {
    value,
    positionOf({ path, of }) {
      const { document, place } = (composed ??= compose(text));
      const [line = 1, column = 1] = place(offsetOf(document, path, of))
        .split(":")
        .map(Number);
      return { line, column };
    },
  };
}

function compose(text: string): YamlDocument {
  const made = composeYaml(text);
  const { document, place } = made;
  const [warning] = document.warnings;
  if (warning) throw new YamlError(warning.message, place(warning.pos[0]));
  checkAliases(document, place);
  checkPlain(document, place);
  return made;
}

const jsonTags = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
);

/** Throws YamlError for what another YAML would read otherwise, or JSON has no word for. */
function checkPlain(document: Document.Parsed, place: Place): void {
  const { explicit, version } = document.directives.yaml;
  if (explicit && version !== "1.2") throw new YamlError(`this is YAML ${version}`, "1:1");
  visit(document, {
    Pair(_, { key }) {
      // `note: {{ body.x }}` is an object whose only key is an object.
      if (isMap(key) && key.flow === true)
        throw new YamlError(
          "a template without quotes is no text",
          place(startOf(key)),
          'Put quotes around it: "{{ … }}"',
        );
      if (isScalar(key) && key.type === "PLAIN" && key.source === "<<")
        throw new YamlError("YAML 1.2 has no merge keys: << is a name like any other", place(startOf(key)));
    },
    Node(_, node) {
      // Whatever is not a value of JSON: bytes, sets, dates.
      if (!isAlias(node) && node.tag !== undefined && !jsonTags.has(node.tag))
        throw new YamlError(
          `JSON has no ${node.tag.replace(/^tag:yaml.org,2002:/, "!!")}`,
          place(startOf(node)),
        );
      if (isScalar(node) && typeof node.value === "number" && !Number.isFinite(node.value))
        throw new YamlError(`JSON has no ${String(node.source)}`, place(startOf(node)));
    },
  });
}

function valueOf({ document }: YamlDocument): unknown {
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    throw new YamlError(error instanceof Error ? error.message : String(error), "1:1");
  }
  // Without aliases there are no more values than characters.
  if (sizeOf(value) > MOST_VALUES)
    throw new YamlError(`this stands for more than ${MOST_VALUES} values`, "1:1");
  return value;
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
