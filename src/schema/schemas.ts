import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { createCompiler, type Compiler, type Judge } from "./compiler.ts";
import { readErrors } from "./errors.ts";
import { fragmentSegments, valueAt } from "./pointer.ts";
import type { Direction, Schema, SchemaObject, Schemas, Validator } from "./schema.ts";
import { translate, without, type Dialect, type Translation } from "./translate.ts";

export interface SchemaDocument {
  /** The parsed document. */
  readonly root: unknown;
  /** The dialect of the schemas at a URI fragment: files of different versions may be bundled into one root. */
  readonly dialectAt: (fragment: string) => Dialect;
}

/** The schemas of one document: each is translated when it is first asked for and compiled when it first judges. */
export function createSchemas(document: SchemaDocument): Schemas {
  const fragments = new WeakMap<object, string>();
  const validators = new WeakMap<object, Validator>();
  const merged = new WeakMap<object, Schema>();
  const named = new Map<string, Schema>();
  const targets = new Map<string, { fragment: string; direction: Direction }>();
  let compiler: Compiler | undefined;

  const raw = (fragment: string) => valueAt(document.root, fragmentSegments(fragment));

  /** `locum:request:#/components/schemas/Pet`, in a form that survives URI normalisation. */
  function nameOf(fragment: string, direction: Direction): string {
    const name = `locum:${direction}:${Buffer.from(fragment).toString("base64url")}`;
    if (!targets.has(name)) targets.set(name, { fragment, direction });
    return name;
  }

  function translation(fragment: string, direction: Direction): Translation {
    return {
      dialect: document.dialectAt(fragment),
      direction,
      name: (ref) => nameOf(ref, direction),
      peek: raw,
      note: (schema, fragment) => void fragments.set(schema, fragment),
    };
  }

  function at(fragment: string, direction: Direction): Schema {
    return byName(nameOf(fragment, direction));
  }

  function byName(name: string): Schema {
    const known = named.get(name);
    if (known !== undefined) return known;
    const target = targets.get(name);
    const value = target && raw(target.fragment);
    if (!target || value === undefined) throw deadReference(target?.fragment ?? name);
    try {
      const schema = translate(value, target.fragment, translation(target.fragment, target.direction));
      named.set(name, schema);
      return schema;
    } catch (error) {
      throw unusable(error, target.fragment);
    }
  }

  function resolve(schema: Schema): Schema {
    if (typeof schema === "boolean" || schema.$ref === undefined) return schema;
    const followed = new Set<string>();
    let current: Schema = schema;
    while (typeof current === "object" && current.$ref !== undefined) {
      const name = current.$ref;
      if (followed.has(name)) throw circularReference(targets.get(name)?.fragment ?? name);
      followed.add(name);
      current = follow(current, name);
    }
    return current;
  }

  function follow(schema: SchemaObject, name: string): Schema {
    if (Object.keys(schema).length === 1) return byName(name);
    const known = merged.get(schema);
    if (known !== undefined) return known;
    const siblings = without(schema, "$ref");
    const target = byName(name);
    const joined = joinSiblings(siblings, target);
    merged.set(schema, joined);
    if (typeof joined === "object" && typeof target === "object") {
      fragments.set(joined, fragments.get(schema) ?? "");
    }
    return joined;
  }

  const added = new Set<string>();

  /** Everything that `schema` leads to and the compiler does not have. */
  function collectReferenced(schema: unknown, reached: Map<string, Schema>): void {
    if (typeof schema !== "object" || schema === null) return;
    const ref = (schema as SchemaObject).$ref;
    if (typeof ref === "string" && targets.has(ref) && !added.has(ref) && !reached.has(ref)) {
      const target = byName(ref);
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

  const placeOf = (schema: SchemaObject) => fragments.get(schema) ?? "a schema";

  function validator(schema: Schema): Validator {
    if (typeof schema === "boolean") return schema ? () => [] : refuseAll;
    const known = validators.get(schema);
    if (known) return known;
    let judge: Judge | undefined;
    const made: Validator = (value) => {
      try {
        judge ??= compile(schema);
        const errors = judge(value);
        return errors ? readErrors(errors, { root: value, schema, resolve, fragments }) : [];
      } catch (error) {
        throw unusable(error, placeOf(schema));
      }
    };
    validators.set(schema, made);
    return made;
  }

  const fragment = (schema: Schema) => (typeof schema === "object" ? (fragments.get(schema) ?? "") : "");
  return { at, resolve, validator, fragment };
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

function deadReference(fragment: string): InputError {
  return new InputError(`the reference ${fragment} leads nowhere`, {
    help: "Correct the $ref, or add what it names to the document.",
  });
}

function circularReference(fragment: string): InputError {
  return new InputError(`the reference ${fragment} leads in a circle`, {
    help: "Let one of the $refs on the way lead to a schema.",
  });
}

/** A circle of references overflows the stack in one place or another: in the compiler, or in what it compiled. */
function unusable(error: unknown, place: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const [message] = (error as Error).message.split("\n");
  const reason =
    error instanceof RangeError ? "it leads in a circle, or it or the value is nested too deeply" : message;
  return new ProblemError("unusable-schema", {
    detail: `The schema at ${place} cannot be used: ${reason ?? ""}.`,
    help: "Correct the schema in the document; `locum validate` lists everything that is wrong with it.",
  });
}
