let turn: Promise<unknown> = Promise.resolve();

/**
 * Loads a part of the product when it is first needed, after those that are being loaded already: Jest's loader of
 * ECMAScript modules fails on Node 20, or hangs, where two imports that share files are under way at once.
 */
export function loadInTurn<T>(load: () => Promise<T>): Promise<T> {
  const loaded = turn.then(load);
  turn = loaded.catch(() => undefined);
  return loaded;
}
