/** Part of a template, so without dots and brackets. */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a counter of the session can be called so. */
export function isCounterName(name: string): boolean {
  return NAME.test(name);
}
