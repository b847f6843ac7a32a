/** Combines two 32-bit integers into a third whose bits depend on all of theirs; `mix(a, b)` is not `mix(b, a)`. */
export function mix(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) + Math.imul(b ^ 0x7f4a7c15, 0x85ebca6b)) | 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return h ^ (h >>> 15);
}

/** Reads a 32-bit integer as a number in [0, 1). */
export function fraction(seed: number): number {
  return (seed >>> 0) / 4294967296;
}

/** Reads a 32-bit integer as a whole number in [0, count); `count` at most 2^31. */
export function below(seed: number, count: number): number {
  return ((seed >>> 0) * (count / 4294967296)) | 0;
}

/** The element a seed falls on. The list must not be empty. */
export function pick<T>(list: readonly T[], seed: number): T {
  return list[below(seed, list.length)] as T;
}

/** Hashes text (FNV-1a over UTF-16 units, then mixed) to a 32-bit integer. */
export function hashText(text: string, h = 0x811c9dc5): number {
  let hash = h;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash, text.length);
}

const kinds = {
  null: 1,
  true: 2,
  false: 3,
  number: 4,
  string: 5,
  array: 6,
  object: 7,
  deep: 8,
  other: 9,
} as const;
const deepest = 1000;
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/**
 * Hashes a JSON value to a 32-bit integer: equal values (whatever the order of their properties) hash alike,
 * and `1`, `"1"`, `null`, `[]` and `{}` differ. What lies deeper than 1,000 levels is not looked at.
 */
export function hashValue(value: unknown, h = 0x811c9dc5): number {
  return mix(h, hashOf(value, 0));
}

function hashOf(value: unknown, depth: number): number {
  if (typeof value === "string") return hashText(value, kinds.string);
  if (typeof value === "number") return hashNumber(value);
  if (value === null) return kinds.null;
  if (value === true) return kinds.true;
  if (value === false) return kinds.false;
  if (typeof value !== "object") return kinds.other;
  if (depth > deepest) return kinds.deep;
  if (!Array.isArray(value)) return hashObject(value as Readonly<Record<string, unknown>>, depth);
  let hash: number = kinds.array;
  for (const item of value) hash = mix(hash, hashOf(item, depth + 1));
  return mix(hash, value.length);
}

function hashObject(value: Readonly<Record<string, unknown>>, depth: number): number {
  // A sum does not know the order of its parts.
  let sum = 0;
  let count = 0;
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    sum = (sum + mix(hashText(key), hashOf(item, depth + 1))) | 0;
    count++;
  }
  return mix(mix(kinds.object, sum), count);
}

function hashNumber(value: number): number {
  float[0] = value === 0 ? 0 : value; // -0 is 0 in JSON
  return mix(mix(kinds.number, words[0] ?? 0), words[1] ?? 0);
}
