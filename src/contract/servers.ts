import type { Cursor } from "./cursor.ts";

/** The path of each server URL, variables at their defaults, without a trailing slash; `[""]` where none is said. */
export function basePaths(servers: readonly Cursor[]): readonly string[] {
  const paths = servers.map(basePath);
  return paths.length > 0 ? [...new Set(paths)] : [""];
}

function basePath(server: Cursor): string {
  const url = server.text("url").replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = server.get("variables").get(name).get("default").value;
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
  try {
    // A relative URL is relative to the document's own address, which a mock takes as its root.
    return new URL(url, "http://localhost/").pathname.replace(/\/+$/, "");
  } catch {
    return "";
  }
}
