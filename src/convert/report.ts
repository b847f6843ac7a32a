import type { Conversion } from "./convert.ts";
import type { Difference, Meaning } from "./difference.ts";

const GROUPS: readonly (readonly [Meaning, string])[] = [
  ["contradicts", "Contradictions"],
  ["absent", "Present in one capture, absent from another that would show it"],
  ["less detailed", "Said in more detail by one capture than by another"],
  [
    "not shown",
    "Shown by one capture only, because the other's layout never shows it (its silence says nothing)",
  ],
];

/** What a conversion found, as readable text: differences by what they mean, then warnings. */
export function reportText({ differences, warnings }: Pick<Conversion, "differences" | "warnings">): string {
  const groups = GROUPS.map(([meaning, title]) => ({
    title,
    lines: differences.filter((difference) => difference.meaning === meaning).map(sentence),
  }));
  const sections = [...groups, { title: "Warnings", lines: warnings }].filter(
    ({ lines }) => lines.length > 0,
  );
  if (sections.length === 0) return "The captures agree in everything.\n";
  return sections
    .map(({ title, lines }) => `${title} (${lines.length})\n${lines.map((line) => `  ${line}\n`).join("")}`)
    .join("\n");
}

/** The same for programs: JSON, ended by a line feed. */
export function reportJson({ differences, warnings }: Pick<Conversion, "differences" | "warnings">): string {
  return `${JSON.stringify({ differences, warnings }, undefined, 2)}\n`;
}

function sentence({ operation, at, what, stated, absentFrom, meaning, outcome }: Difference): string {
  const place = [operation, ...at].join(" > ");
  const saying = byValue(stated).join("; ");
  const lacking = absentFrom.map(fileName).join(" and ");
  switch (meaning) {
    case "contradicts":
      return `${place}: ${what}: ${saying}. Kept: ${outcome}.`;
    case "less detailed":
      return `${place}: ${what}: ${saying}. These agree; kept: ${outcome}.`;
    case "absent":
      return `${place}: ${what}: ${saying}; absent from ${lacking}. Kept.`;
    case "not shown":
      return `${place}: ${what}: ${saying}; not shown by ${lacking}. Kept.`;
  }
}

/** Captures that say the same are told together. */
function byValue(stated: Difference["stated"]): string[] {
  const values = [...new Set(stated.map(({ value }) => value))];
  return values.map((value) => {
    const captures = stated.filter((one) => one.value === value).map(({ capture }) => fileName(capture));
    return `${value} (${captures.join(", ")})`;
  });
}

function fileName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}
