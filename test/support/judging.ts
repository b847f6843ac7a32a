import { createSchemas } from "../../src/schema/schemas.ts";
import type { Direction, SchemaError } from "../../src/schema/schema.ts";
import type { Dialect } from "../../src/schema/translate.ts";

export const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export interface Judging {
  readonly dialect?: Dialect;
  readonly direction?: Direction;
  /** Members of the document's root. */
  readonly root?: object;
}

/** The errors that a schema of a document finds in a value; throws what the library throws. */
export function judging(
  schemas: Readonly<Record<string, unknown>>,
  { dialect = "2020-12", direction = "request", root = {} }: Judging = {},
) {
  const document = createSchemas({ root: { ...root, components: { schemas } }, dialectAt: () => dialect });
  return (name: string, value: unknown): readonly SchemaError[] =>
    document.validator(document.at(`#/components/schemas/${name}`, direction))(value);
}

/** The same, short: `/name required`. */
export function briefly(...[schemas, options]: Parameters<typeof judging>) {
  const judge = judging(schemas, options);
  return (name: string, value: unknown): readonly string[] =>
    judge(name, value).map(({ pointer, keyword }) => `${pointer} ${keyword}`.trim());
}
