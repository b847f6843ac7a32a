import type { Cursor } from "./cursor.ts";

/** A document that multiplies its variables further has them read as parameters of the path. */
const mostPaths = 64;

const variable = /\{([^{}]*)\}/g;
// Also `localhost:3000/v1`, which a URL parser takes for the scheme `localhost`.
const authority = /^(?:(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*|[a-z0-9.-]+:\d+(?=[/?#]|$))/i;

/**
 * The paths of the servers of a document, path item or operation, without a trailing slash; none where it names no
 * server. A variable that has no value stays in the path: `/api/{tenant}`.
 */
export function serverPaths(owner: Cursor): readonly string[] {
  return owner.has("servers") ? [...new Set(owner.get("servers").items().flatMap(pathsOf))] : [];
}

function pathsOf(server: Cursor): readonly string[] {
  const url = server.text("url").trim();
  let urls = [url];
  for (const name of new Set([...url.matchAll(variable)].map(([, name = ""]) => name))) {
    const values = valuesOf(server, name);
    const many = urls.flatMap((one) => values.map((value) => one.replaceAll(`{${name}}`, value)));
    // What differs in the host alone is one path.
    const different = new Map(many.map((one) => [pathOf(one), one]));
    if (different.size > 0 && different.size <= mostPaths) urls = [...different.values()];
  }
  return urls.map(pathOf);
}

/** The default comes first. */
function valuesOf(server: Cursor, name: string): string[] {
  const found = server.get("variables").get(name);
  const choices = found
    .get("enum")
    .items()
    .map(({ value }) => value)
    .filter((value) => typeof value === "string" || typeof value === "number")
    .map(String);
  return [...new Set([...(found.get("default").exists ? [found.text("default")] : []), ...choices])];
}

/** A relative URL is relative to the document's own address, which a mock takes as its root. */
function pathOf(url: string): string {
  const path = url.replace(authority, "").replace(/[?#].*$/s, "");
  const segments: string[] = [];
  for (const segment of path.split("/").filter((one) => one !== "" && one !== ".")) {
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  return segments.map((segment) => `/${encoded(segment)}`).join("");
}

/** As a request's path has it; a `%` is taken as it stands. */
function encoded(segment: string): string {
  return segment.replace(/[^\x21-\x7e]+/g, (text) => encodeURI(text.replace(/\p{Surrogate}/gu, "�")));
}
