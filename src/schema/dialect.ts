/** How schemas are written: OpenAPI 3.0's own way, or one of the drafts of JSON Schema (2020-12 from OpenAPI 3.1 on). */
export type Dialect = "3.0" | "2020-12" | "2019-09" | "draft-07" | "draft-06" | "draft-04";

const byName: Readonly<Record<string, Dialect>> = {
  "json-schema.org/draft/2020-12/schema": "2020-12",
  "json-schema.org/draft/2019-09/schema": "2019-09",
  "json-schema.org/draft-07/schema": "draft-07",
  "json-schema.org/draft-06/schema": "draft-06",
  // Draft 5 was draft 4, said better.
  "json-schema.org/draft-05/schema": "draft-04",
  "json-schema.org/draft-04/schema": "draft-04",
  // Whatever is the latest, it was.
  "json-schema.org/schema": "2020-12",
};

/** The dialect that a `$schema` or `jsonSchemaDialect` names. Throws Error for one that nobody here knows. */
export function dialectNamed(uri: string): Dialect {
  const name = uri
    .replace(/^https?:\/\//, "")
    .replace(/#$/, "")
    .replace("/hyper-schema", "/schema");
  // OpenAPI gives its own dialect an address for each version and date.
  if (/^spec\.openapis\.org\/oas\/3\.[1-9]\/dialect\//.test(name)) return "2020-12";
  const known = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (known === undefined) {
    const names = Object.keys(byName).join(", ");
    throw new Error(`it is written in the dialect ${uri}, and known are OpenAPI's own and ${names}`);
  }
  return known;
}

/** Up to draft 7 and in OpenAPI 3.0 a `$ref` stands alone: what is beside it does not count. */
export function ignoresSiblings(dialect: Dialect): boolean {
  return dialect !== "2020-12" && dialect !== "2019-09";
}
