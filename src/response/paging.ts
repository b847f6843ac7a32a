const names = {
  limit: /^(limit|per_?page|page_?size|size|count|take|top|max_?results|first)$/i,
  offset: /^(offset|skip|start|start_?index|from)$/i,
  page: /^(page|page_?number|page_?no)$/i,
};

const defaultLimit = 100;

type Query = Readonly<Record<string, unknown>>;

/** A part of a list. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
}

/** Which part the declared parameters ask for: limit with offset, or with a page counted from 1. */
export function pageOf(query: Query, defaults: Query): Part {
  const asked = (name: RegExp) => find(query, name) ?? find(defaults, name);
  const limit = asked(names.limit) ?? defaultLimit;
  const page = asked(names.page);
  const offset = asked(names.offset) ?? (page === undefined ? 0 : Math.max(0, page - 1) * limit);
  return { offset, limit };
}

const facts: readonly (readonly [RegExp, (total: number, part: Part) => number])[] = [
  [
    /^(total|total_?(count|items|results|elements|records|size)|count|item_?count|x-total-count|x-total)$/i,
    (total) => total,
  ],
  [
    /^(page|current_?page|page_?number)$/i,
    (_, { offset, limit }) => (limit > 0 ? Math.floor(offset / limit) + 1 : 1),
  ],
  [/^(limit|per_?page|page_?size|size)$/i, (_, { limit }) => limit],
  [
    /^(last_?page|total_?pages|pages|page_?count)$/i,
    (total, { limit }) => Math.max(1, limit > 0 ? Math.ceil(total / limit) : 1),
  ],
  [/^(offset|skip)$/i, (_, { offset }) => offset],
];

/** What a property or header of that name says of a list: its total, the page and its size; undefined for others. */
export function listFact(name: string, total: number, part: Part): number | undefined {
  return facts.find(([pattern]) => pattern.test(name))?.[1](total, part);
}

function find(query: Query, name: RegExp): number | undefined {
  for (const [key, value] of Object.entries(query)) {
    if (name.test(key) && Number.isInteger(value) && Number(value) >= 0) return Number(value);
  }
  return undefined;
}
