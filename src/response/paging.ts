const names = {
  limit: /^(limit|per_?page|page_?size|size|count|take|top|max_?results|first)$/i,
  offset: /^(offset|skip|start|start_?index|from)$/i,
  page: /^(page|page_?number|page_?no)$/i,
};

const defaultLimit = 100;

/** Which part of a list the declared parameters ask for: limit with offset, or with a page counted from 1. */
export function pageOf(query: Readonly<Record<string, unknown>>): { offset: number; limit: number } {
  const limit = find(query, names.limit) ?? defaultLimit;
  const page = find(query, names.page);
  const offset = find(query, names.offset) ?? (page === undefined ? 0 : Math.max(0, page - 1) * limit);
  return { offset, limit };
}

function find(query: Readonly<Record<string, unknown>>, name: RegExp): number | undefined {
  for (const [key, value] of Object.entries(query)) {
    if (name.test(key) && Number.isInteger(value) && Number(value) >= 0) return Number(value);
  }
  return undefined;
}

/** Names under which a list says how long the whole of it is. */
export const totalName = /^(total|total_?(count|items|results|elements|records|size)|count|item_?count)$/i;
