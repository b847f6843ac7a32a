import type { Schema, SchemaObject } from "../../schema/schema.ts";

/** Parts that several places of a schema refer to, each written once. */
export class Definitions {
  readonly #all = new Map<string, Schema>();
  readonly #byText = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #size = 0;

  /** Characters of JSON that all of them take. */
  get size(): number {
    return this.#size;
  }

  /** Writes a part down, unless the same is there already; refers to it. */
  share(kind: string, part: Schema): SchemaObject {
    const text = JSON.stringify(part);
    const known = this.#byText.get(text);
    if (known !== undefined) return referenceTo(known);
    const own = this.#free(kind);
    this.#byText.set(text, own);
    this.#write(own, part, text.length);
    return referenceTo(own);
  }

  /** Refers to a part that is written later, by `fill`. */
  reserve(kind: string): { readonly name: string; readonly reference: SchemaObject } {
    const own = this.#free(kind);
    this.#all.set(own, true);
    return { name: own, reference: referenceTo(own) };
  }

  fill(name: string, part: Schema): void {
    this.#write(name, part, JSON.stringify(part).length);
  }

  /** For `$defs`. */
  get all(): Readonly<Record<string, Schema>> {
    return Object.fromEntries(this.#all);
  }

  #write(name: string, part: Schema, size: number): void {
    this.#all.set(name, part);
    this.#size += size + name.length;
  }

  #free(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return `${kind}.${String(count)}`;
  }
}

function referenceTo(name: string): SchemaObject {
  return { $ref: `#/$defs/${name}` };
}
