import { conjuncts, declaredProperties, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

/** The part of a value that may be said back: what `to` declares by the same name and accepts. */
export type Echo = (value: unknown) => Record<string, unknown> | undefined;

interface Heard {
  readonly name: string;
  /** Undefined where both sides say the same of it. */
  readonly accepts: ((value: unknown) => boolean) | undefined;
}

/** Who speaks: what `to` calls readOnly is not a client's to set. */
export type Speaker = "client" | "server";

/** The echo between two schemas, made once for each pair. */
export function createEchoes(
  schemas: Schemas,
): (from: Schema | undefined, to: Schema | undefined, who: Speaker) => Echo {
  const known = {
    client: new WeakMap<object, WeakMap<object, Echo>>(),
    server: new WeakMap<object, WeakMap<object, Echo>>(),
  };
  return (from, to, who) => {
    if (typeof from !== "object" || typeof to !== "object") return silence;
    let ofFrom = known[who].get(from);
    if (!ofFrom) known[who].set(from, (ofFrom = new WeakMap()));
    let echo = ofFrom.get(to);
    if (!echo) ofFrom.set(to, (echo = createEcho({ from, to, who }, schemas)));
    return echo;
  };
}

const silence: Echo = () => undefined;

/**
 * What of a value described by `from` comes back in one described by `to`: properties whose names agree and whose
 * values `to` accepts.
 */
function createEcho({ from, to, who }: { from: Schema; to: Schema; who: Speaker }, schemas: Schemas): Echo {
  const sent = declaredProperties(from, schemas);
  const heard: Heard[] = [];
  for (const [name, property] of declaredProperties(to, schemas)) {
    if (who === "client" && isReadOnly(property, schemas)) continue;
    const own = sent.get(name);
    const judge = schemas.validator(property);
    const isSame = own !== undefined && saysTheSame(own, property, schemas);
    heard.push({ name, accepts: isSame ? undefined : (value) => judge(value).length === 0 });
  }
  if (heard.length === 0) return silence;
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const echoed: Record<string, unknown> = {};
    for (const { name, accepts } of heard) {
      if (!Object.hasOwn(value, name)) continue;
      const one = (value as Record<string, unknown>)[name];
      if (!accepts || accepts(one)) echoed[name] = one;
    }
    return echoed;
  };
}

/** Whether only the server sets it. */
export function isReadOnly(schema: Schema, schemas: Schemas): boolean {
  return conjuncts(schema, schemas).some(({ readOnly }) => readOnly === true);
}

const annotations = new Set(["title", "description", "examples", "default", "deprecated", "writeOnly"]);

/** Whether what satisfies one satisfies the other without a look; only scalars are compared. */
function saysTheSame(a: Schema, b: Schema, schemas: Schemas): boolean {
  const types = typesOf(a, schemas);
  if (types.size === 0 || types.has("object") || types.has("array")) return false;
  return demands(a, schemas) === demands(b, schemas);
}

function demands(schema: Schema, schemas: Schemas): string {
  const resolved = schemas.resolve(schema);
  if (typeof resolved !== "object") return String(resolved);
  const entries = Object.entries(resolved).filter(([keyword]) => !annotations.has(keyword));
  return JSON.stringify(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
