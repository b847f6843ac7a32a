import type { Schema } from "../schema/schema.ts";

export type ParameterPlace = "path" | "query" | "header" | "cookie";

export interface Parameter {
  readonly in: ParameterPlace;
  readonly name: string;
  readonly required: boolean;
  /** `querystring` where it is the whole query, as `in: querystring` of OpenAPI 3.2 is. */
  readonly style: string;
  readonly explode: boolean;
  readonly allowEmptyValue: boolean;
  readonly schema: Schema;
  /** The media type of a `content` parameter, whose value is a document of its own. */
  readonly contentType: string | undefined;
  /** Of a `content` parameter that is a form. */
  readonly encoding: Readonly<Record<string, Encoding>>;
  readonly description: string;
  readonly example: unknown;
  /** URI fragment of the parameter in the document. */
  readonly fragment: string;
}

export interface NamedExample {
  readonly name: string;
  readonly summary: string;
  readonly value: unknown;
}

/** How one property of a form body is written. */
export interface Encoding {
  /** As the document writes it, lists kept: `image/png, image/jpeg`. */
  readonly contentType: string | undefined;
  /** `form` unless the document says otherwise. */
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Whether the document says how by `style`, `explode` or `allowReserved`: `contentType` does not count then. */
  readonly isStyled: boolean;
  /** Headers of the part; read for multipart bodies only. */
  readonly headers: readonly ResponseHeader[];
}

export interface MediaType {
  /** As the document writes it, in lower case: `application/json`, `text/*`. */
  readonly type: string;
  /** Undefined when the document names the media type and nothing more. */
  readonly schema: Schema | undefined;
  /** A single `example` is named `default`. */
  readonly examples: readonly NamedExample[];
  /** By property name; of those that the document speaks of. */
  readonly encoding: Readonly<Record<string, Encoding>>;
  readonly fragment: string;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: readonly MediaType[];
  readonly fragment: string;
}

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema | undefined;
  /** Of style `simple`: `R=1,G=2` instead of `R,1,G,2`. */
  readonly explode: boolean;
  /** The media type of a `content` header, whose value is a document of its own. */
  readonly contentType: string | undefined;
  readonly example: unknown;
}

export interface DeclaredResponse {
  /** `201`, `4XX` (upper case) or `default`. */
  readonly key: string;
  readonly description: string;
  readonly headers: readonly ResponseHeader[];
  readonly content: readonly MediaType[];
  readonly fragment: string;
  /** It is a reference that leads nowhere. */
  readonly isMissing?: boolean;
}

export type SecurityScheme =
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly kind: "http"; readonly scheme: string }
  | { readonly kind: "oauth2" }
  | { readonly kind: "openIdConnect" }
  | { readonly kind: "mutualTLS" }
  /** Required but not defined: never met. */
  | { readonly kind: "unknown" };

/** One scheme that must be satisfied; several in a list are an AND, several lists an OR. */
export interface SecurityNeed {
  readonly name: string;
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
}

/** A request that the mock sends of its own accord after the operation succeeded. */
export interface Callback {
  readonly name: string;
  /** The runtime expression, or a text with expressions in it: `{$request.body#/url}`. */
  readonly expression: string;
  /** What is sent and what may be answered; its `path` is the expression. */
  readonly operation: Operation;
}

/** One operation of the contract. Everything below the first four is read from the document on first use. */
export interface Operation {
  /** The operationId, or `POST /manager/ambassadors` where the document gives none. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** The template as the document writes it: `/pets/{petId}`. */
  readonly path: string;
  /** Whether the parameter at the end of the path takes slashes, too: all that is left of a request's path. */
  readonly isGreedy: boolean;
  /** Paths of its servers, without a trailing slash: `["/api/v2"]`; `[""]` where the server has none. */
  readonly basePaths: readonly string[];
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  readonly responses: readonly DeclaredResponse[];
  /** Alternatives; an empty list: no credentials needed. An empty alternative makes them optional. */
  readonly security: readonly (readonly SecurityNeed[])[];
  readonly callbacks: readonly Callback[];
  /** URI fragment of the operation in the document. */
  readonly fragment: string;
  /** Which of the documents that are served together it is from, counted from 0. */
  readonly document: number;
  /** What the document says of it by an extension (`x-locum-resource`); undefined where it says nothing. */
  extension(name: string): unknown;
}
