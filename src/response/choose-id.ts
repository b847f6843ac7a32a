import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { conjuncts, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";

/** Where an id is wanted. */
export interface IdWish {
  readonly at: { readonly session: string; readonly collection: string };
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
  const { at, idField, item, seed } = wish;
  const { session, collection } = at;
  const { schema, isNumber, before } = formOf(item, idField, schemas);
  const known = (id: unknown) => store.get(session, collection, keyText(id));
  for (let attempt = 0; !isNumber && attempt < attempts; attempt++) {
    const drawn = mix(seed, mix(hashText(idField), attempt));
    const id = generator.generate(schema, { seed: drawn, examples: false, called: idField });
    if ((await known(id)) === undefined) return id;
  }
  for (;;) {
    const id = before + (await store.increment(session, "ids", collection));
    if ((await known(id)) === undefined) return isNumber ? id : String(id);
  }
}

/** What ids of a collection look like. */
interface IdForm {
  readonly schema: Schema;
  readonly isNumber: boolean;
  /** Numbers count from behind this one. */
  readonly before: number;
}

const forms = new WeakMap<object, Map<string, IdForm>>();

/** Made once for each item and field: it is needed whenever something is created. */
function formOf(item: Schema, idField: string, schemas: Schemas): IdForm {
  const known = typeof item === "object" ? (forms.get(item) ?? new Map<string, IdForm>()) : undefined;
  let form = known?.get(idField);
  if (form) return form;
  const schema = propertyOf(item, idField, schemas);
  const types = typesOf(schema, schemas);
  const least = conjuncts(schema, schemas).map(({ minimum = 1 }) => Math.ceil(minimum));
  form = {
    schema,
    isNumber: types.has("integer") || types.has("number"),
    before: Math.max(1, ...least) - 1,
  };
  known?.set(idField, form);
  if (known && typeof item === "object") forms.set(item, known);
  return form;
}
