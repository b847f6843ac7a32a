import { InputError } from "../problem/input-error.ts";
import { didYouMean } from "../problem/nearest.ts";
import type { Dialect } from "./dialect.ts";
import { createHeirs } from "./heirs.ts";
import { asWritten, type Place, type Translation, type Variant } from "./place.ts";
import { fragmentSegments, isObject, valueAt } from "./pointer.ts";
import { createResources } from "./resources.ts";
import type { Direction, Schema } from "./schema.ts";
import { translate } from "./translate.ts";
import { outside, unusable } from "./unusable.ts";

export interface SchemaDocument {
  /** The parsed document. */
  readonly root: unknown;
  /** The dialect of the schemas at a URI fragment: files of different versions may be bundled into one root. */
  readonly dialectAt: (fragment: string) => Dialect;
  /** A fragment as messages name it: in the file that its schema comes from. */
  readonly shown?: (fragment: string) => string;
}

/** The translated schemas of a document, by the names under which they refer to one another. */
export interface Library {
  at(fragment: string, direction: Direction): Schema;
  /** Throws InputError where nothing stands there, ProblemError `unusable-schema` where it cannot be read. */
  byName(name: string): Schema;
  /** Whether a `$ref` is one of ours. */
  has(name: string): boolean;
  fragmentOf(name: string): string;
  /** Where each schema stands in the document. */
  readonly fragments: WeakMap<object, string>;
  /** A schema from outside, written in JSON Schema 2020-12; its references lead into the document. */
  adopt(raw: unknown, direction: Direction): Schema;
}

interface Target {
  readonly fragment: string;
  readonly direction: Direction;
  readonly variant: Variant;
}

export const asItIs = (fragment: string) => fragment;

/** Each schema is translated when it is first asked for. */
export function createLibrary({ root, dialectAt, shown = asItIs }: SchemaDocument): Library {
  const resources = createResources(root, dialectAt);
  const heirs = createHeirs(resources);
  const fragments = new WeakMap<object, string>();
  const named = new Map<string, Schema>();
  const targets = new Map<string, Target>();

  function nameOf(target: Target): string {
    const name = `locum:${target.direction}:${encode(target.fragment)}${suffixOf(target.variant)}`;
    if (!targets.has(name)) targets.set(name, target);
    return name;
  }

  function translation(direction: Direction): Translation {
    return {
      direction,
      resources,
      heirs,
      shown,
      name: (fragment, variant) => nameOf({ fragment, direction, variant }),
      note: (schema, fragment) => void fragments.set(schema, fragment),
    };
  }
  const translations = { request: translation("request"), response: translation("response") };

  function read({ fragment, direction, variant }: Target): Schema {
    const anchors = { ...resources.anchorsAt(fragment), ...variant.anchors };
    const place: Place = { ...resources.at(fragment), ...variant, anchors, heir: fragment };
    return translate(resources.raw(fragment), place, translations[direction]);
  }

  function byName(name: string): Schema {
    const known = named.get(name);
    if (known !== undefined) return known;
    const target = targets.get(name);
    if (!target || resources.raw(target.fragment) === undefined)
      throw deadReference(target?.fragment ?? name, root);
    try {
      const schema = read(target);
      named.set(name, schema);
      return schema;
    } catch (error) {
      throw unusable(error, target.fragment);
    }
  }

  function adopt(raw: unknown, direction: Direction): Schema {
    const at = { fragment: outside, dialect: "2020-12", resource: "#", scope: outside } as const;
    return translate(raw, { ...at, ...asWritten, heir: undefined }, translations[direction]);
  }

  return {
    adopt,
    at: (fragment, direction) => byName(nameOf({ fragment, direction, variant: asWritten })),
    byName,
    has: (name) => targets.has(name),
    fragmentOf: (name) => targets.get(name)?.fragment ?? name,
    fragments,
  };
}

/** In a form that survives URI normalisation. */
function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function suffixOf({ anchors, waived, plain }: Variant): string {
  const names = Object.keys(anchors);
  if (names.length === 0 && waived.length === 0 && !plain) return "";
  const scope = names.toSorted().map((name) => [name, anchors[name]]);
  return `:${encode(JSON.stringify([scope, waived, plain]))}`;
}

function deadReference(fragment: string, root: unknown): InputError {
  const segments = fragmentSegments(fragment);
  const [parent, name = ""] = [valueAt(root, segments.slice(0, -1)), segments.at(-1)];
  const guess = fragment.startsWith("#/") && isObject(parent) ? didYouMean(name, Object.keys(parent)) : "";
  return new InputError(`the reference ${fragment} leads nowhere${guess}`, {
    help: "Correct the $ref, or add what it names to the document.",
  });
}
