import fc from "fast-check";
import { ask, startMock, stopAll } from "../support/mock.ts";
import { petShop } from "../support/pet-shop.ts";
import { Line, written } from "../support/wire.ts";

afterAll(stopAll);

const value = fc.constantFrom("1", "2", "");
const request = fc.record(
  {
    path: fc.constantFrom("/pets", "/pets/1", "/pets/2", "/nowhere"),
    query: fc.constantFrom("", "?limit=1"),
    headers: fc.record({ "x-one": value, "x-two": value, Cookie: value }, { requiredKeys: [] }),
  },
  { requiredKeys: ["path", "query", "headers"] },
);

interface Listed {
  readonly request: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

test("a request is in the journal as it came, whatever came before it on the connection", async () => {
  const mock = await startMock({ document: petShop });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 12 }), async (requests) => {
      const session = `run-${String((run += 1))}`;
      const targets = requests.map(({ path, query, headers }) =>
        written(`/__session/${session}${path}${query}`, { headers }),
      );
      const line = new Line(mock).send(targets.join(""));
      await line.until(new RegExp(`${session}-${String(requests.length)}\\r`));
      line.socket.destroy();
      const { json } = await ask(`${mock.url}/__session/${session}/__admin/requests`);
      const listed = (json["requests"] as Listed[]).toReversed();
      expect(listed.map(({ request: { url, headers } }) => ({ url, headers }))).toEqual(
        requests.map(({ path, query, headers: { Cookie, ...own } }) => ({
          url: `${path}${query}`,
          headers: { host: "localhost", ...own, ...(Cookie === undefined ? {} : { cookie: "[redacted]" }) },
        })),
      );
    }),
    { numRuns: 30 },
  );
});
