import type { DocumentPart } from "./operation.ts";

interface PageLimits {
  readonly maximum: number;
  /** What a client gets that does not say; undefined: everything. */
  readonly standard?: number;
}

/** Declares `limit` and `offset`. */
export function pageParameters({ maximum, standard }: PageLimits): DocumentPart[] {
  const limit = { type: "integer", minimum: 0, maximum };
  return [
    {
      name: "limit",
      in: "query",
      description: "At most so many.",
      schema: standard === undefined ? limit : { ...limit, default: standard },
    },
    {
      name: "offset",
      in: "query",
      description: "Without the first so many.",
      schema: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 },
    },
  ];
}

/** The window that a request asks for. */
export function windowOf(query: DocumentPart, standard = Infinity): { offset: number; limit: number } {
  const { limit, offset } = query;
  return { offset: Number(offset ?? 0), limit: Number(limit ?? standard) };
}
