import { resolvedOrAny } from "../scenarios/schema-names.ts";
import { fragmentSegments } from "../schema/pointer.ts";
import type { Direction, Schema, SchemaObject, Schemas } from "../schema/schema.ts";
import { comment, typeName } from "./names.ts";

/** Names that mean something else in the file. */
const taken = ["Api"];

/** Where a schema has a name of its own: `#/components/schemas/Pet`. */
const named = /^#\/components\/schemas\/[^/]+$/;

/** The schemas that have names, each declared once, under the name it has in the document. */
export class Declarations {
  readonly #schemas: Schemas;
  /** By fragment and direction. */
  readonly #names = new Map<string, string>();
  readonly #used = new Set<string>(taken);
  readonly #waiting: {
    readonly name: string;
    readonly schema: SchemaObject;
    readonly direction: Direction;
  }[] = [];

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** The name of a schema, which is declared by and by; undefined where it has none, and nothing refers to it. */
  nameOf(schema: SchemaObject, direction: Direction, isReferred: boolean): string | undefined {
    const fragment = this.#schemas.fragment(schema);
    if (fragment === "" || (!isReferred && !named.test(fragment))) return undefined;
    const isSent = direction === "request" && hasSides(schema, this.#schemas);
    const identity = `${isSent ? "request " : ""}${fragment}`;
    const known = this.#names.get(identity);
    if (known !== undefined) return known;
    const name = this.#unused(typeName(lastName(fragment)) + (isSent ? "Request" : ""));
    this.#names.set(identity, name);
    this.#waiting.push({ name, schema, direction });
    return name;
  }

  /** The text of all of them, and of those they lead to. */
  text(typeOf: (schema: Schema, direction: Direction) => string): string {
    const written: string[] = [];
    // The list grows while it is walked.
    for (const { name, schema, direction } of this.#waiting) {
      const said = comment(schema.description ?? schema.title);
      written.push(`${said}export type ${name} = ${typeOf(schema, direction)};\n`);
    }
    return written.join("\n");
  }

  #unused(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#used.has(name); number++) name = `${wanted}${String(number)}`;
    this.#used.add(name);
    return name;
  }
}

/** Whether what is sent and what is answered differ: somewhere in it a property is read-only, or write-only. */
function hasSides(schema: Schema, schemas: Schemas, seen = new Set<Schema>()): boolean {
  const resolved = resolvedOrAny(schema, schemas);
  if (typeof resolved === "boolean" || seen.has(resolved)) return false;
  seen.add(resolved);
  const { properties = {}, items = true, additionalProperties = true, prefixItems = [] } = resolved;
  const { allOf = [], anyOf = [], oneOf = [] } = resolved;
  const below = [...Object.values(properties), items, additionalProperties, ...prefixItems];
  const isOneSided = (one: Schema) => typeof one === "object" && (one.readOnly ?? one.writeOnly) === true;
  return (
    below.some(isOneSided) ||
    [...below, ...allOf, ...anyOf, ...oneOf].some((one) => hasSides(one, schemas, seen))
  );
}

/** `#/components/schemas/pet~1shop` → `pet/shop`. */
function lastName(fragment: string): string {
  return fragmentSegments(fragment).at(-1) ?? "";
}
