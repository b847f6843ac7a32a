import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { conjuncts, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";

/** Where an id is wanted. */
export interface IdWish {
  readonly session: string;
  readonly collection: string;
  readonly idField: string;
  readonly item: Schema;
  readonly seed: number;
}

export interface IdTools {
  readonly store: Store;
  readonly generator: Generator;
  readonly schemas: Schemas;
}

/** Generated ids that turn out to be taken are drawn anew this often; then the collection's counter makes one. */
const attempts = 20;

/** What stands in a path, and names a record, for an id. */
export function keyText(id: unknown): string {
  return typeof id === "string" ? id : JSON.stringify(id);
}

/** An id that no record of the collection has: the next free number, else a text of the form the schema asks for. */
export async function chooseId(wish: IdWish, { store, generator, schemas }: IdTools): Promise<unknown> {
  const { session, collection, idField, item, seed } = wish;
  const schema = propertyOf(item, idField, schemas);
  const isFree = async (id: unknown) => (await store.get(session, collection, keyText(id))) === undefined;
  const types = typesOf(schema, schemas);
  const isNumber = types.has("integer") || types.has("number");
  const before = Math.max(1, ...conjuncts(schema, schemas).map(({ minimum = 1 }) => Math.ceil(minimum))) - 1;
  for (let attempt = 0; !isNumber && attempt < attempts; attempt++) {
    const drawn = mix(seed, mix(hashText(idField), attempt));
    const id = generator.generate(schema, { seed: drawn, examples: false, called: idField });
    if (await isFree(id)) return id;
  }
  for (;;) {
    const id = before + (await store.increment(session, "ids", collection));
    if (await isFree(id)) return isNumber ? id : String(id);
  }
}
