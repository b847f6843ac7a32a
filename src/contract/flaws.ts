import { dialectNamed } from "../schema/dialect.ts";
import { isObject } from "../schema/pointer.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Schemas } from "../schema/schema.ts";
import type { Unusable } from "./contract.ts";
import { isReference, type Cursor } from "./cursor.ts";
import type { LoadedOperation } from "./loaded.ts";
import { documentPlace } from "./place.ts";
import { isFieldName } from "./read-content.ts";
import { isParameter } from "./read-parameters.ts";
import { isResponseKey } from "./read-operation.ts";

/** What is wrong, and where. */
export type Flaw = Pick<Unusable, "place" | "cause">;

/** Why nobody can tell whether a request keeps the contract; undefined where nothing is in the way. */
export function requestFlaw(owners: readonly Cursor[]): Flaw | undefined {
  for (const owner of owners) {
    const list = owner.get("parameters");
    const flaw =
      memberFlaw(owner, "parameters", "list") ?? first(namesOf(list), (name) => memberFlaw(list, name));
    if (flaw) return flaw;
  }
  const [operation] = owners.slice(-1);
  return operation && bodyFlaw(operation);
}

function bodyFlaw(operation: Cursor): Flaw | undefined {
  const body = operation.get("requestBody");
  return memberFlaw(operation, "requestBody") ?? contentFlaw(body);
}

function contentFlaw(owner: Cursor): Flaw | undefined {
  const content = owner.get("content");
  return memberFlaw(owner, "content") ?? first(namesOf(content), (type) => memberFlaw(content, type));
}

/** What else is not served as it is written; the rest of each operation is. */
export function findFlaws(operations: readonly LoadedOperation[], schemas: Schemas): readonly Unusable[] {
  return operations.flatMap(({ operation: { method, path }, cursor, pathItems }) => {
    const flaws = [
      ...[...pathItems, cursor].flatMap((owner) => parameterFlaws(owner, schemas)),
      ...schemaFlaws(cursor.get("requestBody"), schemas),
      ...responseFlaws(cursor, schemas),
    ];
    return flaws.map((flaw) => ({ operation: `${method} ${path}`, ...flaw }));
  });
}

function parameterFlaws(owner: Cursor, schemas: Schemas): Flaw[] {
  return owner
    .get("parameters")
    .items()
    .flatMap((parameter) => {
      if (isParameter(parameter)) return schemaFlaws(parameter, schemas);
      const cause = "this is no parameter: it needs `name`, and `in` as path, query, header or cookie";
      return [{ place: documentPlace(parameter.fragment), cause }];
    });
}

/** Schemas that are not there, of a parameter or of media types. */
function schemaFlaws(owner: Cursor, schemas: Schemas): Flaw[] {
  const owners = [
    owner,
    ...owner
      .get("content")
      .members()
      .map(([, media]) => media),
  ];
  return owners.flatMap((one) => {
    const { value, fragment } = one.written("schema");
    if (value !== undefined && value !== null && typeof value !== "boolean" && !isObject(value))
      return [{ place: documentPlace(fragment), cause: "this is no schema" }];
    const target = one.get("schema");
    if (!isReference(value) || target.exists) return [];
    // It may be the address or the anchor of a schema.
    if (!value.$ref.startsWith("#/") && leadsToSchema(fragment, schemas)) return [];
    return [{ place: documentPlace(fragment), cause: deadReference(value.$ref, target) }];
  });
}

function leadsToSchema(fragment: string, schemas: Schemas): boolean {
  try {
    schemas.resolve(schemas.at(fragment, "response"));
    return true;
  } catch (error) {
    if (error instanceof InputError || error instanceof ProblemError) return false;
    throw error;
  }
}

function responseFlaws(operation: Cursor, schemas: Schemas): Flaw[] {
  const responses = operation.get("responses");
  const keys = namesOf(responses).filter((name) => !name.startsWith("x-"));
  const flaws = keys.flatMap((key) => {
    const response = responses.get(key);
    const cause = `${JSON.stringify(key)} is no response: a status, a range such as 4XX, or default`;
    return [
      isResponseKey(key) ? undefined : { place: documentPlace(responses.written(key).fragment), cause },
      memberFlaw(responses, key),
      contentFlaw(response),
      ...schemaFlaws(response, schemas),
      ...headerFlaws(response),
    ];
  });
  return [memberFlaw(operation, "responses"), ...flaws].filter((flaw) => flaw !== undefined);
}

function headerFlaws(response: Cursor): (Flaw | undefined)[] {
  const headers = response.get("headers");
  const flaws = namesOf(headers).map((name) => {
    if (isFieldName(name)) return memberFlaw(headers, name);
    const place = documentPlace(headers.written(name).fragment);
    return { place, cause: `${JSON.stringify(name)} cannot be the name of a header` };
  });
  return [memberFlaw(response, "headers"), ...flaws];
}

/** A member that is there must be what it should be; YAML's empty `name:` is as good as none. */
export function memberFlaw(
  owner: Cursor,
  name: string,
  wanted: "object" | "list" = "object",
): Flaw | undefined {
  const written = owner.written(name);
  if (written.value === undefined || written.value === null) return undefined;
  const place = documentPlace(written.fragment);
  const target = owner.get(name);
  const { value } = target;
  if (value === undefined && isReference(written.value))
    return { place, cause: deadReference(written.value.$ref, target) };
  const fits = wanted === "list" ? Array.isArray(value) : isObject(value);
  return fits ? undefined : { place, cause: `this is no ${wanted}` };
}

/** Why a reference leads to nothing. */
function deadReference(ref: string, target: Cursor): string {
  if (!ref.startsWith("#")) return `the reference ${ref} was not read`;
  return `the reference ${documentPlace(ref)} leads ${target.isInCircle ? "in a circle" : "nowhere"}`;
}

/** Why no schema of a document that says nothing of its own can be judged by. */
export function dialectFlaw(document: Cursor): Flaw | undefined {
  const { value, fragment } = document.get("jsonSchemaDialect");
  try {
    if (typeof value === "string") dialectNamed(value);
    return undefined;
  } catch (error) {
    const cause = `no schema can be used that does not say otherwise: ${(error as Error).message}`;
    return { place: documentPlace(fragment), cause };
  }
}

function namesOf({ value }: Cursor): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function first<T>(names: readonly string[], look: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = look(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
