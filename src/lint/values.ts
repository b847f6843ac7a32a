import type { Contract } from "../contract/contract.ts";
import { Cursor, fragmentSegment, isReference } from "../contract/cursor.ts";
import { readSchema } from "../contract/read-content.ts";
import { createDocumentReader } from "../media/read.ts";
import { judgedValue } from "../response/judged.ts";
import { fragmentSegments, pointerSegments } from "../schema/pointer.ts";
import { typesOf } from "../schema/properties.ts";
import type { Direction, Schema } from "../schema/schema.ts";
import { finding, type Finding, type FindingCode } from "./finding.ts";
import { objectionsTo, quietly, type Objection } from "./objection.ts";
import type { Part } from "./parts.ts";

/** A value that the document's author wrote, and where. */
interface Authored {
  readonly value: unknown;
  readonly fragment: string;
  /** `the example`, `the example "cat"`, `the default`. */
  readonly what: string;
}

/** Examples and defaults that break the schema they stand beside. */
export function checkValues(part: Part, contract: Contract): Finding[] {
  const cursor = Cursor.start(contract.root, part.fragment);
  if (part.kind === "schema") return checkSchemaValues(part, cursor, contract);
  if (part.kind === "parameter") return checkParameterValues(part, cursor, contract);
  return part.kind === "mediaType" ? checkContentValues(part, cursor, contract) : [];
}

/** What an example of XML, CSV or the like has as text is read first. */
function checkContentValues({ direction, fragment }: Part, cursor: Cursor, contract: Contract): Finding[] {
  const { schemas } = contract;
  const schema = readSchema(cursor, { schemas, direction });
  if (schema === undefined) return [];
  const type = fragmentSegments(fragment).at(-1) ?? "";
  const media = { type, schema, encoding: {}, examples: [], fragment };
  const read = createDocumentReader(schemas);
  return authoredIn(cursor)
    .map((one) => ({
      ...one,
      value: quietly(() => judgedValue({ value: one.value, media }, read), undefined),
    }))
    .flatMap(judge("example-invalid", [schema], contract));
}

/** These are only taken where they are valid, so a schema that is sent either way may speak of either. */
function checkSchemaValues(
  { value, fragment, direction }: Part,
  cursor: Cursor,
  contract: Contract,
): Finding[] {
  const examples = [cursor.written("example"), ...cursor.written("examples").items()];
  const found = examples.map((example) => ({ ...placed(example), what: "the example" }));
  const standard = { ...placed(cursor.written("default")), what: "the default" };
  if (isReference(value) || [...found, standard].every((one) => isNothing(one.value))) return [];
  const other = direction === "request" ? "response" : "request";
  const schemas = [direction, other].map((way) => contract.schemas.at(fragment, way as Direction));
  return [
    ...found.flatMap(judge("schema-example-invalid", schemas, contract)),
    ...judge("default-invalid", schemas, contract)(standard),
  ];
}

/** What counts is what is sent: `"10"` will do for a number, 10 for a text, and `a,b` for a list. */
function checkParameterValues({ direction }: Part, cursor: Cursor, contract: Contract): Finding[] {
  const { schemas } = contract;
  const schema = readSchema(cursor, { schemas, direction });
  if (schema === undefined) return [];
  const isText = quietly(() => typesOf(schema, schemas).has("string"), true);
  const keeps = (value: unknown) => objectionsTo(asTexts(value), schema, contract).length === 0;
  return authoredIn(cursor)
    .filter(({ value }) => (typeof value === "string" ? isText : !keeps(value)))
    .flatMap(judge("parameter-example-invalid", [schema], contract));
}

function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function authoredIn(cursor: Cursor): Authored[] {
  const named = cursor.get("examples").members();
  return [
    { ...placed(cursor.written("example")), what: "the example" },
    ...named.map(([name, example]) => ({
      ...placed(example.written(example.written("value").exists ? "value" : "dataValue")),
      what: `the example ${JSON.stringify(name)}`,
    })),
  ];
}

const placed = ({ value, fragment }: Cursor) => ({ value, fragment });

/** Tools write `null` for examples and defaults that nobody gave. */
const isNothing = (value: unknown) => value === undefined || value === null;

/** Finds what the first of the schemas has against a value that none of them accepts. */
function judge(code: FindingCode, schemas: readonly Schema[], contract: Contract) {
  return ({ value, fragment, what }: Authored): Finding[] => {
    if (isNothing(value)) return [];
    let objections: readonly Objection[] | undefined;
    for (const schema of schemas) {
      const found = objectionsTo(value, schema, contract);
      if (found.length === 0) return [];
      objections ??= found;
    }
    const [first, ...rest] = objections ?? [];
    if (!first) return [];
    const more = rest.length > 0 ? ` (and ${String(rest.length)} more)` : "";
    const place = [fragment, ...pointerSegments(first.pointer).map(fragmentSegment)].join("/");
    return [finding(code, place, `${what} breaks its schema: ${first.said}${more}`)];
  };
}
