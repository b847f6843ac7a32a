import addFormatsModule from "ajv-formats";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Schema, SchemaError, SchemaObject, Schemas } from "../../src/schema/schema.ts";

const addFormats = addFormatsModule.default;

// One for all: making an AJV takes longer than most tests.
const ajv = new Ajv2020({ strict: false, logger: false });
addFormats(ajv);
// The format registry's whole numbers (spec.openapis.org/registry/format), which ajv-formats does not know.
for (const bits of [8, 16, 32]) {
  const whole = (least: number, most: number) => ({
    type: "number" as const,
    validate: (value: number) => Number.isInteger(value) && value >= least && value <= most,
  });
  ajv.addFormat(`int${String(bits)}`, whole(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1));
  ajv.addFormat(`uint${String(bits)}`, whole(0, 2 ** bits - 1));
}

/** Judges by a plain AJV for JSON Schema 2020-12, with nothing of ours in it; the errors it finds, as sentences. */
export function plainJudge(schema: Schema): (value: unknown) => readonly string[] {
  const validate = ajv.compile(schema);
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = "" }) => `${instancePath} ${message}`);
}

/** Stands in for `src/schema` where a test needs schemas and not a document: `#/$defs/…` of one root, judged by a plain AJV. */
export function schemasOf(root: Schema): Schemas {
  const definitions = typeof root === "object" ? ((root["$defs"] ?? {}) as Record<string, Schema>) : {};
  const compiled = new WeakMap<SchemaObject, (value: unknown) => readonly ErrorObject[]>();
  const judgeBy = (schema: Schema): ((value: unknown) => readonly ErrorObject[]) => {
    const known = typeof schema === "object" ? compiled.get(schema) : undefined;
    if (known) return known;
    const validate = ajv.compile(typeof schema === "boolean" ? schema : { ...schema, $defs: definitions });
    const judge = (value: unknown): readonly ErrorObject[] =>
      validate(value) ? [] : (validate.errors ?? []);
    if (typeof schema === "object") compiled.set(schema, judge);
    return judge;
  };
  const at = (fragment: string): Schema => {
    let node: unknown = root;
    for (const step of fragment.split("/").slice(1)) {
      node = (node as Record<string, unknown>)[step.replaceAll("~1", "/").replaceAll("~0", "~")];
    }
    if (node === undefined) throw new Error(`${fragment} leads nowhere`);
    return node as Schema;
  };
  const resolve = (schema: Schema): Schema => {
    if (typeof schema === "boolean" || schema.$ref === undefined) return schema;
    const { $ref, ...siblings } = schema;
    const target = resolve(at($ref));
    return Object.keys(siblings).length === 0 ? target : { allOf: [target, siblings] };
  };
  const fragment = (schema: Schema): string => {
    const name = Object.entries(definitions).find(([, definition]) => definition === schema)?.[0];
    return name === undefined ? "" : `#/$defs/${name}`;
  };
  return {
    at,
    adopt: () => true,
    resolve,
    fragment,
    validator: (schema) => (value) =>
      judgeBy(schema)(value).map((error): SchemaError => ({
        pointer: error.instancePath,
        keyword: error.keyword,
        params: error.params,
        schema,
        value,
        schemaPointer: error.schemaPath,
      })),
  };
}
