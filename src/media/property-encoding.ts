/** How one property of a form is written (OpenAPI 3.1, Encoding Object). */
export interface PropertyEncoding {
  /** As the document writes it: `image/png, image/jpeg`. */
  readonly contentType: string | undefined;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Whether the document says how by the three above: then `contentType` does not count in a urlencoded form. */
  readonly isStyled: boolean;
}

/** By property name. */
export type Encodings = Readonly<Record<string, PropertyEncoding>>;

/** The media types that a part may have; an empty list where the document does not say. */
export function partTypes(encoding: PropertyEncoding | undefined): readonly string[] {
  return (encoding?.contentType ?? "")
    .split(",")
    .map((type) => type.trim())
    .filter(Boolean);
}
