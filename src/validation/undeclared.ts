import { didYouMean } from "../problem/nearest.ts";
import type { Violation } from "../problem/violation.ts";
import { escapeSegment } from "../schema/pointer.ts";
import { conjuncts, declaredProperties, itemsOf, propertyOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { fieldOf } from "./words.ts";

const limit = 100;

/**
 * What `--strict` adds: properties that no schema names, unless the contract opens their object to others, and those
 * that only the server is to set. (OpenAPI says that a readOnly property SHOULD NOT be sent; many clients send back
 * whole what they were given.)
 */
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
      if (!Array.isArray(node) && isReadOnly(declared, schemas)) {
        found.push(readOnly(here, schemas.fragment(declared)));
      } else if (declared !== true || Array.isArray(node) || isOpen(resolved)) visit(child, declared, here);
      else found.push(undeclared(here, { name, schema: resolved, schemas }));
    }
  }
}

function undeclared(
  pointer: string,
  { name, schema, schemas }: { name: string; schema: Schema; schemas: Schemas },
): Violation {
  const meant = didYouMean(name, [...declaredProperties(schema, schemas).keys()]);
  const message = `${fieldOf(pointer)} is not declared by the contract${meant}`;
  return { in: "body", pointer, code: "undeclared", message, schemaPointer: schemas.fragment(schema) };
}

function readOnly(pointer: string, fragment: string): Violation {
  const message = `${fieldOf(pointer)} is set by the server: leave it out of requests`;
  return { in: "body", pointer, code: "readOnly", message, schemaPointer: `${fragment}/readOnly` };
}

function isReadOnly(schema: Schema, schemas: Schemas): boolean {
  return conjuncts(schema, schemas).some((part) => part.readOnly === true);
}

function isOpen(schema: Schema): boolean {
  if (typeof schema !== "object") return true;
  const { additionalProperties, patternProperties, properties, allOf, anyOf, oneOf } = schema;
  if (additionalProperties !== undefined || patternProperties !== undefined) return true;
  return properties === undefined && allOf === undefined && anyOf === undefined && oneOf === undefined;
}
