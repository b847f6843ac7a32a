import { shown, type Comparison } from "../matchers/comparison.ts";
import { Given } from "../matchers/given.ts";
import type { Operand } from "../matchers/matcher.ts";
import type { Asked } from "./recall.ts";
import { requestValue } from "./request-value.ts";
import type { Subject } from "./subject.ts";
import { readTemplate } from "./template-text.ts";

/**
 * A JSON value with templates in its texts. What they put out is a value, and is never read as a template again.
 * A fixed one has none, and is shared by all requests: not to be changed.
 */
export type Template =
  | { readonly fixed: true; readonly value: unknown }
  | { readonly fixed: false; render(subject: Subject): unknown };

/** Deeper than anyone writes; a file whose aliases refer to themselves ends here. */
const DEEPEST = 100;

/** What the templates anywhere in a value ask for before they are rendered; those that cannot be read are left out. */
export function askedIn(given: Given): readonly Asked[] {
  if (given.path.length > DEEPEST) return [];
  if (typeof given.value === "string") return readable(given, given.value).filter(isAsked);
  const parts = [...given.items(), ...given.keys.map((key) => given.at(key))];
  return parts.flatMap((part) => askedIn(part));
}

/** Compiles a value; a template that cannot be read is noted in the findings, with its place. */
export function compileTemplate(given: Given): Template {
  if (given.path.length > DEEPEST) return tooDeep(given);
  if (typeof given.value === "string") return compileText(given, given.value);
  if (Array.isArray(given.value)) return compileList(given);
  if (given.isObject()) return compileObject(given);
  return fixed(given.value);
}

/** The value for one request. Names whose template finds nothing are left out; such an item of a list is null. */
export function render(template: Template, subject: Subject): unknown {
  return template.fixed ? template.value : template.render(subject);
}

/** Reads what a matcher compares with: strictly as JSON or as text, but always as text where a template supplies it. */
export function operandReader(comparison: Comparison): (given: Given) => Operand<Subject> {
  return (given) => {
    const template = compileTemplate(given);
    if (template.fixed) {
      const { value } = template;
      return { of: () => value, fixed: true, comparison, sentence: shown(value) };
    }
    const sentence = typeof given.value === "string" ? given.value : shown(given.value);
    return { of: (subject) => template.render(subject), fixed: false, comparison: "text", sentence };
  };
}

function fixed(value: unknown): Template {
  return { fixed: true, value };
}

function tooDeep(given: Given): Template {
  given.refuse("this is nested too deeply, or an alias refers to itself", `Nest at most ${DEEPEST} levels`);
  return fixed(undefined);
}

function compileText(given: Given, text: string): Template {
  const pieces = checkedPieces(given, text);
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) {
    // A text that is one template and nothing else keeps the type of the value: a number stays a number.
    return typeof only === "string"
      ? fixed(only)
      : { fixed: false, render: (subject) => valueOf(only, subject) };
  }
  return { fixed: false, render: (subject) => pieces.map((piece) => written(piece, subject)).join("") };
}

/** What is written, or a reference and what its value is kept under once it was asked for. */
type Piece = string | Asked;

function checkedPieces(given: Given, text: string): readonly Piece[] {
  try {
    return piecesOf(given, text);
  } catch (error) {
    given.refuse(error instanceof Error ? error.message : String(error), "Write \\{{ where braces are meant");
    return [text];
  }
}

/** As `checkedPieces`, where somebody else notes what cannot be read. */
function readable(given: Given, text: string): readonly Piece[] {
  return checkedPieces(new Given(text, given.path), text);
}

function piecesOf({ path }: Given, text: string): readonly Piece[] {
  return readTemplate(text).map((piece, index) =>
    typeof piece === "string" ? piece : { reference: piece, at: `${path.join("/")} ${String(index)}` },
  );
}

function valueOf({ reference, at }: Asked, subject: Subject): unknown {
  return reference.kind === "request" ? requestValue(reference, subject) : subject.recalled?.get(at);
}

function isAsked(piece: Piece): piece is Asked {
  return typeof piece !== "string" && piece.reference.kind !== "request";
}

function written(piece: Piece, subject: Subject): string {
  const value = typeof piece === "string" ? piece : valueOf(piece, subject);
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function compileList(given: Given): Template {
  const items = given.items().map((item) => compileTemplate(item));
  const values = items.flatMap((item) => (item.fixed ? [item.value] : []));
  if (values.length === items.length) return fixed(values);
  return { fixed: false, render: (subject) => items.map((item) => render(item, subject) ?? null) };
}

/** `Object.fromEntries` makes a `__proto__` key an ordinary property. */
function compileObject(given: Given): Template {
  for (const key of given.keys.filter((one) => one.includes("{{"))) {
    given
      .at(key)
      .refuseKey("a name cannot be a template", "Write the name as it is, and templates in values");
  }
  const entries = given.keys.map((key) => [key, compileTemplate(given.at(key))] as const);
  const values = entries.flatMap(([key, template]) =>
    template.fixed ? [[key, template.value] as const] : [],
  );
  if (values.length === entries.length) return fixed(Object.fromEntries(values));
  return {
    fixed: false,
    render: (subject) =>
      Object.fromEntries(
        entries
          .map(([key, template]) => [key, render(template, subject)] as const)
          .filter(([, value]) => value !== undefined),
      ),
  };
}
