import { readQuery, type QueryPair } from "../http/query.ts";
import { isJson } from "../http/media-type.ts";
import { tryJson } from "../media/json.ts";
import { partTypes, type Encodings } from "../media/property-encoding.ts";
import { declaredProperties } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { assemble, createForm, type Field } from "./body-fields.ts";
import { readPairs } from "./deserialize.ts";

/**
 * Prepares the reading of `application/x-www-form-urlencoded` by its schema and the Encoding Objects of its
 * properties. What no encoding says is read as people write it: repeated names, brackets, JSON, or an object's
 * properties as names of their own (style `form`, the specification's default).
 */
export function createFormReader(
  { schema, encoding }: { schema: Schema; encoding: Encodings },
  schemas: Schemas,
): (text: string) => Record<string, unknown> {
  const form = createForm(schema, schemas);
  const styled = new Set(Object.keys(encoding).filter((name) => encoding[name]?.isStyled));
  const json = new Set(Object.keys(encoding).filter((name) => isJson(partTypes(encoding[name])[0] ?? "")));
  let spread: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** Properties of objects that are written as names of their own: owner → names. */
  function spreadNames(): ReadonlyMap<string, ReadonlySet<string>> {
    const declared = declaredProperties(schema, schemas);
    const owners = [...declared].filter(([name]) => form.property(name).shape === "object" && isSpread(name));
    return new Map(
      owners.map(([name, own]) => {
        const names = [...declaredProperties(own, schemas).keys()].filter((inner) => !declared.has(inner));
        return [name, new Set(names)];
      }),
    );
  }

  function isSpread(name: string): boolean {
    const own = encoding[name];
    return own?.isStyled === true ? own.style === "form" && own.explode : own?.contentType === undefined;
  }

  /** Undefined where the style leaves the property unsaid. */
  function readStyled(name: string, pairs: readonly QueryPair[]): unknown {
    const { style, explode } = encoding[name] ?? { style: "form", explode: true };
    const { shape, coerce } = form.property(name);
    const value = readPairs(pairs, { name, style, explode, shape }, () => false);
    return value === undefined ? undefined : coerce(value);
  }

  return (text) => {
    const pairs = readQuery(text);
    const value = new Map<string, unknown>();
    const fields = pairs.map((pair): Field => ({ name: pair.name, value: pair.value, isRead: false }));
    for (const [name, own] of form.group(fields)) {
      const [only] = own;
      if (styled.has(name)) value.set(name, readStyled(name, pairs));
      else if (json.has(name) && own.length === 1) value.set(name, tryJson(String(only?.value)));
      else value.set(name, assemble(own, form.property(name), schemas));
    }
    for (const [owner, names] of (spread ??= spreadNames())) {
      const own = value.has(owner) ? [] : [...value].filter(([name]) => names.has(name));
      if (own.length === 0) continue;
      value.set(owner, form.property(owner).coerce(Object.fromEntries(own)));
      for (const [name] of own) value.delete(name);
    }
    return Object.fromEntries([...value].filter(([, own]) => own !== undefined));
  };
}
