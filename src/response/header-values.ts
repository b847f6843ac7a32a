import { below, hashText, mix, pick } from "../generate/hash.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { firstValid, plainName } from "./error-words.ts";

export interface UsualWish {
  /** Of the whole answer, so that headers agree with each other. */
  readonly seed: number;
  readonly target?: string | undefined;
  readonly schema: Schema;
  readonly schemas: Schemas;
}

/** What a header of that name usually says, where the schema lets it; undefined: nothing is known of it. */
export function usualValue(name: string, { seed, target, schema, schemas }: UsualWish): unknown {
  const plain = plainName(name).replace(/^x/, "");
  const found = usual.find(([names]) => names.test(plain));
  if (!found) return undefined;
  const candidates = found[1](mix(seed, hashText("headers")), target);
  return firstValid(
    candidates.flatMap((one) => (typeof one === "number" ? [one, String(one)] : [one])),
    schema,
    schemas,
  );
}

type Usual = (seed: number, target: string | undefined) => readonly (string | number)[];

const limits = [60, 100, 500, 1000, 5000] as const;
const limitOf = (seed: number): number => pick(limits, seed);
/** 2025-11-17T09:00:00Z: answers do not depend on the day they are given. */
const reference = Date.UTC(2025, 10, 17, 9);
const day = 86_400_000;
const dateOf = (seed: number, days: number): string =>
  new Date(reference + days * day - below(seed, 20 * day)).toUTCString();
const hex = (seed: number): string => (mix(seed, 1) >>> 0).toString(16).padStart(8, "0");

/** By name without punctuation and without `X-`; values best first, a number also as a text. */
const usual: readonly (readonly [RegExp, Usual])[] = [
  [/^etag$/, (seed) => [`"${hex(seed)}"`]],
  [/^lastmodified$/, (seed) => [dateOf(seed, 0)]],
  [/^(expires|sunset)$/, (seed) => [dateOf(seed, 60)]],
  [/^retryafter$/, (seed) => [pick([1, 2, 5, 10, 30, 60], seed)]],
  [/^age$/, (seed) => [below(seed, 600)]],
  [/^ratelimit(limit)?$/, (seed) => [limitOf(seed)]],
  [/^ratelimitremaining$/, (seed) => [below(mix(seed, 2), limitOf(seed))]],
  [/^ratelimit(reset|resetafter|resetin)$/, (seed) => [1 + below(mix(seed, 3), 3600)]],
  [
    /^(content)?location$/,
    (seed, target) => (target === undefined ? [] : [under(target, 1 + below(seed, 9000))]),
  ],
  [/^link$/, () => ['<?page=2>; rel="next"']],
  [/^setcookie$/, (seed) => [`session=${hex(seed)}; Path=/`]],
  [/^contentdisposition$/, () => ["attachment"]],
  [/^contentlanguage$/, () => ["en"]],
  [/^cachecontrol$/, () => ["no-cache"]],
  [/^acceptranges$/, () => ["bytes"]],
  [/^vary$/, () => ["Accept"]],
  [/^contenttypeoptions$/, () => ["nosniff"]],
];

function under(target: string, id: number): string {
  return `${target.replace(/\/$/, "")}/${String(id)}`;
}
