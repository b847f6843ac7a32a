import type { Operation } from "../contract/operation.ts";
import { essence, isJson } from "../http/media-type.ts";
import { declaredProperties } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { successOf } from "./choose.ts";
import type { Candidate, Role } from "./family.ts";
import { findIdField, type IdPlace } from "./id-field.ts";
import { describesObject, findList, partsOf, schemaAt, type Place } from "./place.ts";

/** What a collection is of. */
export interface Thing {
  readonly item: Schema;
  readonly idField: string | undefined;
  /** Where a thing stands in the response it was described by. */
  readonly place: Place;
}

/** The fullest account of a thing: what reading one answers, else creating or replacing one, else a list's item. */
export function describeThing(
  group: readonly Candidate[],
  called: IdPlace,
  schemas: Schemas,
): Thing | undefined {
  const one = (method: string, ofItem: boolean) =>
    group.find(
      ({ operation, parameter }) => operation.method === method && (parameter !== undefined) === ofItem,
    );
  const single = isSingle(group, schemas) ? [one("GET", false), one("PUT", false), one("PATCH", false)] : [];
  const candidates = [one("GET", true), one("POST", false), one("PUT", true), one("PATCH", true), ...single];
  for (const candidate of candidates) {
    const schema = candidate && successSchema(candidate.operation);
    const thing = schema === undefined ? undefined : unwrap(schema, called, schemas);
    if (thing) return thing;
  }
  const list = one("GET", false);
  const schema = list && successSchema(list.operation);
  const item = schema === undefined ? undefined : findList(schema, schemas)?.items;
  if (item === undefined) return undefined;
  return { item, idField: findIdField(item, called, schemas), place: [] };
}

/** The thing a response is about: itself, or where it has no id the only part of it that has one (`{ data: {…} }`). */
function unwrap(schema: Schema, called: IdPlace, schemas: Schemas): Thing | undefined {
  const whole = schemas.resolve(schema);
  if (!describesObject(whole, schemas)) return undefined;
  const idField = findIdField(whole, called, schemas);
  if (idField !== undefined) return { item: whole, idField, place: [] };
  const inner = partsOf({ place: [], schema: whole }, schemas).flatMap(({ place, schema: part }) => {
    const item = schemas.resolve(part);
    const own = describesObject(item, schemas) ? findIdField(item, called, schemas) : undefined;
    return own === undefined ? [] : [{ item, idField: own, place }];
  });
  const [only] = inner;
  // A wrapped list is no thing; the parts of it are.
  if (only && inner.length === 1) return only;
  return { item: whole, idField, place: [] };
}

export interface Company {
  readonly group: readonly Candidate[];
  readonly thing: Thing;
}

/** Whether operations are about a thing there is one of: `GET|PUT|PATCH /settings`. */
export function isSingle(group: readonly Candidate[], schemas: Schemas): boolean {
  if (group.some(({ parameter, role }) => parameter !== undefined || role !== undefined)) return false;
  const methods = new Set(group.map(({ operation }) => operation.method));
  const read = group.find(({ operation }) => operation.method === "GET");
  const schema = read && successSchema(read.operation);
  if (schema === undefined || !(methods.has("PUT") || methods.has("PATCH"))) return false;
  return describesObject(schema, schemas) && !findList(schema, schemas);
}

/** The part an operation plays; undefined for one that is answered from the contract alone. */
export function roleOf(candidate: Candidate, company: Company, schemas: Schemas): Role | undefined {
  const { operation, parameter } = candidate;
  const schema = successSchema(operation);
  if (candidate.role !== undefined) return candidate.role;
  if (parameter === undefined && !isSingle(company.group, schemas)) {
    if (operation.method === "GET")
      return schema !== undefined && findList(schema, schemas) ? "list" : undefined;
    return operation.method === "POST" && creates(operation, company, schemas) ? "create" : undefined;
  }
  if (operation.method === "GET")
    return schema !== undefined && describesObject(schema, schemas) ? "read" : undefined;
  const found: Record<string, Role> = { PUT: "replace", PATCH: "change", DELETE: "delete" };
  return found[operation.method];
}

/**
 * A POST that answers 201 says that it created something; any other may be anything (a login, a search, an upload),
 * and counts where the things it would create have other operations, and its request or response speaks of them.
 */
function creates(operation: Operation, { group, thing }: Company, schemas: Schemas): boolean {
  const { item, idField } = thing;
  const hasItems = group.some(({ parameter }) => parameter !== undefined);
  // Nobody could ask for what it created.
  if (hasItems && idField === undefined) return false;
  const schema = successSchema(operation);
  const status = successOf(operation)?.status;
  if (status === 201) return schema === undefined || describesObject(schema, schemas);
  if (group.length === 1 || (schema !== undefined && !describesObject(schema, schemas))) return false;
  if (schema !== undefined && schemaAt(schemas.resolve(schema), thing.place, schemas) === item) return true;
  const declared = declaredProperties(item, schemas);
  return [schema, ...(operation.requestBody?.content ?? []).map((media) => media.schema)].some(
    (spoken) =>
      spoken !== undefined &&
      [...declaredProperties(spoken, schemas).keys()].some((name) => declared.has(name)),
  );
}

/** Where in a response the thing or the list stands, and how long the list may be. */
export function placeOf(
  role: Role,
  schema: Schema | undefined,
  { thing, schemas }: { readonly thing: Thing; readonly schemas: Schemas },
): { readonly place: Place; readonly most: number } {
  if (schema === undefined) return { place: [], most: Infinity };
  if (role === "list") return findList(schema, schemas) ?? { place: [], most: Infinity };
  const isWrapped = describesObject(schemaAt(schema, thing.place, schemas), schemas);
  return { place: isWrapped ? thing.place : [], most: Infinity };
}

/** The JSON schema of an operation's success. */
export function successSchema(operation: Operation): Schema | undefined {
  const content = successOf(operation)?.declared?.content ?? [];
  return content.find(({ type }) => isJson(essence(type)) || type === "*/*")?.schema;
}
