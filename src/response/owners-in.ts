import type { Resource } from "./resource.ts";

/** Whose things they are by the name of their collection: 7, for `users/7/posts` of `users/{userId}/posts`. */
export function ownersIn(name: string, template: string): string[] {
  const segments = name.split("/");
  return template
    .split("/")
    .flatMap((part, index) => (part.includes("{") ? [decoded(segments[index] ?? "")] : []));
}

/** The same by the names of the path parameters. */
export function ownersByName(
  { shelf, collection }: Pick<Resource, "shelf" | "collection">,
  path: readonly unknown[],
): Record<string, unknown> {
  const names = [...(shelf.includes("{") ? shelf : collection).matchAll(/\{([^{}]*)\}/g)];
  return Object.fromEntries(names.map(([, name = ""], index) => [name, path[index]]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
