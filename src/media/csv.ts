import { isObject } from "../schema/pointer.ts";
import { declaredProperties, itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { tryJson } from "./json.ts";
import { readScalar, writeScalar } from "./scalar.ts";
import { unreadable } from "./unreadable.ts";

interface Cell {
  readonly text: string;
  /** Only a quoted cell says that it is an empty text; one left empty says nothing. */
  readonly isQuoted: boolean;
}

/** CSV with a header row (RFC 4180) as a list of objects, one for each row. Throws ProblemError `invalid-body`. */
export function parseCsv(text: string, item: Schema, schemas: Schemas): unknown[] {
  const [header = [], ...rows] = readRows(text);
  const columns = header.map(({ text: name }) => {
    const types = typesOf(propertyOf(item, name, schemas), schemas);
    return { name, read: (cell: Cell) => readCell(cell, types) };
  });
  return rows.map((row, index) => {
    if (row.length > columns.length) {
      const counts = `${String(row.length)} cells under ${String(columns.length)} column names`;
      throw unreadable("CSV", `row ${String(index + 2)} has ${counts}.`);
    }
    const entries = columns.map(({ name, read }, at) => {
      const cell = row[at];
      return [name, cell && read(cell)] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  });
}

function readCell({ text, isQuoted }: Cell, types: ReadonlySet<string>): unknown {
  if (text === "" && !isQuoted) return types.has("null") ? null : undefined;
  return types.has("array") || types.has("object") ? tryJson(text) : readScalar(text, types);
}

const plain = /[^,"\r\n]*/y;
/** More than a table for people has; each costs an attacker two bytes. */
const cellLimit = 500_000;

function readRows(text: string): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let cells = 0;
  let at = 0;

  function readPlain(): Cell {
    plain.lastIndex = at;
    const [found = ""] = plain.exec(text) ?? [];
    at += found.length;
    return { text: found, isQuoted: false };
  }

  function readQuoted(): Cell {
    const start = at + 1;
    let end = text.indexOf('"', start);
    while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
    if (end < 0) throw misquoted();
    at = end + 1;
    return { text: text.slice(start, end).replaceAll('""', '"'), isQuoted: true };
  }

  function endRow(): void {
    const isBlank = row.length === 1 && row[0]?.text === "" && !row[0].isQuoted;
    if (!isBlank) rows.push(row);
    row = [];
  }

  const misquoted = () =>
    unreadable("CSV", `row ${String(rows.length + 1)} has a quote that does not belong there.`);

  while (at < text.length) {
    row.push(text[at] === '"' ? readQuoted() : readPlain());
    cells += 1;
    if (cells > cellLimit) throw unreadable("CSV", `it has more than ${String(cellLimit)} cells.`);
    const end = text[at];
    if (end === '"' || (end !== undefined && !",\r\n".includes(end))) throw misquoted();
    at += end === "\r" && text[at + 1] === "\n" ? 2 : 1;
    if (end !== ",") endRow();
    else if (at >= text.length) row.push({ text: "", isQuoted: false });
  }
  if (row.length > 0) endRow();
  return rows;
}

/** A list of objects as CSV with a header row; a list of lists is rows without one, anything else a row. */
export function writeCsv(value: unknown, schema: Schema, schemas: Schemas): string {
  const rows = Array.isArray(value) ? (value as unknown[]) : [value];
  if (!rows.every(isObject)) return rows.map((row) => writeRow(Array.isArray(row) ? row : [row])).join("");
  const item = Array.isArray(value) ? itemsOf(schema, schemas) : schema;
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const declared = [...declaredProperties(item, schemas).keys()];
  const header = [...declared.filter((name) => names.size === 0 || names.has(name))];
  header.push(...[...names].filter((name) => !header.includes(name)));
  return [header, ...rows.map((row) => header.map((name) => row[name]))].map(writeRow).join("");
}

function writeRow(cells: readonly unknown[]): string {
  return `${cells.map(writeCell).join(",")}\r\n`;
}

function writeCell(value: unknown): string {
  const text = writeScalar(value);
  return value === "" || /^\s|[",\r\n]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
