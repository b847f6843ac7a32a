import type { Parameter } from "../contract/operation.ts";
import { decodeForm } from "../http/query.ts";
import { mediaKind } from "../media/kind.ts";
import { parseJson } from "../media/json.ts";
import type { Violation } from "../problem/violation.ts";
import { escapeSegment } from "../schema/pointer.ts";
import type { Schemas } from "../schema/schema.ts";
import { createFormReader } from "./body-form.ts";
import { createCoercion } from "./coerce.ts";
import { violationOf } from "./words.ts";

/** The query as one value, and what is wrong with it. */
export interface ReadQuerystring {
  readonly value: unknown;
  readonly violations: () => readonly Violation[];
}

/** Prepares a parameter that is the whole query, read by its media type (OpenAPI 3.2, `in: querystring`). */
export function createQuerystring(
  parameter: Parameter,
  schemas: Schemas,
): (search: string) => ReadQuerystring {
  const { name, schema, fragment, contentType = "", encoding, required } = parameter;
  const kind = mediaKind(contentType);
  const judge = schemas.validator(schema);
  const coerce = createCoercion(schema, schemas);
  const whole = `/${escapeSegment(name)}`;
  // What a form's properties are called stands in the query; everything else is the value of the parameter.
  const base = kind === "form" ? "" : whole;
  const violation = (code: string, said: string): readonly Violation[] => [
    { in: "query", pointer: whole, code, message: `${name} ${said}`, schemaPointer: `${fragment}/${code}` },
  ];
  const readForm = kind === "form" ? createFormReader({ schema, encoding }, schemas) : undefined;

  function judged(value: unknown): ReadQuerystring {
    const violations = () =>
      judge(value).map((error) => violationOf(error, "query", error.pointer === "" ? whole : base));
    return { value, violations };
  }

  return (search) => {
    if (search === "" && !required) return { value: undefined, violations: () => [] };
    if (readForm) return judged(readForm(search));
    if (search === "") return { value: undefined, violations: () => violation("required", "is required!") };
    const text = decodeForm(search);
    if (kind !== "json") return judged(coerce(text));
    try {
      return judged(parseJson(text));
    } catch {
      const said = `must be ${contentType}, and cannot be read as such`;
      return { value: text, violations: () => violation("content", said) };
    }
  };
}
