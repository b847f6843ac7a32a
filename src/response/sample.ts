import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { essence, isJson } from "../http/media-type.ts";
import { conjuncts } from "../schema/properties.ts";
import type { Schema } from "../schema/schema.ts";

/** A JSON body that an operation takes, for people to copy: authored, else as small as it may be; undefined for none. */
export function createSample(
  { schemas }: Contract,
  generator: Generator,
): (operation: Operation) => string | undefined {
  return (operation) => {
    const media = operation.requestBody?.content.find(({ type }) => isJson(essence(type)));
    if (!media) return undefined;
    const [example] = media.examples;
    if (example) return JSON.stringify(example.value);
    try {
      return JSON.stringify(smallest(media.schema ?? {}));
    } catch {
      // A schema without a value: the operation cannot be called, and `locum validate` says why.
      return undefined;
    }
  };

  function smallest(schema: Schema): unknown {
    const whole = generator.generate(schema, { seed: 1 });
    if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return whole;
    const required = new Set(conjuncts(schema, schemas).flatMap((part) => part.required ?? []));
    const small = Object.fromEntries(Object.entries(whole).filter(([name]) => required.has(name)));
    return schemas.validator(schema)(small).length === 0 ? small : whole;
  }
}
