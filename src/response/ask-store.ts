import { essence } from "../http/media-type.ts";
import { ProblemError } from "../problem/problem.ts";
import { isObject } from "../schema/pointer.ts";
import { declaredProperties } from "../schema/properties.ts";
import type { AskTools, Chosen, Earned } from "./earned.ts";
import { imagineList, imagineThing } from "./imagine.ts";
import { playResource } from "./play.ts";
import type { Resource } from "./resource.ts";
import type { Patch, StoreAnswer, StoreRequest } from "./stored.ts";
import { partAt, schemaAt, type Place } from "./place.ts";

/** What the store has to say to a request. */
export async function askStore(
  resource: Resource,
  { earned, chosen }: { readonly earned: Earned; readonly chosen: Chosen },
  tools: AskTools,
): Promise<StoreAnswer> {
  const { dynamic, seed } = chosen;
  const { preferences, session, path, query, headers, scripted } = earned;
  const isRead = resource.role === "read" || resource.role === "list";
  const bypasses = preferences.dynamic === true || preferences.example !== undefined;
  if (isRead && bypasses) return { kind: "unwritten", given: undefined };
  const isChange = resource.role === "change" || resource.role === "replace";
  const request: StoreRequest = {
    session,
    path,
    query,
    seed,
    said: isRead ? nothing : tools.things.said(resource, earned),
    sayable: isChange ? sayable(resource, earned, tools) : none,
    patch: patchOf(earned),
    ifMatch: resource.isTagged ? headers["if-match"] : undefined,
    ifNoneMatch: resource.isTagged ? headers["if-none-match"] : undefined,
    dynamic,
    example: isRead ? undefined : tools.things.shown(resource, chosen),
    scripted: partAt(scripted?.given, resource.place),
    imagined: () => imagineThing(resource, earned, tools),
    imaginedList: () => imagineList(resource, { earned, chosen }, tools),
  };
  try {
    return await earned.oneByOne(() => playResource(resource, request, tools));
  } catch (error) {
    // What cannot be stored is no reason to give no answer.
    if (error instanceof ProblemError && isOfSchema(error)) return { kind: "unwritten", given: undefined };
    throw error;
  }
}

const nothing = Object.freeze({});
const none: ReadonlySet<string> = new Set();

/** The media type says how a patch is meant; a list of operations can be meant in one way only. */
function patchOf({ operation, headers, body }: Earned): Patch {
  const type = operation.method === "PATCH" ? essence(headers["content-type"] ?? "") : "";
  const isListed =
    Array.isArray(body) &&
    body.length > 0 &&
    body.every((one) => isObject(one) && typeof one["op"] === "string");
  if (type === "application/json-patch+json" || isListed) return { kind: "json-patch", operations: body };
  return { kind: "merge", value: body, isStrict: type === "application/merge-patch+json" };
}

function sayable(
  { wrapping }: Resource,
  { bodySchema }: Earned,
  { contract }: AskTools,
): ReadonlySet<string> {
  if (bodySchema === undefined) return none;
  const namesAt = (place: Place) =>
    declaredProperties(schemaAt(bodySchema, place, contract.schemas), contract.schemas).keys();
  return new Set(wrapping.length > 0 ? [...namesAt([]), ...namesAt(wrapping)] : namesAt([]));
}

/** Whether it says of a schema that it cannot be used, or that it has no value. */
function isOfSchema({ problem }: ProblemError): boolean {
  return problem.code === "impossible-schema" || problem.code === "unusable-schema";
}
