/**
 * A JSON Schema 2020-12 node. OpenAPI's own dialects are translated into it when the document is read,
 * so that nothing above this room knows about `nullable: true` or `exclusiveMinimum: true`.
 */
export type Schema = boolean | SchemaObject;

export interface SchemaObject {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly description?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly unevaluatedProperties?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly discriminator?: Discriminator;
  /** Of a base that a discriminator tells its heirs by: the schema that each value of the property also asks for. */
  readonly heirs?: Readonly<Record<string, Schema>>;
  /** Why no value can be judged by it or made of it: the document has a keyword in it that means nothing. */
  readonly malformed?: string;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly deprecated?: boolean;
  readonly [keyword: string]: unknown;
}

/** OpenAPI's `discriminator`, its references followed. */
export interface Discriminator {
  readonly propertyName: string;
  /** As the document writes it. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Of a schema with `oneOf` or `anyOf`. */
  readonly choice?: {
    /** Index of the branch that each value of the property chooses. */
    readonly branches: Readonly<Record<string, number>>;
    /** The values that a sender is told of. */
    readonly shown: readonly string[];
    /** Whether other values may fit a branch too: one of them is chosen by none. */
    readonly open: boolean;
    /** The branch for all other values (3.2's `defaultMapping`); -1 where there is none. */
    readonly fallback: number;
  };
}

/** One thing AJV found, in the order of the document's properties. */
export interface SchemaError {
  /** JSON Pointer into the value; for `required` it names the missing property itself. */
  readonly pointer: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the keyword. */
  readonly schema: Schema;
  /** The value that broke it; undefined when it is missing. */
  readonly value: unknown;
  /** Where several things would have done, of a choice between schemas: what each of them lacks. */
  readonly alternatives?: readonly SchemaError[];
  /** URI fragment into the document. */
  readonly schemaPointer: string;
}

/** Judges a value; an empty list means valid. At most about 100 errors are listed. */
export type Validator = (value: unknown) => readonly SchemaError[];

/** Who sends the value: `readOnly` properties are not asked of a request, nor `writeOnly` ones of a response. */
export type Direction = "request" | "response";

/** The schemas of one document, translated and compiled on first use. */
export interface Schemas {
  /** The schema at a URI fragment of the document (`#/components/schemas/Pet`). */
  at(fragment: string, direction: Direction): Schema;
  /** Follows `$ref`s until a schema without one; its siblings are kept by `allOf`. Throws InputError where a reference leads nowhere. */
  resolve(schema: Schema): Schema;
  /** Where in the document a schema that this library made stands (`#/components/schemas/Pet`); "" for any other. */
  fragment(schema: Schema): string;
  /**
   * A schema that stands outside the document, as JSON Schema 2020-12 has it; its `$ref`s lead into the document.
   * What is wrong with it is told when its validator is first used.
   */
  adopt(raw: unknown, direction: Direction): Schema;
  /** The compiled validator of a schema that `at` or `resolve` gave, or of any schema found inside one. */
  validator(schema: Schema): Validator;
}
