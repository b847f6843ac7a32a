import { stepInto } from "../scenarios/schema-fields.ts";
import { escapeSegment } from "../schema/pointer.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { literal, union } from "./names.ts";
import type { TypeText } from "./type-text.ts";

/** A name, or any number where a list's items are, or anything at all. */
type Segment = string | typeof anyItem | typeof anything;
const anyItem = Symbol("${number}");
const anything = Symbol("${string}");

interface Place {
  readonly segments: readonly Segment[];
  readonly schemas: readonly Schema[];
}

const deepest = 5;
/** Of one body; what lies deeper, or comes later, may be anything. */
const mostPlaces = 300;
/** No property is called so. */
const unheardOf = "\u{f0000}";

/** The places in a body, by JSON Pointer, and the types of what lies there: an object of TypeScript. */
export function pointersOf(roots: readonly Schema[], schemas: Schemas, types: TypeText): string {
  const lines: string[] = [];
  const places: Place[] = [{ segments: [], schemas: roots }];
  // The list grows while it is walked: the outer places come first.
  for (const place of places) {
    const { segments } = place;
    lines.push(`${keyOf(segments)}: ${union(place.schemas.map((schema) => types.of(schema, indent)))};`);
    const { below, isOpen } = belowOf(place, schemas);
    const hasRoom = segments.length < deepest && places.length + below.length <= mostPlaces;
    if (hasRoom) places.push(...below);
    if (isOpen || (!hasRoom && below.length > 0)) lines.push(`${keyOf([...segments, anything])}: unknown;`);
  }
  return `{\n${lines.map((line) => `      ${line}\n`).join("")}    }`;
}

/** Of what is written within an operation. */
const indent = "      ";

function belowOf({ segments, schemas: here }: Place, schemas: Schemas): { below: Place[]; isOpen: boolean } {
  if (here.length === 0) return { below: [], isOpen: true };
  const others = stepInto(schemas, here, unheardOf);
  const items = stepInto(schemas, here, "1000000").schemas;
  const below: Place[] = others.names.map((name) => ({
    segments: [...segments, name],
    schemas: stepInto(schemas, here, name).schemas,
  }));
  if (others.missing && items.length > 0) below.push({ segments: [...segments, anyItem], schemas: items });
  return { below, isOpen: !others.missing || others.patterned };
}

/** RFC 6901, section 3, as a literal or, where something in it is open, as the template of an index. */
function keyOf(segments: readonly Segment[]): string {
  const isOpen = segments.some((segment) => typeof segment === "symbol");
  const pointer = segments.map(
    (segment) => `/${typeof segment === "symbol" ? segment.description : escaped(segment, isOpen)}`,
  );
  return isOpen ? `[pointer: \`${pointer.join("")}\`]` : literal(pointer.join(""));
}

function escaped(name: string, isInTemplate: boolean): string {
  const segment = escapeSegment(name);
  if (!isInTemplate) return segment;
  return literal(segment)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(/`|\$\{/g, "\\$&");
}
