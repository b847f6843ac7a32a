import { isObject } from "../schema/pointer.ts";
import { conjuncts, declaredProperties, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { flat } from "./field-names.ts";
import type { ListAccount } from "./list-account.ts";
import { firstValid } from "./error-words.ts";

/** Wrapping is searched for words about the list this deep: `{ meta: { page: { total } } }`. */
const deepest = 3;

type Fact = (account: ListAccount) => unknown;

/** By name without signs. A function gives undefined where there is no such thing: no next page, say. */
const facts: readonly (readonly [RegExp, Fact])[] = [
  [
    /^(total|total(count|items|results|elements|records|size|hits)|count|itemcount|resultcount|hits)$/,
    ({ total }) => total,
  ],
  [/^(page|currentpage|pagenumber|pageno|pageindex|number|current)$/, ({ page }) => page],
  [/^(limit|perpage|pagesize|size|itemsperpage)$/, ({ limit }) => limit],
  [/^(lastpage|totalpages?|pages|pagecount|pagetotal|numpages)$/, ({ pages }) => pages],
  [/^(offset|skip|startindex)$/, ({ offset }) => offset],
  [/^(numberofelements|returned|resultsinpage)$/, ({ count }) => count],
  [/^from$/, ({ offset, count }) => (count > 0 ? offset + 1 : undefined)],
  [/^to$/, ({ offset, count }) => (count > 0 ? offset + count : undefined)],
  [/^nextpage$/, (list) => (list.hasNext ? list.page + 1 : undefined)],
  [/^prev(ious)?page$/, (list) => (list.hasPrevious ? list.page - 1 : undefined)],
  [/^nextoffset$/, (list) => (list.hasNext ? list.offset + list.count : undefined)],
];

const truths: readonly (readonly [RegExp, (account: ListAccount) => boolean])[] = [
  [
    /^(hasmore|hasnext|hasnextpage|more|moreresults|morepages|istruncated|truncated)$/,
    (list) => list.hasNext,
  ],
  [/^(hasprev|hasprevious|haspreviouspage|hasprevpage)$/, (list) => list.hasPrevious],
  [/^(last|islast|islastpage)$/, (list) => !list.hasNext],
  [/^(first|isfirst|isfirstpage)$/, (list) => !list.hasPrevious],
  [/^empty$/, (list) => list.count === 0],
];

const cursorName =
  /^(next|nextcursor|cursor|endcursor|cursornext|after|next(page)?token|pagetoken|continuation(token)?|nextmarker|marker|startingafter|nextpage)$/;
const linkName = /^(next|prev|previous|first|last|self)(page)?(url|link|uri|href)?$/;

/** What a member of that name says of a list; `absent`: it would, but there is nothing to say. Undefined: of something else. */
export function listFact(name: string, schema: Schema, { list, schemas, outer }: FactTools): unknown {
  const plain = flat(name);
  const types = typesOf(schema, schemas);
  const told = found(plain, types, list) ?? textFact(plain, { list, outer, isText: types.has("string") });
  if (!told) return undefined;
  const value = firstValid(
    told.filter((one) => one !== undefined),
    schema,
    schemas,
  );
  if (value !== undefined) return value;
  return told.includes(undefined) ? absent : undefined;
}

export const absent = Symbol("absent");

export interface FactTools {
  readonly list: ListAccount;
  readonly schemas: Schemas;
  /** The name of what holds the member; empty for none. */
  readonly outer: string;
}

function found(plain: string, types: ReadonlySet<string>, list: ListAccount): readonly unknown[] | undefined {
  if (types.has("boolean")) {
    const truth = truths.find(([names]) => names.test(plain));
    return truth && [truth[1](list)];
  }
  const isNumber = types.has("integer") || types.has("number");
  const fact = isNumber ? facts.find(([names]) => names.test(plain)) : undefined;
  return fact && [fact[1](list)];
}

interface TextFact {
  readonly list: ListAccount;
  readonly outer: string;
  readonly isText: boolean;
}

/** A cursor, or a link: `next`, `links.next`, `_links.next.href`. */
function textFact(plain: string, { list, outer, isText }: TextFact): readonly unknown[] | undefined {
  const name = plain === "href" || plain === "url" ? flat(outer) : plain;
  const [, rel] = linkName.exec(name) ?? [];
  const isLink = rel !== undefined && isText;
  if (list.cursor !== undefined || list.isByCursor) {
    if (cursorName.test(plain) && !/^links?$/.test(flat(outer))) {
      const { cursor, lastKey } = list;
      if (cursor === undefined) return [undefined];
      const id = lastKey === undefined ? [] : [Number(lastKey)];
      return [cursor, ...(isLink && plain === "next" ? links(list, rel) : []), ...id];
    }
  }
  return isLink ? links(list, rel) : undefined;
}

function links(list: ListAccount, rel: string): readonly unknown[] {
  const link = list.link(rel === "previous" ? "prev" : rel);
  // RFC 3986, section 4.2: as the mock has it; whole where the schema asks for that.
  return link === undefined ? [undefined] : [link, `${list.origin}${link}`];
}

/** What a header of that name says of a list, as a text; `absent` and undefined as above. */
export function listHeader(name: string, list: ListAccount): string | typeof absent | undefined {
  const plain = flat(name.replace(/^x-/i, ""));
  if (plain === "link") return linkHeader(list) ?? absent;
  if (plain === "contentrange" || plain === "range") return rangeOf(name, list);
  const fact = facts.find(([names]) => names.test(plain));
  const value = fact
    ? fact[1](list)
    : cursorName.test(plain) && list.isByCursor
      ? (list.cursor ?? absent)
      : undefined;
  if (fact && value === undefined) return absent;
  return typeof value === "number" ? String(value) : (value as string | typeof absent | undefined);
}

/** RFC 8288. */
function linkHeader(list: ListAccount): string | undefined {
  const known = ["first", "prev", "next", "last"].flatMap((rel) => {
    const link = list.link(rel);
    return link === undefined ? [] : [`<${link}>; rel="${rel}"`];
  });
  return known.length === 0 ? undefined : known.join(", ");
}

/** `items 0-9/42`, as RFC 9110, section 14.4, writes what it says of bytes. */
function rangeOf(name: string, { offset, count, total }: ListAccount): string | undefined {
  if (!/^(x-)?content-range$/i.test(name)) return undefined;
  const part = count > 0 ? `${String(offset)}-${String(offset + count - 1)}` : "*";
  return `items ${part}/${String(total)}`;
}

/** What the wrapping of a list says of it, at its place; and the places where it has nothing to say. */
export interface WrappingFacts {
  readonly given: Readonly<Record<string, unknown>>;
  readonly absent: readonly (readonly string[])[];
}

/** Finds the members around a list that speak of it: `{ total: 3, meta: { page: 1 }, links: { next: … } }`. */
export function wrappingFacts(schema: Schema, tools: FactTools, depth = 0): WrappingFacts {
  const given: Record<string, unknown> = {};
  const missing: (readonly string[])[] = [];
  for (const [name, property] of declaredProperties(schema, tools.schemas)) {
    const value = listFact(name, property, tools);
    if (value === absent) {
      if (firstValid([null], property, tools.schemas) === null) given[name] = null;
      else if (!isRequired(schema, name, tools.schemas)) missing.push([name]);
    } else if (value !== undefined) given[name] = value;
    else if (depth < deepest - 1 && typesOf(property, tools.schemas).has("object")) {
      const inner = wrappingFacts(property, { ...tools, outer: name }, depth + 1);
      if (Object.keys(inner.given).length > 0) given[name] = inner.given;
      missing.push(...inner.absent.map((place) => [name, ...place]));
    }
  }
  return { given, absent: missing };
}

function isRequired(schema: Schema, name: string, schemas: Schemas): boolean {
  return conjuncts(schema, schemas).some(({ required }) => required?.includes(name));
}

/** The value without what stands at the places. */
export function without(value: unknown, places: WrappingFacts["absent"]): unknown {
  return places.reduce((rest, place) => withoutOne(rest, place), value);
}

function withoutOne(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isObject(value) || !Object.hasOwn(value, name)) return value;
  if (rest.length > 0) return { ...value, [name]: withoutOne(value[name], rest) };
  return Object.fromEntries(Object.entries(value).filter(([own]) => own !== name));
}
