import type { Violation } from "../problem/violation.ts";
import { escapeSegment } from "../schema/pointer.ts";
import { itemsOf, propertyOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { fieldOf } from "./words.ts";

const limit = 100;

/** What `--strict` adds: properties that no schema names, unless the contract opens their object to others. */
export function undeclaredProperties(value: unknown, schema: Schema, schemas: Schemas): Violation[] {
  const found: Violation[] = [];
  visit(value, schema, "");
  return found;

  function visit(node: unknown, within: Schema, pointer: string): void {
    if (typeof node !== "object" || node === null) return;
    const resolved = schemas.resolve(within);
    for (const [name, child] of Object.entries(node)) {
      if (found.length >= limit) return;
      const here = `${pointer}/${escapeSegment(name)}`;
      const declared = Array.isArray(node) ? itemsOf(resolved, schemas) : propertyOf(resolved, name, schemas);
      if (declared !== true || Array.isArray(node) || isOpen(resolved)) visit(child, declared, here);
      else found.push(undeclared(here, schemas.fragment(resolved)));
    }
  }
}

function undeclared(pointer: string, schemaPointer: string): Violation {
  const message = `${fieldOf(pointer)} is not declared by the contract`;
  return { in: "body", pointer, code: "undeclared", message, schemaPointer };
}

function isOpen(schema: Schema): boolean {
  if (typeof schema !== "object") return true;
  const { additionalProperties, patternProperties, properties, allOf, anyOf, oneOf } = schema;
  if (additionalProperties !== undefined || patternProperties !== undefined) return true;
  return properties === undefined && allOf === undefined && anyOf === undefined && oneOf === undefined;
}
