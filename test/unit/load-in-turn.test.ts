import { loadInTurn } from "../../src/load-in-turn.ts";

// Of parts that share files with one another and with nothing that is loaded yet. Without a turn each, Jest's loader
// fails on Node 20: "request for … is not in cache".
test("parts that share files can be asked for at once, under Jest too", async () => {
  const parts = await Promise.all([
    loadInTurn(() => import("../../src/server/admin/answer.ts")),
    loadInTurn(() => import("../../src/explain/problem.ts")),
    loadInTurn(() => import("../../src/server/ui/landing-page.ts")),
    loadInTurn(() => import("../../src/server/told/save.ts")),
    loadInTurn(() => import("../../src/scenarios/load.ts")),
  ]);
  expect(parts.map((part) => Object.keys(part).length > 0)).toEqual([true, true, true, true, true]);
});

test("one that cannot be loaded holds up none that come after", async () => {
  const broken = loadInTurn(() => Promise.reject(new Error("gone")));
  const next = loadInTurn(() => Promise.resolve("here"));
  await expect(broken).rejects.toThrow("gone");
  expect(await next).toBe("here");
});
