import type { Operation } from "../contract/operation.ts";
import { mix, hashText } from "../generate/hash.ts";
import { conjuncts, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schemas } from "../schema/schema.ts";
import { Collection, entryOf } from "../store/collection.ts";
import type { JsonObject } from "../store/store.ts";
import { keyText } from "./choose-id.ts";
import { chooseMedia, successOf } from "./choose.ts";
import type { AskTools, Chosen, Earned } from "./earned.ts";
import { exampleFor } from "./example.ts";
import { composeFitting, generateFitting } from "./fitting.ts";
import { whole, withOwners } from "./make.ts";
import { pathAs, pathNames } from "./path-names.ts";
import type { Resource } from "./resource.ts";

/** What reading a thing answers before anything is written: changing it begins with that. */
export function imagineThing(
  { reader }: Pick<Resource, "reader">,
  earned: Imagining,
  tools: ImagineTools,
): JsonObject | undefined {
  const dynamic = earned.preferences.dynamic ?? tools.isDynamic;
  return reader && read(reader, { earned, path: pathAs(reader, earned.path), dynamic }, tools);
}

/** What imagining needs to know of a request. */
type Imagining = Pick<Earned, "preferences" | "path" | "seedOf">;
type ImagineTools = Pick<
  AskTools,
  "contract" | "generator" | "resources" | "isDynamic" | "things" | "usable"
>;

interface Asked {
  readonly earned: Imagining;
  /** The parameters of the path as the reading operation calls them. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly dynamic: boolean;
}

function read(
  reader: NonNullable<Resource["reader"]>,
  { earned: { seedOf }, path, dynamic }: Asked,
  { contract: { schemas }, ...tools }: ImagineTools,
): JsonObject | undefined {
  const choice = successOf(reader);
  const resource = tools.resources().get(reader);
  const media = choice && chooseMedia({ accept: undefined }, choice);
  if (!resource || !choice?.declared || !media) return undefined;
  const { usable, generator, things } = tools;
  const wish = { operation: reader, declared: choice.declared, media, name: undefined, dynamic, usable };
  const ingredients = {
    seed: seedOf(reader.id, path),
    dynamic,
    example: exampleFor(wish),
    echoed: undefined,
    named: things.named(resource, media, namedBy(resource, path, schemas)),
    scripted: undefined,
  };
  const { value } = composeFitting(media, ingredients, { schemas, generator });
  return things.told(resource, media, value);
}

/**
 * A collection before anything is written: the same things on every page and behind every filter, each as reading it
 * alone shows it. Unknown where the contract shows a list of its own, or things have no ids.
 */
export function imagineList(
  resource: Resource,
  { earned, chosen }: { readonly earned: Earned; readonly chosen: Chosen },
  tools: AskTools,
): Collection | "unknown" {
  const { idField, reader } = resource;
  const { media, example } = chosen;
  if (idField === undefined || !reader || !media || example || earned.scripted) return "unknown";
  const { generator, contract } = tools;
  const { schemas } = contract;
  const seed = earned.seedOf(earned.operation.id, earned.path);
  const nothing = { example: undefined, echoed: undefined, named: undefined, scripted: undefined };
  const { value } = composeFitting(
    media,
    { seed, dynamic: chosen.dynamic, ...nothing },
    { schemas, generator },
  );
  const imagined = new Collection(idField);
  for (const [index, listed] of tools.things.listed(resource, media, value).entries()) {
    const id = listed[idField];
    // Authored examples would repeat: as in any list, only the first thing is made of them.
    const dynamic = chosen.dynamic || index > 0;
    const path = id === undefined || id === null ? undefined : pathOf(resource, earned, { id, schemas });
    if (!path) return "unknown";
    const given = {
      ...listed,
      ...read(reader, { earned, path, dynamic }, tools),
      ...withOwners(resource, { path: earned.path, said: {} }, { schemas }),
      [idField]: id,
    };
    const isWhole = schemas.validator(resource.item)(given).length === 0;
    const wish = { seed: mix(seed, hashText(keyText(id))), examples: !dynamic, givens: [given, listed] };
    const thing = isWhole ? given : generateFitting(resource.item, wish, { schemas, generator });
    const key = keyText(id);
    imagined.set(key, entryOf(whole(thing as JsonObject).record, key, idField));
  }
  return imagined;
}

/** Where the thing with that id is read, in values of the types that its parameters have. */
function pathOf(
  { reader }: Resource,
  { operation, path }: Earned,
  { id, schemas }: { readonly id: unknown; readonly schemas: Schemas },
): Record<string, unknown> | undefined {
  const own = pathNames(operation).map((name) => path[name]);
  return reader && typedPath(reader, [...own, id], schemas);
}

/** The path parameters of an operation, the last of `values` last, in the types they are declared with. */
export function typedPath(
  operation: Operation,
  values: readonly unknown[],
  schemas: Schemas,
): Record<string, unknown> | undefined {
  const names = pathNames(operation);
  if (names.length === 0 || names.length > values.length) return undefined;
  const last = values.slice(-names.length);
  return Object.fromEntries(
    names.map((name, index) => {
      const declared = operation.parameters.find((one) => one.in === "path" && one.name === name);
      return [name, asTyped(last[index], typesOf(declared?.schema ?? true, schemas))];
    }),
  );
}

function asTyped(value: unknown, types: ReadonlySet<string>): unknown {
  const isNumber = types.has("integer") || types.has("number");
  if (types.has("string") && !isNumber) return keyText(value);
  return isNumber && typeof value === "string" && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** The id in the path, as the type its property has. */
export function namedBy(
  { idField, item, parameter }: Pick<Resource, "idField" | "item" | "parameter">,
  path: Readonly<Record<string, unknown>>,
  schemas: Schemas,
): JsonObject {
  if (idField === undefined || parameter === undefined) return {};
  const sent = path[parameter];
  const schema = propertyOf(item, idField, schemas);
  const types = typesOf(schema, schemas);
  const wantsNumber = (types.has("integer") || types.has("number")) && !types.has("string");
  const value =
    wantsNumber && Number.isFinite(Number(sent)) ? Number(sent) : types.has("string") ? String(sent) : sent;
  return conjuncts(schema, schemas).length === 0 || schemas.validator(schema)(value).length === 0
    ? { [idField]: value }
    : {};
}
