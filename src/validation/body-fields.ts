import { tryJson } from "../media/json.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { declaredProperties, itemsOf, propertyOf } from "../schema/properties.ts";
import { createCoercion, shapeOf, type Shape } from "./coerce.ts";

/** A name and a value of a form, in the order they were sent. */
export interface Field {
  readonly name: string;
  /** A text, unless `isRead`. */
  readonly value: unknown;
  /** Whether the value is of its type already, as a part in JSON is; else its schema says what its text stands for. */
  readonly isRead: boolean;
}

/** What becomes of the fields of one property. */
export interface Property {
  readonly name: string;
  readonly schema: Schema;
  readonly shape: Shape;
  /** Makes of texts what the schema speaks of, in lists and objects too. */
  readonly coerce: (value: unknown) => unknown;
  /** The same for an item of a list. */
  readonly coerceItem: (value: unknown) => unknown;
}

/** Brackets deeper than any honest form has. */
const depthLimit = 10;

/** What a form's schema says of its fields; each property is prepared when a field first names it. */
export interface Form {
  /** The property that a field belongs to: `tags` for `tags[]`, `address` for `address[city]`. */
  nameOf(field: string): string;
  property(name: string): Property;
  group<F extends Field>(fields: readonly F[]): ReadonlyMap<string, readonly F[]>;
}

/** Prepares the fields of a form. */
export function createForm(schema: Schema, schemas: Schemas): Form {
  const known = new Map<string, Property>();
  let declared: ReadonlyMap<string, Schema> | undefined;

  function property(name: string): Property {
    const found = known.get(name);
    if (found) return found;
    const own = propertyOf(schema, name, schemas);
    const made = {
      name,
      schema: own,
      shape: shapeOf(own, schemas),
      coerce: createCoercion(own, schemas),
      coerceItem: createCoercion(itemsOf(own, schemas), schemas),
    };
    if (known.size < 1000) known.set(name, made);
    return made;
  }

  function nameOf(field: string): string {
    const bracket = field.indexOf("[");
    if (bracket <= 0) return field;
    // Some documents have the brackets in the name of the property itself.
    declared ??= declaredProperties(schema, schemas);
    return declared.has(field) ? field : field.slice(0, bracket);
  }

  function group<F extends Field>(fields: readonly F[]): ReadonlyMap<string, readonly F[]> {
    const groups = new Map<string, F[]>();
    for (const field of fields) {
      const name = nameOf(field.name);
      const own = groups.get(name);
      if (own) own.push(field);
      else groups.set(name, [field]);
    }
    return groups;
  }

  return { nameOf, property, group };
}

/** The value of a property, from the fields that name it. */
export function assemble(fields: readonly Field[], property: Property, schemas: Schemas): unknown {
  const { name, shape, coerce, coerceItem } = property;
  const nested = fields.filter((field) => field.name !== name && field.name !== `${name}[]`);
  if (nested.length > 0) return assembleNested(fields, property, schemas);
  const read = ({ value, isRead }: Field, make: (value: unknown) => unknown) =>
    isRead ? value : make(value);
  const [only, ...others] = fields;
  if (!only) return undefined;
  if (others.length > 0) return fields.map((field) => read(field, coerceItem));
  if (shape === "primitive" && only.name === name) return read(only, coerce);
  if (shape === "array") {
    const whole = only.isRead ? only.value : structured(only.value, "[");
    return Array.isArray(whole) ? (whole as unknown[]) : [read(only, coerceItem)];
  }
  const value = only.isRead ? only.value : (structured(only.value, "{") ?? coerce(only.value));
  return only.name === name ? value : [value];
}

/** JSON where a list or an object is asked for is how many clients write one; undefined for anything else. */
function structured(value: unknown, opening: "[" | "{"): unknown {
  if (typeof value !== "string" || !value.trimStart().startsWith(opening)) return undefined;
  const read = tryJson(value);
  return typeof read === "object" ? read : undefined;
}

type Tree = Map<string, unknown>;

/** `a[b][c]=1` in the manner of PHP, Rails and `qs`; what its schema calls a list becomes one. */
function assembleNested(
  fields: readonly Field[],
  { name, schema, coerce }: Property,
  schemas: Schemas,
): unknown {
  const root: Tree = new Map();
  for (const field of fields) {
    const keys =
      field.name === name
        ? [""]
        : field.name
            .slice(name.length + 1)
            .replace(/\]$/, "")
            .split("][");
    if (keys.length <= depthLimit) put(root, keys, field.value);
  }
  const value = settle(root, schema, schemas);
  return fields.some(({ isRead }) => isRead) ? value : coerce(value);
}

function put(root: Tree, keys: readonly string[], value: unknown): void {
  let node = root;
  keys.forEach((key, index) => {
    const isLast = index === keys.length - 1;
    // `[]` is the next item; `[][a]` the same item until it has an `a`.
    const open = key === "" ? nextItem(node, keys[index + 1]) : key;
    if (isLast) {
      const known = node.get(open);
      if (known === undefined) node.set(open, value);
      else node.set(open, Array.isArray(known) ? [...(known as unknown[]), value] : [known, value]);
      return;
    }
    let next = node.get(open);
    if (!(next instanceof Map)) node.set(open, (next = new Map()));
    node = next as Tree;
  });
}

function nextItem(node: Tree, inner: string | undefined): string {
  const last = String(node.size - 1);
  const item = node.get(last);
  const hasRoom = inner !== undefined && inner !== "" && item instanceof Map && !item.has(inner);
  return hasRoom ? last : String(node.size);
}

function settle(value: unknown, schema: Schema, schemas: Schemas): unknown {
  if (!(value instanceof Map)) return value;
  const tree = value as Tree;
  if (shapeOf(schema, schemas) === "array" || isNumbered(tree, schema)) {
    const items = itemsOf(schema, schemas);
    return [...tree.values()].map((item) => settle(item, items, schemas));
  }
  return Object.fromEntries(
    [...tree].map(([key, own]) => [key, settle(own, propertyOf(schema, key, schemas), schemas)]),
  );
}

/** Where no schema speaks, `a[0]` and `a[1]` are items. */
function isNumbered(tree: Tree, schema: Schema): boolean {
  return schema === true && [...tree.keys()].every((key, index) => key === String(index));
}
