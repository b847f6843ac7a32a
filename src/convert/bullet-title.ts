import { readFlags } from "./attribute-line.ts";
import type { Line } from "./capture.ts";

/** What stands above the operation line. */
export interface BulletTitle {
  readonly title: string;
  readonly badges: readonly string[];
  /** URLs below `Base URL`. */
  readonly servers: readonly string[];
}

/** Reads the lines above the operation line: the title is the last of them that is no badge. */
export function readTitle(lines: readonly Line[]): BulletTitle {
  const texts = lines.map(({ text }) => text).filter((text) => text !== "" && text !== "View as Markdown");
  const last = texts.findLastIndex((text) => !readFlags(text));
  const badges = texts.slice(last + 1).flatMap((text) => readFlags(text) ?? []);
  const words = (texts[last] ?? "").split(" ");
  // Badges may also follow the title on its own line: the longest run of them at its end.
  const cut = words.findIndex((_, at) => at > 0 && readFlags(words.slice(at).join(" ")));
  const end = cut === -1 ? words.length : cut;
  return {
    title: words.slice(0, end).join(" "),
    badges: [...(readFlags(words.slice(end).join(" ")) ?? []), ...badges],
    servers: readServers(texts),
  };
}

function readServers(texts: readonly string[]): string[] {
  const base = texts.indexOf("Base URL");
  if (base === -1) return [];
  const below = texts.slice(base + 1);
  const end = below.findIndex((text) => !/^https?:\/\/\S+$/.test(text));
  return below.slice(0, end === -1 ? below.length : end);
}
