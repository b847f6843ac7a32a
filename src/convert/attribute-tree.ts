import { readAttributeLine } from "./attribute-line.ts";
import type { CaptureText, Line } from "./capture.ts";
import { unknownShape, type Attribute, type Shape } from "./model.ts";
import { outline, toItems, type Item, type Labelled } from "./outline.ts";
import { readProse } from "./prose.ts";
import { typeText, type TypeNotation } from "./type-notation.ts";
import { readVariants } from "./variants.ts";

/** Reads the bullets of a section, one attribute each. */
export function readAttributes(lines: readonly Line[], capture: CaptureText): Attribute[] {
  return toItems(lines).map((item) => readAttribute(item, capture));
}

/** Reads the children below a label and compares their number with the label's: singular means one, plural more. */
export function readLabelled({ label, line, lines }: Labelled, capture: CaptureText): Attribute[] {
  const children = readAttributes(lines, capture);
  if (label.singular ? children.length !== 1 : children.length < 2) {
    const promised = label.singular ? "exactly one attribute" : "at least two attributes";
    capture.warn(
      line,
      `the label promises ${promised}, the capture has ${children.length}: some were lost on the way`,
    );
  }
  return children;
}

/** Reads everything said about one value of a given type. */
export function readShape(
  lines: readonly Line[],
  type: TypeNotation | undefined,
  capture: CaptureText,
): Shape {
  const content = outline(lines);
  const choice = readVariants(content, capture, (labelled) => readLabelled(labelled, capture));
  const [own, ...others] = choice ? [] : content.labelled;
  for (const { line } of others)
    capture.warn(line, "a second label at one place: its attributes were left out");
  const prose = choice?.prose ?? content.prose;
  if (!choice && !own) warnOfUnlabelled(prose, type, capture);
  return {
    ...unknownShape,
    type,
    ...readProse(prose, type, capture),
    variants: choice?.variants,
    children: own && readLabelled(own, capture),
  };
}

function readAttribute({ head, body }: Item, capture: CaptureText): Attribute {
  const read = readAttributeLine(head.text);
  // A bullet that is no attribute line is the description of an attribute whose own line was lost.
  const described = {
    ...head,
    bullet: false,
    indent: body.find(({ text }) => text !== "")?.indent ?? head.indent,
  };
  const shape = readShape(read ? body : [described, ...body], read?.type, capture);
  const flags = read?.flags ?? new Set<string>();
  return {
    ...shape,
    name: read?.name || (outline(body).labelled[0]?.label.of ?? ""),
    line: head.number,
    required: flags.has("Required"),
    deprecated: flags.has("Deprecated"),
    readOnly: flags.has("Read-only"),
    writeOnly: flags.has("Write-only"),
  };
}

function warnOfUnlabelled(
  prose: readonly Line[],
  type: TypeNotation | undefined,
  capture: CaptureText,
): void {
  const bullets = prose.filter(({ bullet }) => bullet);
  const [first] = bullets;
  const allTyped = bullets.every(({ text }) => readAttributeLine(text)?.type);
  if (!first || !allTyped || !/object|any/.test(typeText(type))) return;
  capture.warn(
    first.number,
    "these bullets look like attributes, but no Hide/Show label precedes them: read as prose",
  );
}
