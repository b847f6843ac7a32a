import type { MediaType, NamedExample } from "../contract/operation.ts";
import { isObject } from "../schema/pointer.ts";
import { itemsOf } from "../schema/properties.ts";
import { laidOver } from "./laid-over.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { createEchoes } from "./echo.ts";
import { partAt, schemaAt, wrapped } from "./place.ts";
import type { Resource } from "./resource.ts";

/** How requests and responses speak of the thing that a resource stores, wherever in them it stands. */
export interface Things {
  /** What a request says of the thing, wrapped or not. */
  said(resource: Resource, request: Spoken): Record<string, unknown>;
  /** The thing that an example of the response shows; undefined where it shows something else. */
  shown(resource: Resource, response: Shown): unknown;
  /** What is known of a thing that was never written, as the response says it. */
  named(resource: Resource, media: MediaType | undefined, known: unknown): unknown;
  /** The thing in a response's value, as far as it is one. */
  told(resource: Resource, media: MediaType, value: unknown): Record<string, unknown> | undefined;
  /** The same of a response that lists them. */
  listed(resource: Resource, media: MediaType, value: unknown): Record<string, unknown>[];
}

interface Spoken {
  readonly body: unknown;
  readonly bodySchema: Schema | undefined;
}

interface Shown {
  readonly media: MediaType | undefined;
  readonly example: NamedExample | undefined;
}

export interface ThingTools {
  readonly schemas: Schemas;
  readonly echo: ReturnType<typeof createEchoes>;
}

export function createThings({ schemas, echo }: ThingTools): Things {
  const at = ({ schema }: MediaType, { place }: Resource) =>
    schema === undefined ? undefined : schemas.resolve(schemaAt(schema, place, schemas));
  const asThing = (
    { item }: Resource,
    schema: Schema | undefined,
    value: unknown,
  ): Record<string, unknown> | undefined => {
    if (schema !== item) return echo(schema, item, "server")(value);
    return isObject(value) ? value : undefined;
  };
  return {
    said({ item, wrapping }, { body, bodySchema }) {
      const whole = echo(bodySchema, item, "client")(body);
      if (wrapping.length === 0 || bodySchema === undefined) return whole ?? {};
      const inner = schemas.resolve(schemaAt(bodySchema, wrapping, schemas));
      return laidOver(whole ?? {}, echo(inner, item, "client")(partAt(body, wrapping)) ?? {});
    },
    shown(resource, { media, example }) {
      if (!example || !media || at(media, resource) !== resource.item) return undefined;
      const value = partAt(example.value, resource.place);
      return isObject(value) ? value : undefined;
    },
    named(resource, media, known) {
      const named = media && echo(resource.item, at(media, resource), "server")(known);
      return named && wrapped(named, resource.place);
    },
    told(resource, media, value) {
      return asThing(resource, at(media, resource), partAt(value, resource.place));
    },
    listed(resource, media, value) {
      const list = partAt(value, resource.place);
      const schema = schemas.resolve(itemsOf(at(media, resource) ?? true, schemas));
      const items: readonly unknown[] = Array.isArray(list) ? list : [];
      return items.map((one) => asThing(resource, schema, one)).filter((one) => one !== undefined);
    },
  };
}
