import type { ShownExchange } from "../../src/journal/shown.ts";
import { seenBy } from "../../src/testing/seen.ts";

const exchange = (url: string, parts: object) =>
  ({
    request: { method: "GET", url },
    response: { status: 404, body: undefined },
    operationId: null,
    violations: [],
    ...parts,
  }) as unknown as ShownExchange;
const saw = (requests: ShownExchange[]) =>
  seenBy({ name: "a", url: "http://h/__session/a", requests: () => Promise.resolve(requests) });

test("what a session saw tells all that was wrong, and what was probably meant", async () => {
  const body = { code: "no-operation", help: "Did you mean GET /pets?" };
  const violations = [{ message: "tag is required!" }, { message: "limit must be <= 9" }];
  expect(
    await saw([
      exchange("/pet", { response: { status: 404, body } }),
      exchange("/odd", {}),
      exchange("/pets", { response: { status: 422 }, operationId: "listPets", violations }),
    ]),
  ).toBe(
    [
      "Locum saw 3 requests in the session a, the latest first",
      "  GET /pet → 404 not in the contract: Did you mean GET /pets?",
      "  GET /odd → 404 not in the contract",
      "  GET /pets → 422 listPets: tag is required!; limit must be <= 9",
      "  journal, while the server runs: http://h/__session/a/__admin/requests",
    ].join("\n"),
  );
});
