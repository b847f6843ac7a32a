import { shown } from "../matchers/comparison.ts";
import type { Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import type { Schema, SchemaError, Schemas } from "../schema/schema.ts";
import { stepInto } from "./schema-fields.ts";

export interface Judging {
  readonly schemas: Schemas;
  /** It is a merge patch. */
  readonly isMerge?: boolean;
}

/**
 * Notes what a partial body says and its schema does not allow. Only what is written is judged: the rest is generated,
 * and of a text with a template in it nothing is known until a request comes, but that it is a text.
 */
export function checkBody(given: Given, roots: readonly Schema[], judging: Judging): void {
  const { schemas, isMerge = false } = judging;
  // RFC 7396: null deletes.
  if (isMerge && given.value === null) return;
  if (roots.length === 0) return;
  if (typeof given.value === "string" && given.value.includes("{{")) {
    checkTemplate(given, roots, schemas);
    return;
  }
  const broken = firstBreach(given.value, roots, schemas);
  if (broken) {
    given.refuse(
      `${shown(given.value)} breaks the response schema (${broken})`,
      "Write what the contract declares, or undeclared: true beside the body",
    );
    return;
  }
  for (const [index, item] of given.items().entries()) {
    checkBody(item, stepInto(schemas, roots, String(index)).schemas, { schemas });
  }
  for (const key of given.keys) {
    const below = stepInto(schemas, roots, key);
    const value = given.at(key);
    if (below.missing) {
      value.refuseKey(
        `the response has no field "${key}"${didYouMean(key, below.names)}`,
        `Use ${listed(below.names)}`,
      );
    } else {
      checkBody(value, below.schemas, judging);
    }
  }
}

/** A template that stands alone may be of any type; with anything around it, it is a text whatever comes. */
function checkTemplate(given: Given, roots: readonly Schema[], schemas: Schemas): void {
  const text = String(given.value);
  if (/^\{\{[^{}]*\}\}$/.test(text) || !roots.every((schema) => takesNoText(schema, schemas))) return;
  const wanted = roots.map((schema) => (typeof schema === "object" ? schema["type"] : undefined))[0];
  given.refuse(
    `a text with a template in it breaks the response schema (type: ${JSON.stringify(wanted)})`,
    "Write the template alone, which keeps the type of its value, or undeclared: true beside the body",
  );
}

function takesNoText(schema: Schema, schemas: Schemas): boolean {
  const breaches = breachesOf("a text", schema, schemas);
  return breaches.length > 0 && breaches.every(({ keyword }) => keyword === "type");
}

/** The keyword that every schema's judgement agrees is broken by this very value; parts of a list or object come later. */
function firstBreach(value: unknown, roots: readonly Schema[], schemas: Schemas): string | undefined {
  const judged = roots.map((schema) => breachesOf(value, schema, schemas));
  return judged.some((breaches) => breaches.length === 0) ? undefined : judged[0]?.map(told)[0];
}

function breachesOf(value: unknown, schema: Schema, schemas: Schemas): readonly SchemaError[] {
  try {
    const whole = typeof value !== "object" || value === null;
    const breaches = schemas.validator(schema)(value);
    return breaches.filter(({ pointer, keyword }) => pointer === "" && (whole || keyword === "type"));
  } catch {
    // A schema that does not compile is the document's fault, and told where the document is checked.
    return [];
  }
}

function told({ keyword, schema }: SchemaError): string {
  const wanted = typeof schema === "object" ? schema[keyword] : undefined;
  return wanted === undefined ? keyword : `${keyword}: ${JSON.stringify(wanted).slice(0, 80)}`;
}
