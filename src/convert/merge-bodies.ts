import { told, type Comparison } from "./comparison.ts";
import { distinct } from "./json.ts";
import { mergeAttributes, mergeDescriptions, mergeShapes } from "./merge-shapes.ts";
import type { Body, Content, Example, Response } from "./model.ts";
import { pluck, split, union, type Version } from "./version.ts";

/** Merges request bodies; a page without one is told, the body is kept. */
export function mergeBodies(
  versions: readonly Version<Body | undefined>[],
  comparison: Comparison,
): Body | undefined {
  const { stated, absent } = split(versions);
  if (stated.length === 0) return undefined;
  comparison.noteAbsences({ what: "request body", stated, absent, tell: mediaTypesOf });
  const required = split(pluck(stated, (body) => body.required || undefined));
  return {
    required:
      comparison.pick({ what: "required", ...required, aspect: "required", tell: () => "required" }) ?? false,
    description: mergeDescriptions(stated, comparison),
    content: mergeContent(stated, comparison),
  };
}

/** Merges responses by status code. */
export function mergeResponses(
  lists: readonly Version<readonly Response[]>[],
  comparison: Comparison,
): Response[] {
  return union(lists, ({ code }) => code).map(({ key, stated, absent }) => {
    const place = comparison.below(`response ${key}`);
    place.noteAbsences({ what: "response", stated, absent, tell: mediaTypesOf });
    return {
      code: key,
      description: mergeDescriptions(stated, place),
      headers: mergeAttributes(
        pluck(stated, ({ headers }) => headers),
        "header",
        place.below("headers"),
      ),
      content: mergeContent(stated, place),
    };
  });
}

function mergeContent(
  versions: readonly Version<Pick<Body, "content">>[],
  comparison: Comparison,
): Content[] {
  const merged = union(
    pluck(versions, ({ content }) => content),
    ({ mediaType }) => mediaType.toLowerCase(),
  );
  return merged.map(({ first, stated, absent }) => {
    // The media type is only worth naming where there are several.
    const place = merged.length > 1 ? comparison.below(first.mediaType) : comparison;
    place.noteAbsences({ what: "media type", stated, absent, tell: ({ mediaType }) => mediaType });
    const shapes = split(pluck(stated, ({ shape }) => shape));
    return {
      mediaType: first.mediaType,
      shape: shapes.stated.length === 0 ? undefined : mergeShapes(shapes.stated, place),
      examples: mergeExamples(stated, place),
    };
  });
}

function mergeExamples(versions: readonly Version<Content>[], comparison: Comparison): Example[] {
  const { stated, absent } = split(
    pluck(versions, ({ examples }) => (examples.length > 0 ? examples : undefined)),
  );
  const tell = (examples: readonly Example[]) =>
    examples.length === 1 ? "an example" : `${examples.length} examples`;
  comparison.noteAbsences({ what: "examples", stated, absent, aspect: "examples", tell });
  const different = distinct(stated.map(({ value }) => value)).length > 1;
  if (different) {
    const outcome = "what is authored in any of them";
    comparison.note({
      what: "examples",
      stated: told(stated, tell),
      absentFrom: [],
      meaning: "contradicts",
      outcome,
    });
  }
  return distinct(stated.flatMap(({ value }) => value));
}

function mediaTypesOf({ content }: Pick<Body, "content">): string {
  return content.map(({ mediaType }) => mediaType).join(", ") || "no content";
}
