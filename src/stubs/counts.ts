import type { Subject } from "./subject.ts";

/** What a counter of the session stands at; 0 before it was first counted. */
export async function countOf(name: string, { store, session }: Subject): Promise<number> {
  return await store.count(session, "counts", name);
}

/** Adds one; undefined when `seen` is given and another request was faster. */
export async function count(
  name: string,
  { store, session }: Subject,
  seen?: number,
): Promise<number | undefined> {
  if (seen === undefined) return await store.increment(session, "counts", name);
  return (await store.incrementFrom(session, "counts", { name, seen })) ? seen + 1 : undefined;
}
