/**
 * The members of one object and, over them, those of another: `{ ...base, ...over }`, of which the engine makes
 * a hidden class of its own each time a member is new (`spec/decisions/026-hidden-classes.md`).
 */
export function laidOver<T>(
  base: Readonly<Record<string, T>>,
  over: Readonly<Record<string, T>>,
): Record<string, T> {
  // To assign to `__proto__` is no way to make a member of that name.
  if (Object.hasOwn(base, "__proto__") || Object.hasOwn(over, "__proto__")) return { ...base, ...over };
  return Object.assign({}, base, over);
}
