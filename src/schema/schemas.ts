import { InputError } from "../problem/input-error.ts";
import type { ProblemError } from "../problem/problem.ts";
import { createCompiler, type Compiler, type Judge } from "./compiler.ts";
import { readErrors } from "./errors.ts";
import { asItIs, createLibrary, type SchemaDocument } from "./library.ts";
import type { Schema, SchemaObject, Schemas, Validator } from "./schema.ts";
import { unusable } from "./unusable.ts";

/** The schemas of one document: each is translated when it is first asked for and compiled when it first judges. */
export function createSchemas(document: SchemaDocument): Schemas {
  const library = createLibrary(document);
  const { fragments } = library;
  const { shown = asItIs } = document;
  const validators = new WeakMap<object, Validator>();
  const merged = new WeakMap<object, Schema>();
  const added = new Set<string>();
  let compiler: Compiler | undefined;

  const fragment = (schema: Schema) => (typeof schema === "object" ? (fragments.get(schema) ?? "") : "");
  const placeOf = (schema: SchemaObject) => shown(fragments.get(schema) ?? "a schema");

  function resolve(schema: Schema): Schema {
    if (typeof schema === "boolean" || schema.$ref === undefined) return schema;
    const followed = new Set<string>();
    let current: Schema = schema;
    while (typeof current === "object" && current.$ref !== undefined) {
      const name = current.$ref;
      if (followed.has(name)) throw circularReference(library.fragmentOf(name));
      followed.add(name);
      current = follow(current, name);
    }
    return current;
  }

  function follow(schema: SchemaObject, name: string): Schema {
    if (Object.keys(schema).length === 1) return library.byName(name);
    const known = merged.get(schema);
    if (known !== undefined) return known;
    const siblings = Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "$ref"));
    const target = library.byName(name);
    const joined = joinSiblings(siblings, target);
    merged.set(schema, joined);
    if (typeof joined === "object" && typeof target === "object") fragments.set(joined, fragment(schema));
    return joined;
  }

  /** Everything that `schema` leads to and the compiler does not have. */
  function collectReferenced(schema: unknown, reached: Map<string, Schema>): void {
    if (typeof schema !== "object" || schema === null) return;
    const ref = (schema as SchemaObject).$ref;
    if (typeof ref === "string" && library.has(ref) && !added.has(ref) && !reached.has(ref)) {
      const target = library.byName(ref);
      reached.set(ref, target);
      collectReferenced(target, reached);
    }
    for (const value of Object.values(schema)) collectReferenced(value, reached);
  }

  /** Hands the compiler all of it or, where a reference is dead, none; it compiles no more than it needs. */
  function compile(schema: SchemaObject): Judge {
    compiler ??= createCompiler();
    const reached = new Map<string, Schema>();
    collectReferenced(schema, reached);
    for (const [name, target] of reached) {
      compiler.add(name, target);
      added.add(name);
    }
    return compiler.compile(schema, placeOf(schema));
  }

  function validator(schema: Schema): Validator {
    if (typeof schema === "boolean") return schema ? () => [] : refuseAll;
    const known = validators.get(schema);
    if (known) return known;
    let judge: Judge | undefined;
    let failure: ProblemError | undefined;
    /** What could not be compiled once is not tried again. */
    const ready = (): Judge => {
      if (failure) throw failure;
      try {
        return (judge ??= compile(schema));
      } catch (error) {
        throw (failure = unusable(error, placeOf(schema)));
      }
    };
    const made: Validator = (value) => {
      try {
        const errors = (judge ?? ready())(value);
        return errors ? readErrors(errors, { root: value, schema, resolve, fragments }) : [];
      } catch (error) {
        throw unusable(error, placeOf(schema));
      }
    };
    validators.set(schema, made);
    return made;
  }

  return {
    at: (place, direction) => library.at(place, direction),
    adopt: (raw, direction) => library.adopt(raw, direction),
    resolve,
    validator,
    fragment,
  };
}

const annotations = new Set([
  "title",
  "description",
  "summary",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** What stands beside a `$ref` joins its target: annotations replace, everything else is required as well. */
function joinSiblings(siblings: SchemaObject, target: Schema): Schema {
  if (typeof target === "object" && Object.keys(siblings).every((keyword) => annotations.has(keyword))) {
    return { ...target, ...siblings };
  }
  return { ...siblings, allOf: [...(siblings.allOf ?? []), target] };
}

const refuseAll: Validator = (value) => [
  { pointer: "", keyword: "false schema", params: {}, schema: false, value, schemaPointer: "" },
];

function circularReference(fragment: string): InputError {
  return new InputError(`the reference ${fragment} leads in a circle`, {
    help: "Let one of the $refs on the way lead to a schema.",
  });
}
