import { Composer, isNode, isScalar, LineCounter, Lexer, Parser, visit, type Document } from "yaml";

/** The text is no YAML document that can be used; `place` is `line:column`. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly place: string;
  /** The next step, where there is a better one than to look at the place. */
  readonly help: string | undefined;

  constructor(cause: string, place: string, help?: string) {
    super(cause);
    this.place = place;
    this.help = help;
  }
}

/** `line:column` of an offset. */
export type Place = (offset: number) => string;

export interface YamlDocument {
  readonly document: Document.Parsed;
  readonly place: Place;
}

/** The library recurses: deeper texts could exhaust its stack, which in Node may end the process. */
const deepest = 500;
const mostAliases = 20_000;
/** Aliases of aliases of aliases: a few lines may stand for more values than there are atoms. */
const mostValues = 5_000_000;

/**
 * Parses one YAML 1.2 document. Throws YamlError, with its place, for what is no YAML, more than one document, a key
 * that stands twice in one object, and brackets without end.
 */
export function composeYaml(text: string, { merge = false } = {}): YamlDocument {
  const lines = new LineCounter();
  const place: Place = (offset) => {
    const { line, col } = lines.linePos(offset);
    return `${String(line)}:${String(col)}`;
  };
  // The library compares each key with each other; `checkKeys` finds one that is there twice in one go.
  const options = { uniqueKeys: false, logLevel: "error", merge } as const;
  const [document, second] = [...new Composer(options).compose(tokens(text, lines), true, text.length)];
  if (!document) throw new YamlError("the file is empty", "1:1");
  const [error] = document.errors;
  if (error) throw new YamlError(error.message, place(error.pos[0]));
  if (second) throw new YamlError("a file holds one document", place(second.range[0]));
  checkKeys(document, place);
  return { document, place };
}

/** A YAML document as a value; an alias gives the object that it stands for. Throws YamlError. */
export function readYaml(text: string): unknown {
  const { document, place } = composeYaml(text, { merge: true });
  let aliases = 0;
  visit(document, {
    Alias(_, alias) {
      if (++aliases <= mostAliases) return;
      throw new YamlError(`there are more than ${String(mostAliases)} aliases`, place(startOf(alias)));
    },
    Scalar(_, scalar) {
      // JSON has no dates and no bytes (`!!timestamp`, `!!binary`, dates of YAML 1.1): they are the texts they are written as.
      if (typeof scalar.value === "object" && scalar.value !== null) scalar.value = scalar.source ?? null;
    },
    Pair(_, { key }) {
      // As it is written: `1.0` is no key `1`, and `null` none that is empty.
      if (isScalar(key) && typeof key.value !== "string" && key.source !== undefined) key.value = key.source;
    },
  });
  const value = valueOf(document);
  if (aliases > 0) sizeOf(value);
  return value;
}

function* tokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > deepest) {
      const { line, col } = lines.linePos(parser.offset);
      throw new YamlError("this is nested too deeply", `${String(line)}:${String(col)}`);
    }
  }
  yield* parser.end();
}

function checkKeys(document: Document.Parsed, place: Place): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) && key.source !== undefined ? key.source : String(key);
        // An object may be merged with several others.
        if (seen.has(name) && name !== "<<") {
          throw new YamlError(`the key "${name.slice(0, 80)}" stands here twice`, place(startOf(key)));
        }
        seen.add(name);
      }
    },
  });
}

function valueOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: -1 });
  } catch (error) {
    throw new YamlError(error instanceof Error ? error.message : String(error), "1:1");
  }
}

/** How many values there are, those behind aliases counted each time. Throws YamlError where there are millions. */
export function sizeOf(value: unknown, known = new Map<object, number>()): number {
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (before === 0) throw new YamlError("an alias stands inside what it stands for", "1:1");
  if (before !== undefined) return before;
  known.set(value, 0);
  let size = 1;
  for (const one of Object.values(value)) size += sizeOf(one, known);
  if (size > mostValues) throw new YamlError("its aliases stand for millions of values", "1:1");
  known.set(value, size);
  return size;
}

/** The offset at which a node begins; 0 for what is none. */
export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
