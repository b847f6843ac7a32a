import type { TypeNotation } from "./type-notation.ts";

/** What some layouts cannot show; where a layout cannot, an absence says nothing. */
export type Aspect =
  | "required"
  | "constraints"
  | "additional properties"
  | "nesting"
  | "variants"
  | "examples"
  | "badges"
  | "servers"
  | "authentication";

/** JSON Schema keywords that constraint sentences stand for. */
export interface Keywords {
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** `own` holds for the value itself, `items` for each item of an array. */
export interface Constraints {
  readonly own: Keywords;
  readonly items: Keywords;
}

/** Alternatives for one value; no options: the page lost them. */
export interface Variants {
  readonly keyword: "oneOf" | "anyOf";
  readonly options: readonly Shape[];
}

/** Everything a page says about one value. */
export interface Shape {
  /** Undefined: any type. */
  readonly type: TypeNotation | undefined;
  readonly description: string;
  readonly constraints: Constraints;
  /** Undefined: the page does not say. */
  readonly additionalProperties: boolean | undefined;
  readonly variants: Variants | undefined;
  /** Of the object, or of an array's items; undefined: the page does not detail them. */
  readonly children: readonly Attribute[] | undefined;
  /** Values the API's author wrote for this place. */
  readonly examples: readonly unknown[];
}

/** A named value: a property, a parameter or a header. The name `*` stands for all other properties. */
export interface Attribute extends Shape {
  /** Empty: the page lost it. */
  readonly name: string;
  /** Where the capture has it. */
  readonly line: number;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
}

export interface Parameter extends Attribute {
  readonly in: "path" | "query" | "header" | "cookie";
}

/** A payload as the page shows it, placeholders included. */
export interface Example {
  readonly summary: string;
  readonly description: string;
  readonly value: unknown;
}

/** A body in one media type. */
export interface Content {
  readonly mediaType: string;
  /** Undefined: the page names the media type and nothing more. */
  readonly shape: Shape | undefined;
  readonly examples: readonly Example[];
}

export interface Body {
  readonly required: boolean;
  readonly description: string;
  readonly content: readonly Content[];
}

export interface Response {
  /** `201`, `4XX` or `default`. */
  readonly code: string;
  readonly description: string;
  readonly headers: readonly Attribute[];
  readonly content: readonly Content[];
}

export interface Server {
  readonly url: string;
  readonly description: string;
}

/** One scheme; an apiKey whose page does not name the header has an empty one. */
export type Credential =
  | { readonly type: "http"; readonly scheme: "bearer" | "basic" | "digest" }
  | { readonly type: "apiKey"; readonly header: string };

/** One operation as one page, or several merged, describe it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly title: string;
  /** `Deprecated`, `Beta`, `Added in 9.0.0`. */
  readonly badges: readonly string[];
  readonly description: string;
  readonly servers: readonly Server[];
  /** Alternatives, each a list of schemes that must all be satisfied. */
  readonly security: readonly (readonly Credential[])[];
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: readonly Response[];
}

/** What the curl sample gives away where the page itself is silent. */
export type Inferred = Pick<Operation, "servers" | "security">;

/** One capture, read. */
export interface Page extends Operation {
  readonly capture: string;
  readonly layout: string;
  readonly shows: ReadonlySet<Aspect>;
  readonly inferred: Inferred;
  readonly warnings: readonly string[];
}

/** A value about which nothing is known: the start of every other shape. */
export const unknownShape: Shape = {
  type: undefined,
  description: "",
  constraints: { own: {}, items: {} },
  additionalProperties: undefined,
  variants: undefined,
  children: undefined,
  examples: [],
};
