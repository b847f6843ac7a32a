import type { Parameter } from "../contract/operation.ts";
import { declaredProperties } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { StoredRecord } from "../store/store.ts";
import { compareValues } from "./compare.ts";
import { fieldLike } from "./field-names.ts";

type Query = Readonly<Record<string, unknown>>;

/** The order a query asks for; undefined: that of creation. */
export type Sorting = (query: Query) => Arrange | undefined;

type Arrange = (records: readonly StoredRecord[]) => readonly StoredRecord[];

interface SortKey {
  readonly field: string;
  readonly isDown: boolean;
}

const keyNames = /^_?(sort|sort_?by|sort_?(field|key|column)|order_?by|ordering)$/i;
const directionNames = /^_?(order|sort_?(order|direction|dir)|direction|dir|order_?(dir|direction))$/i;
const down = /^(desc|descending|-1)$/i;
const up = /^(asc|ascending|1)$/i;

/** Makes the order of a list out of parameters such as `sort=-price`, `sort_by=price&order=desc`, `sort=name:asc,price`. */
export function createSorting(parameters: readonly Parameter[], item: Schema, schemas: Schemas): Sorting {
  const inQuery = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const keyName = inQuery.find((name) => keyNames.test(name));
  const directionName = inQuery.find((name) => directionNames.test(name));
  if (keyName === undefined && directionName === undefined) return () => undefined;
  const fields = [...declaredProperties(item, schemas).keys()];

  return (query) => {
    const direction = textsOf(directionName === undefined ? undefined : query[directionName]);
    const isDown = direction.some((one) => down.test(one));
    const isDirection = direction.every((one) => down.test(one) || up.test(one));
    const asked = textsOf(keyName === undefined ? undefined : query[keyName]);
    const said = asked.length > 0 || isDirection ? asked : direction;
    const keys = keysOf(said, fields, isDown);
    if (keys.length > 0) return (records) => records.toSorted((a, b) => compareBy(keys, a, b));
    return isDown && isDirection ? (records) => records.toReversed() : undefined;
  };
}

function compareBy(keys: readonly SortKey[], { value: a }: StoredRecord, { value: b }: StoredRecord): number {
  for (const { field, isDown } of keys) {
    const [one, other] = [a[field], b[field]];
    // What is missing stays last, whatever the direction.
    const isMissing = one === undefined || one === null || other === undefined || other === null;
    const order = compareValues(one, other);
    if (order !== 0) return isDown && !isMissing ? -order : order;
  }
  return 0;
}

function textsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === "string" || typeof one === "number").map(String);
}

/** Spring writes `name,desc`; others separate keys by commas. */
function keysOf(said: readonly string[], fields: readonly string[], isDown: boolean): SortKey[] {
  const keys: SortKey[] = [];
  for (const part of said.flatMap((one) => one.split(","))) {
    const previous = keys.at(-1);
    const isWord = down.test(part.trim()) || up.test(part.trim());
    if (isWord && previous) keys.splice(-1, 1, { ...previous, isDown: down.test(part.trim()) });
    else keys.push(...keyOf(part.trim(), fields, isDown));
  }
  return keys;
}

/** `price`, `-price`, `+price`, `price:desc`, `price desc`, `price_desc`. */
function keyOf(part: string, fields: readonly string[], isDown: boolean): SortKey[] {
  const whole = fieldNamed(part, fields);
  if (whole !== undefined) return [{ field: whole, isDown: part.startsWith("-") !== isDown }];
  const [, name, word] = /^(.+?)[\s:._|]+(asc|desc|ascending|descending)$/i.exec(part) ?? [];
  const field = name === undefined ? undefined : fieldNamed(name, fields);
  return field === undefined ? [] : [{ field, isDown: down.test(word ?? "") }];
}

/** `created` is `created_at`. */
function fieldNamed(name: string, fields: readonly string[]): string | undefined {
  const bare = name.replace(/^[+-]/, "");
  return fieldLike([bare, `${bare}at`, `${bare}on`, `${bare}date`], fields);
}
