import { InputError } from "../../problem/input-error.ts";
import { isObject } from "../../schema/pointer.ts";
import type { Unusable } from "../contract.ts";
import type { JsonObject } from "../read.ts";
import { consumesOf, producesOf } from "./swagger-media.ts";
import {
  address,
  at,
  parameterOutline,
  requirements,
  responseOutline,
  scalars,
  schemeOutline,
} from "./swagger-parts.ts";
import { below, entriesOf, follow, lookUp, textsOf, type Place } from "./swagger-source.ts";

/** What Prism is given of a Swagger 2.0 document. */
export interface Outline {
  readonly document: JsonObject;
  readonly unusable: readonly Unusable[];
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const statusKey = /^([1-5]\d\d|[1-5]XX|default)$/i;

/**
 * A Swagger 2.0 document for Prism's eyes: its operations, with a JSON Pointer wherever a schema or an example stands.
 *
 * Prism puts what a `$ref` names in its place, per operation, so that definitions which refer to one another grow
 * beyond measure; and it loses the names of definitions, discriminators, `x-nullable`, `collectionFormat` outside the
 * query, examples of parameters, security requirements whose scheme it does not know, `basePath` where `host` or
 * `schemes` is missing, and bodies where `consumes` or `produces` is. What it would miss is filled in here; what it
 * would lose is looked up in the document afterwards, at the pointers it hands through.
 */
export function outlineOf(root: JsonObject): Outline {
  const unusable: Unusable[] = [];
  const shared = { parameters: new Map<string, unknown>(), responses: new Map<string, unknown>() };
  const shapes = { parameters: parameterOutline, responses: responseOutline };

  /** A part in its place, or a reference for Prism to resolve. */
  function part(kind: keyof typeof shapes, pointer: string): unknown {
    const found = follow(root, pointer);
    if (found.pointer === pointer) return shapes[kind](found.value, pointer);
    if (!shared[kind].has(found.pointer)) {
      shared[kind].set(found.pointer, shapes[kind](found.value, found.pointer));
    }
    return { $ref: `#${below("", kind, found.pointer)}` };
  }

  function parametersOf(owner: string): { outlines: unknown[]; values: JsonObject[] } {
    const raw = lookUp(root, below(owner, "parameters"));
    const pointers = (Array.isArray(raw) ? raw : []).map((_, index) => below(owner, "parameters", index));
    return {
      outlines: pointers.map((pointer) => part("parameters", pointer)),
      values: pointers.map((pointer) => follow(root, pointer).value),
    };
  }

  function operationOutline({ value, pointer }: Place, inherited: readonly JsonObject[]): JsonObject {
    const own = parametersOf(pointer);
    const statuses = entriesOf(value["responses"]).filter(([key]) => statusKey.test(key));
    return {
      ...scalars(value, ["operationId", "summary", "description", "deprecated"]),
      tags: textsOf(value["tags"]),
      [at]: pointer,
      consumes: consumesOf(value, { root, parameters: [...own.values, ...inherited] }),
      produces: producesOf(root, value),
      ...(value["security"] !== undefined && { security: requirements(value["security"]) }),
      parameters: own.outlines,
      responses: Object.fromEntries(
        statuses.map(([key]) => [key, part("responses", below(pointer, "responses", key))]),
      ),
    };
  }

  function pathItemOutline(path: string): JsonObject {
    const written = below("", "paths", path);
    const found = attempt({ operation: path, pointer: written }, () => follow(root, written));
    const inherited =
      found && attempt({ operation: path, pointer: written }, () => parametersOf(found.pointer));
    if (!inherited) return {};
    const own = methods.filter((method) => isObject(found.value[method]));
    const operations = own.flatMap((method) => {
      const pointer = below(found.pointer, method);
      const outline = attempt({ operation: `${method.toUpperCase()} ${path}`, pointer }, () =>
        operationOutline(follow(root, pointer), inherited.values),
      );
      return outline ? [[method, outline] as const] : [];
    });
    return { parameters: inherited.outlines, ...Object.fromEntries(operations) };
  }

  function attempt<T>(
    { operation, pointer }: { operation: string; pointer: string },
    make: () => T,
  ): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unusable.push({ operation, place: `#${pointer}`, cause: error.message });
      return undefined;
    }
  }

  const paths = entriesOf(root["paths"]).filter(([path]) => path.startsWith("/"));
  const outlined = Object.fromEntries(paths.map(([path]) => [path, pathItemOutline(path)]));
  const document = {
    swagger: "2.0",
    ...address(root),
    securityDefinitions: Object.fromEntries(entriesOf(root["securityDefinitions"]).map(schemeOutline)),
    security: requirements(root["security"]),
    parameters: Object.fromEntries(shared.parameters),
    responses: Object.fromEntries(shared.responses),
    paths: outlined,
  };
  return { document, unusable };
}
