import { distance } from "../problem/nearest.ts";
import type { Operation } from "./operation.ts";

/** The three operations whose method and path are most like the request's: `POST /manager/ambassadors`. */
export function nearestOperations(operations: readonly Operation[], method: string, path: string): string[] {
  const wanted = path.slice(0, 200).split("/");
  return operations
    .flatMap((operation) =>
      ["", ...operation.basePaths].map((base) => ({
        name: `${operation.method} ${operation.path}`,
        distance: pathDistance(wanted, base + operation.path) + (operation.method === method ? 0 : 1),
      })),
    )
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ name }) => name)
    .filter((name, index, all) => all.indexOf(name) === index)
    .slice(0, 3);
}

function pathDistance(wanted: readonly string[], template: string): number {
  const segments = template.split("/");
  let far = Math.abs(segments.length - wanted.length) * 4;
  for (const [index, segment] of segments.entries()) {
    const given = wanted[index];
    if (given === undefined) break;
    if (!segment.includes("{")) far += distance(given.slice(0, 40), segment.slice(0, 40));
  }
  return far;
}
