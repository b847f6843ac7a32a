import type { Page } from "../store/store.ts";
import { keyText } from "./choose-id.ts";
import { cursorAt, pageNumber, type Paging, type Part } from "./paging.ts";

/** What there is to say of a list, or of a part of one. */
export interface ListAccount {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
  /** Items of this part. */
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly isByCursor: boolean;
  /** For the next part; undefined where there is none, or where the list is not paged by cursor. */
  readonly cursor: string | undefined;
  /** The key of the last item. */
  readonly lastKey: string | undefined;
  /** `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** Path and query of another part; undefined where there is none. */
  link(rel: string): string | undefined;
}

export interface Accounting {
  readonly part: Part;
  readonly paging: Paging;
  readonly idField: string | undefined;
  readonly address: Address;
}

/** Where the request for a list went. */
export interface Address {
  readonly origin: string;
  /** Session prefix and path. */
  readonly target: string;
  /** As it was sent, without `?`. */
  readonly search: string;
}

/** Tells what a part of a list is a part of. */
export function accountFor(found: Page, { part, paging, idField, address }: Accounting): ListAccount {
  const { total, offset, records } = found;
  const { limit } = part;
  const count = records.length;
  const { firstPage, names } = paging;
  const last = records.at(-1)?.value;
  const lastKey = last && idField !== undefined ? keyText(last[idField]) : undefined;
  const hasNext = count > 0 && offset + count < total;
  const pages = Math.max(1, limit > 0 ? Math.ceil(total / limit) : 1);
  const isByCursor = names.cursor !== undefined;
  const begins: Readonly<Record<string, number | undefined>> = {
    self: offset,
    first: 0,
    last: isByCursor ? undefined : (pages - 1) * limit,
    next: hasNext ? offset + count : undefined,
    prev: offset > 0 && !isByCursor ? Math.max(0, offset - limit) : undefined,
  };
  return {
    total,
    offset,
    limit,
    count,
    page: pageNumber({ offset, limit }, firstPage),
    pages,
    hasNext,
    hasPrevious: offset > 0,
    isByCursor,
    cursor: hasNext && isByCursor ? cursorAt(offset + count, lastKey) : undefined,
    lastKey,
    origin: address.origin,
    link(rel) {
      const begin = begins[rel];
      if (begin === undefined || (names.page ?? names.offset ?? names.cursor) === undefined) return undefined;
      if (rel === "self") return linkTo(address, {});
      return linkTo(address, turned(begin, { limit, lastKey, paging }));
    },
  };
}

interface Turn {
  readonly limit: number;
  readonly lastKey: string | undefined;
  readonly paging: Paging;
}

/** The parameter that leads to a part. */
function turned(begin: number, { limit, lastKey, paging }: Turn): Record<string, string | undefined> {
  const { names, firstPage } = paging;
  if (names.offset !== undefined) return { [names.offset]: String(begin) };
  if (names.page !== undefined)
    return { [names.page]: String(pageNumber({ offset: begin, limit }, firstPage)) };
  if (names.cursor === undefined) return {};
  return { [names.cursor]: begin === 0 ? undefined : cursorAt(begin, lastKey) };
}

function linkTo({ target, search }: Address, changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? target : `${target}?${text}`;
}
