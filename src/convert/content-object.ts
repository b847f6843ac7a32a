import { schemaOf } from "./attribute-schema.ts";
import { illustrated } from "./authored-examples.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Content, Example } from "./model.ts";

/** The `content` of a body: a Media Type Object per media type. */
export function contentObject(content: readonly Content[]): JsonObject {
  return Object.fromEntries(
    content.map((one) => {
      const { shape, examples } = illustrated(one);
      return [one.mediaType, { ...(shape ? { schema: schemaOf(shape) } : {}), ...exampleKeywords(examples) }];
    }),
  );
}

/** One example without a summary is `example`; several, or a summarised one, are named after their summaries. */
function exampleKeywords(examples: readonly Example[]): JsonObject {
  const [first, ...others] = examples;
  if (!first) return {};
  if (others.length === 0 && first.summary === "") return { example: first.value as JsonValue };
  const names = new Set<string>();
  const named = examples.map(({ summary, description, value }) => {
    const base = summary.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-|-$/g, "") || "example";
    let name = base;
    for (let number = 2; names.has(name); number++) name = `${base}-${number}`;
    names.add(name);
    const told = { ...(summary ? { summary } : {}), ...(description ? { description } : {}) };
    return [name, { ...told, value: value as JsonValue }] as const;
  });
  return { examples: Object.fromEntries(named) };
}
