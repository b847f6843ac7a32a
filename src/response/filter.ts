import type { Parameter } from "../contract/operation.ts";
import { isObject } from "../schema/pointer.ts";
import { conjuncts, declaredProperties, itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { JsonObject } from "../store/store.ts";
import { compareValues } from "./compare.ts";
import { fieldLike } from "./field-names.ts";

type Query = Readonly<Record<string, unknown>>;
type Test = (record: JsonObject) => boolean;

/** Which records a query asks for; undefined: all. */
export type Filter = (query: Query) => Test | undefined;

type Relation = "is" | "least" | "above" | "most" | "below";

interface Clause {
  readonly field: string;
  readonly relation: Relation;
}

/** Parameters that hold several filters: `filter[status]=open`. */
const bags = /^(filters?|where)$/i;
const search = /^_?(q|search|search_?(term|text|query)|keywords?|query)$/i;

/**
 * Makes the filter of a list out of its parameters: those named like a property of the things (`status`, `customer_id`),
 * like a bound of one (`min_price`, `created_after`, `price[gte]`), or like a search.
 */
export function createFilter(parameters: readonly Parameter[], item: Schema, schemas: Schemas): Filter {
  const properties = declaredProperties(item, schemas);
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const known = new Map(inQuery.map(({ name }) => [name, clauseOf(name, properties.keys())]));
  const isUseful = inQuery.some(({ name }) => known.get(name) || bags.test(name) || search.test(name));
  if (!isUseful) return () => undefined;

  return (query) => {
    const tests = Object.entries(query).flatMap(([name, value]): (Test | undefined)[] => {
      const clause = known.get(name);
      if (clause) return bounds(clause, value);
      if (bags.test(name) && isObject(value)) {
        return Object.entries(value).flatMap(([member, wanted]) => {
          const own = clauseOf(member, properties.keys());
          return own ? bounds(own, wanted) : [];
        });
      }
      return search.test(name) && typeof value === "string" ? [contains(value)] : [];
    });
    const all = tests.filter((test) => test !== undefined);
    return all.length === 0 ? undefined : (record) => all.every((test) => test(record));
  };

  /** `{ gte: 5, lt: 9 }` is two tests, anything else one. */
  function bounds({ field, relation }: Clause, value: unknown): (Test | undefined)[] {
    if (!isObject(value)) return [testOf({ field, relation }, value)];
    return Object.entries(value).map(([name, wanted]) => {
      const own = operators[name.replace(/^\$/, "")];
      return own && testOf({ field, relation: own }, wanted);
    });
  }

  function testOf({ field, relation }: Clause, value: unknown): Test | undefined {
    const schema = propertyOf(item, field, schemas);
    const isList = typesOf(schema, schemas).has("array");
    const wanted = (Array.isArray(value) ? value : [value]).flatMap((one) =>
      asProperty(one, isList ? itemsOf(schema, schemas) : schema),
    );
    if (wanted.length === 0) return undefined;
    if (relation === "is") return (record) => wanted.some((one) => holds(own(record, field), one));
    const [bound] = wanted;
    return (record) => {
      const found = own(record, field);
      return found !== undefined && found !== null && kept[relation](compareValues(found, bound));
    };
  }

  /** What the property cannot have (`status=all`) is no filter. */
  function asProperty(value: unknown, schema: Schema): unknown[] {
    const hasChoice = conjuncts(schema, schemas).some(({ enum: values }) => values !== undefined);
    if (!hasChoice) return [value];
    const judge = schemas.validator(schema);
    return [value, Number(value), value === "true" ? true : value === "false" ? false : value]
      .filter((one) => judge(one).length === 0)
      .slice(0, 1);
  }
}

const operators: Readonly<Record<string, Relation | undefined>> = {
  eq: "is",
  gte: "least",
  gt: "above",
  lte: "most",
  lt: "below",
  min: "least",
  max: "most",
  from: "least",
  to: "most",
  after: "above",
  before: "below",
};

const kept: Readonly<Record<Exclude<Relation, "is">, (order: number) => boolean>> = {
  least: (order) => order >= 0,
  above: (order) => order > 0,
  most: (order) => order <= 0,
  below: (order) => order < 0,
};

/** `status`, `min_price`, `priceMax`, `created_after`, `price[gte]`, `filter[status]`. */
function clauseOf(name: string, names: Iterable<string>): Clause | undefined {
  const fields = [...names];
  const bare = /^(?:filters?|where)\[([^[\]]+)\]$/i.exec(name)?.[1] ?? name;
  const same = fieldLike([bare, `${bare}s`], fields);
  if (same !== undefined) return { field: same, relation: "is" };
  const [, first, rest] = /^(min|max)(?:imum|imal)?[_-]?(.+)$/i.exec(bare) ?? [];
  const [, stem, last] = /^(.+?)[_.[-]*(gte|lte|gt|lt|min|max|from|to|after|before)\]?$/i.exec(bare) ?? [];
  return bounded(rest, first, fields) ?? bounded(stem, last, fields);
}

function bounded(
  stem: string | undefined,
  word: string | undefined,
  fields: readonly string[],
): Clause | undefined {
  const relation = operators[word?.toLowerCase() ?? ""];
  if (stem === undefined || !relation) return undefined;
  const field = fieldLike([stem, `${stem}at`, `${stem}on`, `${stem}date`], fields);
  return field === undefined ? undefined : { field, relation };
}

function own(record: JsonObject, field: string): unknown {
  return Object.hasOwn(record, field) ? record[field] : undefined;
}

/** A list holds what is in it, an object what one of its own members says: `{ login: "ada" }` is `ada`. */
function holds(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(found)) return found.some((one) => holds(one, wanted));
  if (isObject(found)) return Object.values(found).some((one) => !isObject(one) && holds(one, wanted));
  if (!isScalar(found) || !isScalar(wanted)) return found === wanted;
  return found === wanted || String(found) === String(wanted);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function contains(text: string): Test {
  const wanted = text.toLowerCase();
  return (record) =>
    Object.values(record).some((one) => typeof one === "string" && one.toLowerCase().includes(wanted));
}
