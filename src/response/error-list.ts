import { conjuncts, declaredProperties, itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { ErrorFacts, Finding } from "./error-facts.ts";
import { itemOf } from "./error-item.ts";
import { named, plainName } from "./error-words.ts";

/** How much a part of the body has to say by itself. */
export interface Telling {
  readonly facts: ErrorFacts;
  /** Another part says what is wrong: a message is short, and lists without findings are left out. */
  readonly terse: boolean;
}

/** Fills a part of an error body; undefined: nothing of ours belongs here. */
export type Fill = (telling: Telling) => unknown;

/** Fills a list of messages or of objects, one for each finding. */
export function fillList(list: Schema, isRequired: boolean, schemas: Schemas): Fill {
  const items = itemsOf(list, schemas);
  const accepts = schemas.validator(list);
  const most = Math.min(...conjuncts(list, schemas).map(({ maxItems = Infinity }) => maxItems));
  const least = (): unknown => (isRequired && accepts([]).length === 0 ? [] : undefined);
  return ({ facts, terse }) => {
    if (facts.findings.length > 0) {
      const told = facts.findings.slice(0, most);
      const made = told.map((finding) => itemOf(items, { finding, facts, schemas }));
      return made.some((item) => item === undefined) ? least() : made;
    }
    if (terse && (!isRequired || least() !== undefined)) return least();
    const item = itemOf(items, { finding: undefined, facts, schemas });
    return item === undefined ? undefined : [item];
  };
}

/** Whether an object's names are the violated fields: it declares none, is open to others, or declares lists of messages. */
export function isFieldMap(schema: Schema, schemas: Schemas): boolean {
  const declared = [...declaredProperties(schema, schemas)];
  if (declared.length === 0) return true;
  const speaks = declared.some(([name]) => isSpoken(plainName(name)));
  if (declared.every(([, property]) => typesOf(property, schemas).has("array")))
    return !declared.every(([name]) => named.many.test(plainName(name)) && !/^fields?$/i.test(name));
  if (speaks) return false;
  if (typeof propertyOf(schema, " ", schemas) === "object") return true;
  return declared.every(([, property]) => {
    const types = typesOf(property, schemas);
    return types.has("string") || types.has("array");
  });
}

function isSpoken(name: string): boolean {
  return named.message.test(name) || named.code.test(name) || named.list.test(name);
}

/** Fills a map of fields, `{ firstname: ["firstname is required!"] }`: what was found and nothing else. */
export function fillMap(map: Schema, isRequired: boolean, schemas: Schemas): Fill {
  const declared = declaredProperties(map, schemas);
  const others = propertyOf(map, " ", schemas);
  return ({ facts }) => {
    if (facts.findings.length === 0) return isRequired ? {} : undefined;
    const found = new Map<string, Finding[]>();
    for (const finding of facts.findings) {
      const name = finding.field || finding.in;
      const key = declared.has(name) || others !== false ? name : (name.split(".")[0] ?? name);
      if (declared.has(key) || others !== false) found.set(key, [...(found.get(key) ?? []), finding]);
    }
    const entries = [...found].map(([name, findings]) => {
      const schema = declared.get(name) ?? others;
      return [name, mapValue(schema, findings, { facts, schemas })] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
}

interface Around {
  readonly facts: ErrorFacts;
  readonly schemas: Schemas;
}

function mapValue(schema: Schema, findings: readonly Finding[], { facts, schemas }: Around): unknown {
  const types = typesOf(schema, schemas);
  const items = itemsOf(schema, schemas);
  if (types.size === 0 || types.has("array"))
    return findings.map((finding) => itemOf(items, { finding, facts, schemas }) ?? finding.message);
  const [finding] = findings;
  return finding && itemOf(schema, { finding, facts, schemas });
}
