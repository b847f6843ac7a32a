import type { Schema } from "../schema/schema.ts";
import type { Encodings } from "./property-encoding.ts";

/** What the contract says of how a value is written. */
export interface ContentForm {
  /** A media type or a range of them, with parameters: `text/plain; charset=utf-8`. */
  readonly type: string;
  readonly schema: Schema | undefined;
  readonly encoding: Encodings;
}

/** A value as it goes over the wire. */
export interface Written {
  /** For Content-Type. */
  readonly type: string;
  readonly body: string | Buffer;
}

/** Writes values of one form. */
export type WriteContent = (value: unknown) => Written;
