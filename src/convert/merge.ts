import { Comparison } from "./comparison.ts";
import type { Difference } from "./difference.ts";
import { distinct } from "./json.ts";
import { mergeBodies, mergeResponses } from "./merge-bodies.ts";
import { mergeAttributes, mergeDescriptions } from "./merge-shapes.ts";
import { mergeSecurity, mergeServers } from "./merge-stated.ts";
import type { Operation, Page, Parameter } from "./model.ts";
import { pluck, split, union, type Version } from "./version.ts";

/** Several captures of one operation, made one. */
export interface Merged {
  readonly operation: Operation;
  readonly differences: readonly Difference[];
}

/**
 * Merges the captures of one operation: the union of what they hold, the richest rendition's word on structure,
 * every difference noted. Where two renditions are equally rich, the first one given wins.
 */
export function mergePages(pages: readonly [Page, ...Page[]]): Merged {
  const [{ method, path }] = pages;
  const differences: Difference[] = [];
  const comparison = new Comparison(`${method} ${path}`, differences);
  const ranked = [...pages].sort((a, b) => b.shows.size - a.shows.size);
  const versions: Version<Page>[] = ranked.map((page) => ({ page, value: page }));
  const titles = split(pluck(versions, ({ title }) => title || undefined));
  const badges = split(pluck(versions, (page) => (page.badges.length > 0 ? page.badges : undefined)));
  const operation: Operation = {
    method,
    path,
    title: comparison.pick({ what: "title", ...titles, tell: (title) => `"${title}"` }) ?? "",
    badges:
      comparison.pick({ what: "badges", ...badges, aspect: "badges", tell: (list) => list.join("; ") }) ?? [],
    description: mergeDescriptions(versions, comparison),
    servers: mergeServers(versions, comparison),
    security: mergeSecurity(versions, comparison),
    parameters: mergeParameters(versions, comparison),
    body: mergeBodies(
      pluck(versions, ({ body }) => body),
      comparison.below("request body"),
    ),
    responses: mergeResponses(
      pluck(versions, ({ responses }) => responses),
      comparison,
    ),
  };
  return { operation, differences };
}

function mergeParameters(versions: readonly Version<Page>[], comparison: Comparison): Parameter[] {
  const lists = pluck(versions, ({ parameters }) => parameters);
  const places = distinct(union(lists, (parameter) => parameter.in).map(({ key }) => key));
  return places.flatMap((place) => {
    const ofPlace = pluck(lists, (list) => list.filter((parameter) => parameter.in === place));
    return mergeAttributes(ofPlace, "parameter", comparison.below(`${place} parameters`));
  });
}
