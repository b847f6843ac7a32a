import { Buffer } from "node:buffer";
import type { Parameter } from "../contract/operation.ts";
import { keyText } from "./choose-id.ts";
import { conjuncts, typesOf } from "../schema/properties.ts";
import type { Schemas } from "../schema/schema.ts";

const names = {
  limit:
    /^_?(limit|per_?page|page_?size|size|count|take|top|max_?results|max_?items|first|page\[(size|limit)\])$/i,
  offset: /^_?(offset|skip|start|start_?index|from|page\[offset\])$/i,
  page: /^_?(page|page_?number|page_?no|page_?num|page_?index|page\[number\])$/i,
  cursor:
    /^_?((next_?|page_?|end_?)?cursor|after|starting_?after|start_?after|(next_?)?page_?token|next_?token|continuation(_?token)?|marker|page\[(after|cursor)\])$/i,
} as const;

/** How much of a list is given where nobody says how much. */
const usualLimit = 100;
/** Of a list that is not paged. */
const mostAtOnce = 1000;

type Query = Readonly<Record<string, unknown>>;
type PageKind = keyof typeof names;

/** The parameters of a list by which it is paged. */
export interface Paging {
  readonly names: Readonly<Partial<Record<PageKind, string>>>;
  /** What counts where a request says nothing. */
  readonly defaults: Query;
  /** Of the first page: 0 or 1. */
  readonly firstPage: number;
}

/** A part of a list. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
  /** The key of the record before it, for a list that is paged by cursor. */
  readonly after: string | undefined;
}

/** Finds out how a list is paged. */
export function readPaging(parameters: readonly Parameter[], schemas: Schemas): Paging {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const found: Partial<Record<PageKind, string>> = {};
  const defaults: Record<string, unknown> = {};
  let firstPage = 1;
  for (const { name, schema } of inQuery) {
    const kind = (Object.keys(names) as PageKind[]).find((one) => names[one].test(name));
    if (!kind || found[kind] !== undefined) continue;
    const parts = conjuncts(schema, schemas);
    const types = typesOf(schema, schemas);
    const isNumber = types.size === 0 || types.has("integer") || types.has("number");
    // `from=2025-01-01` and `after=2025-01-01` are filters.
    if (kind === "cursor" ? parts.some(({ format }) => format?.startsWith("date")) : !isNumber) continue;
    found[kind] = name;
    const usual = parts.find((part) => part.default !== undefined)?.default;
    if (usual !== undefined) defaults[name] = usual;
    const least = parts.find((part) => part.minimum !== undefined)?.minimum;
    if (kind === "page" && (usual === 0 || (usual === undefined && least === 0))) firstPage = 0;
  }
  return { names: found, defaults, firstPage };
}

/** Which part a request asks for. */
export function partOf(query: Query, { names: known, defaults, firstPage }: Paging): Part {
  const asked = (kind: PageKind): unknown => {
    const name = known[kind];
    return name === undefined ? undefined : (query[name] ?? defaults[name]);
  };
  const isPaged = Object.keys(known).length > 0;
  const limit = count(asked("limit")) ?? (isPaged ? usualLimit : mostAtOnce);
  const cursor = asked("cursor");
  if (cursor !== undefined && cursor !== null && cursor !== "" && cursor !== 0)
    return behind(keyText(cursor), limit);
  const page = count(asked("page"));
  const offset = count(asked("offset")) ?? (page === undefined ? 0 : Math.max(0, page - firstPage) * limit);
  return { offset, limit, after: undefined };
}

/** The number of the page that begins there, as the operation counts them. */
export function pageNumber({ offset, limit }: Pick<Part, "offset" | "limit">, firstPage: number): number {
  return (limit > 0 ? Math.floor(offset / limit) : 0) + firstPage;
}

/** A text for clients to send back: where the next part begins, and what stands before it. */
export function cursorAt(offset: number, key: string | undefined): string {
  return Buffer.from(JSON.stringify([offset, ...(key === undefined ? [] : [key])])).toString("base64url");
}

/** Behind a cursor of ours, or behind the thing with that id (`starting_after=7`). */
function behind(cursor: string, limit: number): Part {
  // Whoever knows the records knows whether there is one with that id.
  const { offset, after } = readCursor(cursor) ?? {
    offset: Number(/^\d{1,15}$/.exec(cursor)?.[0] ?? 0),
    after: cursor,
  };
  return { offset, limit, after };
}

function readCursor(text: string): Pick<Part, "offset" | "after"> | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(read) || read.length > 2) return undefined;
    const [offset, after] = read as unknown[];
    const isOurs = Number.isSafeInteger(offset) && (after === undefined || typeof after === "string");
    return isOurs ? { offset: Math.max(0, Number(offset)), after } : undefined;
  } catch {
    return undefined;
  }
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}
