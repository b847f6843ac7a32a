import { resourceNamed, type Resource } from "../../response/resource.ts";
import type { Ask } from "./operation.ts";
import { notFound } from "./reply.ts";

/** A collection that can be read and written. */
export interface KnownCollection {
  readonly name: string;
  /** What the contract says of it; undefined for one that only the session knows. */
  readonly resource: Resource | undefined;
}

/** The collection that the path names. Throws `admin-not-found` when neither contract nor session knows it. */
export async function findCollection({ served, session, path }: Ask): Promise<KnownCollection> {
  const name = String(path["collection"]);
  const declared = served.collections();
  const resource = resourceNamed(name, declared);
  if (resource) return { name, resource };
  const kept = await served.store.collections(session);
  if (kept.includes(name)) return { name, resource: undefined };
  const known = [...new Set([...declared.map(({ collection }) => collection), ...kept])];
  throw notFound({
    what: `collection ${JSON.stringify(name.slice(0, 80))}`,
    wanted: name,
    known,
    help: known.length > 0 ? "GET /__admin/store lists those there are." : "The contract has no collections.",
  });
}
