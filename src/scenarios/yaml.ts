import {
  Composer,
  isAlias,
  isMap,
  isSeq,
  LineCounter,
  Lexer,
  Parser,
  type Document,
  type Node,
  type ParsedNode,
} from "yaml";
import type { Finding } from "../matchers/given.ts";
import { checkAliases, checkKeys, startOf, YamlError } from "./yaml-error.ts";

/** A YAML text as a value, which can tell where each part of it was written. */
export interface YamlText {
  readonly value: unknown;
  /** `line:column`, from 1. */
  placeOf(finding: Pick<Finding, "path" | "of">): string;
}

/** The parser below recurses: deeper texts could exhaust its stack, which in Node may end the process. */
const DEEPEST = 200;

/** The library compares each key with each other; `checkKeys` finds a key that is there twice in one go. */
const options = { uniqueKeys: false, logLevel: "error" } as const;

/** Parses one YAML 1.2 document. Throws YamlError, with its place, for what is no YAML, more than one document, or made to do harm. */
export function parseYaml(text: string): YamlText {
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${line}:${col}`;
  };
  const [document, second] = [...new Composer(options).compose(tokens(text, lines), true, text.length)];
  if (!document) throw new YamlError("the file is empty", "1:1");
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw new YamlError(error.message, place(error.pos[0]));
  if (second) throw new YamlError("a file holds one document", place(second.range[0]));
  checkKeys(document, place);
  checkAliases(document, place);
  return {
    value: valueOf(document),
    placeOf: ({ path, of }) => place(offsetOf(document, path, of)),
  };
}

function* tokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > DEEPEST) {
      const { line, col } = lines.linePos(parser.offset);
      throw new YamlError("this is nested too deeply", `${line}:${col}`);
    }
  }
  yield* parser.end();
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
