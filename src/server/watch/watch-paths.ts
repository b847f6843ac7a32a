import { dirname } from "node:path";
import type { Watch } from "../../ports.ts";
import { loadInTurn } from "../../load-in-turn.ts";

/**
 * Watches through chokidar, which is loaded when there is something to watch. Of a file its folder is watched, so that
 * one that is deleted, or replaced by another of its name, is not lost from sight.
 */
export const watchPaths: Watch = async (paths, { changed, failed }) => {
  const { watch } = await loadInTurn(() => import("chokidar"));
  const wanted = new Set(paths);
  const folders = new Set(paths.map((path) => dirname(path)));
  const watcher = watch([...folders, ...wanted], {
    ignored: (path) => !wanted.has(path) && !folders.has(path) && !wanted.has(dirname(path)),
    depth: 0,
    ignoreInitial: true,
    // Whoever is told waits for things to settle.
    atomic: false,
  });
  watcher.on("all", changed);
  // What the system reports, before chokidar makes events of it: of files replaced by a rename it leaves many out, and
  // a link beside a file may be what leads to its content.
  watcher.on("raw", changed);
  watcher.on("error", (error) => failed(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return { close: () => watcher.close() };
};
