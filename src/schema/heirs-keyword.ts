import type { Ajv2020, ErrorObject, FuncKeywordDefinition, ValidateFunction } from "ajv/dist/2020.js";
import type { SchemaObject } from "./schema.ts";

interface Judging {
  (value: Readonly<Record<string, unknown>>, at?: Parameters<ValidateFunction>[1]): boolean;
  errors?: ErrorObject[];
}

/** What a base's `heirs` ask for beyond the base; each is compiled when its name is first met, for there may be hundreds. */
export const heirsKeyword: FuncKeywordDefinition = {
  keyword: "heirs",
  type: "object",
  schemaType: "object",
  compile(this: Ajv2020, heirs: Readonly<Record<string, object>>, parent) {
    const compiled = new Map<string, ValidateFunction>();
    const property = (parent as SchemaObject).discriminator?.propertyName ?? "";
    const compile = (schema: object) => this.compile(schema);
    const judge: Judging = (value, at) => {
      const name = value[property];
      if (typeof name !== "string" || !Object.hasOwn(heirs, name)) return true;
      let validate = compiled.get(name);
      if (!validate) compiled.set(name, (validate = compile(heirs[name] ?? {})));
      const isValid = validate(value, at);
      judge.errors = validate.errors ?? [];
      return isValid;
    };
    return judge;
  },
};
