import { readLabel, type Label } from "./attribute-line.ts";
import type { Line } from "./capture.ts";

/** A Hide/Show label and the lines up to the next label of its level. */
export interface Labelled {
  readonly label: Label;
  readonly line: number;
  readonly lines: readonly Line[];
}

/** What a bullet owns: prose, then labelled children. */
export interface Outline {
  readonly prose: readonly Line[];
  readonly labelled: readonly Labelled[];
}

/** Splits the lines a bullet owns at the labels of its own level. Bullets before the first label belong to the prose. */
export function outline(lines: readonly Line[]): Outline {
  const level = lines.find(({ text }) => text !== "")?.indent;
  const starts = lines.flatMap((line, at) => {
    const label = line.indent === level && !line.bullet ? readLabel(line.text) : undefined;
    return label ? [{ label, line: line.number, at }] : [];
  });
  return {
    prose: lines.slice(0, starts[0]?.at ?? lines.length),
    labelled: starts.map(({ label, line, at }, index) => ({
      label,
      line,
      lines: lines.slice(at + 1, starts[index + 1]?.at ?? lines.length),
    })),
  };
}

/** A bullet and the deeper lines it owns. */
export interface Item {
  readonly head: Line;
  readonly body: readonly Line[];
}

/** Groups lines by their outermost bullets; text at the bullets' own level belongs to their parent and is left out. */
export function toItems(lines: readonly Line[]): Item[] {
  const level = lines.find(({ bullet }) => bullet)?.indent ?? 0;
  const items: { head: Line; body: Line[] }[] = [];
  let open = false;
  for (const line of lines) {
    const outer = line.text !== "" && line.indent <= level;
    if (outer) open = line.bullet;
    if (outer && line.bullet) items.push({ head: line, body: [] });
    else if (!outer && open) items.at(-1)?.body.push(line);
  }
  return items;
}
