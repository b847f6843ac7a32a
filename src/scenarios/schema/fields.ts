import type { Schema, SchemaObject, Schemas } from "../../schema/schema.ts";
import { stepInto } from "../schema-fields.ts";
import { described, resolved, typesOf } from "./words.ts";

/** One place in a body. */
export interface Field {
  readonly segments: readonly string[];
  /** `string, required`. */
  readonly title?: string;
  readonly description?: string;
}

export interface Fields {
  readonly fields: readonly Field[];
  /** Where there may be more than is listed; the body itself is `[]`. */
  readonly open: readonly (readonly string[])[];
}

interface Node {
  readonly segments: readonly string[];
  readonly roots: readonly Schema[];
}

const deepest = 5;
/** No property is called so. */
const unheardOf = "\u{f0000}";

/** The fields that one of the schemas has, the outer ones first, up to so many. */
export function fieldsBelow(roots: readonly Schema[], schemas: Schemas, most: number): Fields {
  const fields: Field[] = [];
  const open: (readonly string[])[] = [];
  const nodes: Node[] = [{ segments: [], roots }];
  for (const { segments, roots: here } of nodes) {
    const others = stepInto(schemas, here, unheardOf);
    const { names } = others;
    const item = stepInto(schemas, here, "0").schemas;
    const hasRoom =
      segments.length < deepest && (segments.length === 0 || fields.length + names.length <= most);
    const listed = hasRoom ? names.slice(0, most) : [];
    const isWhole = hasRoom && listed.length === names.length;
    if (!others.missing || others.patterned || item.length > 0 || !isWhole) open.push(segments);
    if (hasRoom && names.length === 0 && item.length > 0 && others.missing)
      nodes.push({ segments: [...segments, "0"], roots: item });
    for (const name of listed) {
      const node = { segments: [...segments, name], roots: stepInto(schemas, here, name).schemas };
      fields.push({ segments: node.segments, ...told(node.roots, isRequired(here, name, schemas), schemas) });
      nodes.push(node);
    }
  }
  return { fields, open };
}

function told(roots: readonly Schema[], required: boolean, schemas: Schemas): Omit<Field, "segments"> {
  const all = roots.map((root) => resolved(root, schemas)).filter((one) => one !== undefined);
  const types = [...new Set(all.flatMap(typeWords))].join(" or ");
  const title = [types, required ? "required" : ""].filter((word) => word !== "").join(", ");
  const descriptions = all.map((one) => described(one.description ?? one.title));
  return {
    ...(title === "" ? {} : { title }),
    ...descriptions.find((one) => one.description !== undefined),
  };
}

function typeWords(schema: SchemaObject): readonly string[] {
  const { format } = schema;
  return (typesOf(schema) ?? []).map((type) => (type === "string" && format ? `string (${format})` : type));
}

function isRequired(roots: readonly Schema[], name: string, schemas: Schemas): boolean {
  return roots.every((root) => resolved(root, schemas)?.required?.includes(name) === true);
}
