import type { CaptureText, Line } from "./capture.ts";
import { unknownShape, type Attribute, type Shape, type Variants } from "./model.ts";
import type { Labelled, Outline } from "./outline.ts";
import { toParagraphs } from "./prose.ts";
import { readTypePrefix, typeText, type TypeNotation } from "./type-notation.ts";

interface Choice {
  /** The lines before `One of:`. */
  readonly prose: readonly Line[];
  readonly variants: Variants;
}

type Tabs = readonly { readonly title: string; readonly type: TypeNotation }[];

/**
 * Reads `One of:` or `Any of:` with what is left of its alternatives; undefined where there is no such line.
 * Pages often render only some of them: rather than refuse values of the others, none is then kept.
 */
export function readVariants(
  { prose, labelled }: Outline,
  capture: CaptureText,
  readChildren: (labelled: Labelled) => readonly Attribute[],
): Choice | undefined {
  const at = prose.findIndex(({ text, bullet }) => !bullet && /^(One|Any) of:$/.test(text));
  const start = prose[at];
  if (!start) return undefined;
  const after = prose.slice(at + 1);
  const tabsAt = after.findIndex(({ text }) => text !== "");
  const tabs = readTabs(after[tabsAt]?.text ?? "");
  const described = tabs ? after.slice(tabsAt + 1) : after;

  const objects = labelled.map((option, index) => {
    const lines = index === 0 ? described : (labelled[index - 1]?.lines ?? []);
    const type = option.label.type ?? readTypePrefix("object")?.type;
    return { ...unknownShape, type, description: trailingText(lines), children: readChildren(option) };
  });
  const options = tabs ? fillTabs(tabs, objects) : objects;
  if (options.length < 2) {
    capture.warn(start.number, `the alternatives of \`${start.text}\` were lost: any value is let through`);
  }
  const keyword = start.text.startsWith("One") ? "oneOf" : "anyOf";
  return { prose: prose.slice(0, at), variants: { keyword, options: options.length < 2 ? [] : options } };
}

/** `Title A object Title B string`: the tabs of the alternatives. */
function readTabs(text: string): Tabs | undefined {
  const tabs: { title: string; type: TypeNotation }[] = [];
  let title: string[] = [];
  let rest = text;
  while (rest !== "") {
    const read = readTypePrefix(rest);
    if (read) {
      tabs.push({ title: title.join(" "), type: read.type });
      title = [];
      rest = read.rest;
    } else {
      const [word = "", ...words] = rest.split(" ");
      title.push(word);
      rest = words.join(" ");
    }
  }
  return tabs.length > 1 && title.length === 0 ? tabs : undefined;
}

/** Gives each tab that has attributes its own; empty where their numbers do not agree. */
function fillTabs(tabs: Tabs, objects: readonly Shape[]): readonly Shape[] {
  const structured = tabs.filter(({ type }) => typeText(type).includes("object"));
  if (structured.length !== objects.length) return [];
  let next = 0;
  return tabs.map((tab) => {
    const shape = structured.includes(tab) ? (objects[next++] ?? unknownShape) : unknownShape;
    return {
      ...shape,
      type: tab.type,
      description: [tab.title, shape.description].filter(Boolean).join("\n\n"),
    };
  });
}

/** Text after the last bullet of a section, at the section's own level; all of it where there is no bullet. */
function trailingText(lines: readonly Line[]): string {
  const level = lines.find(({ bullet }) => bullet)?.indent;
  const last = lines.findLastIndex(
    ({ text, indent, bullet }) => text !== "" && (bullet || indent > (level ?? Infinity)),
  );
  return toParagraphs(lines.slice(last + 1)).join("\n\n");
}
