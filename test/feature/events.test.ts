import type { MockServer } from "../../src/index.ts";
import { apiOf } from "../support/answers.ts";
import { petDocument } from "../support/control.ts";
import { readEvents, type EventReader } from "../support/events.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const pets = (mock: MockServer, session: string, headers: Record<string, string> = {}) =>
  ask(`${mock.url}/__session/${session}/pets`, { headers });
const events = (mock: MockServer, session: string, headers: Record<string, string> = {}) =>
  readEvents(`${mock.url}/__session/${session}/__admin/events`, headers);
/** A megabyte an answer: no socket holds that back for a reader that does not read. */
const long = apiOf({
  "/long": {
    get: {
      responses: {
        200: { description: "OK", content: { "text/plain": { example: "x".repeat(1_000_000) } } },
      },
    },
  },
});
const sendLong = async (mock: MockServer, count: number) => {
  for (let n = 0; n < count; n++) expect((await ask(`${mock.url}/long`)).status).toBe(200);
};
const idsOf = async (reader: EventReader, count: number) =>
  (await reader.take(count)).map(({ name, value }) => value["id"] ?? `${name} ${String(value["session"])}`);

describe("whoever reads the events of a session", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await startMock({ document: petDocument });
  });

  test("is sent each exchange as it happens, as the journal shows it", async () => {
    await pets(mock, "a");
    const reader = await events(mock, "a");
    expect([reader.status, reader.headers["content-type"]]).toEqual([200, "text/event-stream"]);
    await pets(mock, "other");
    await pets(mock, "a", { authorization: "Bearer s3cret" });
    const [event] = await reader.take(1);
    const { json } = await ask(`${mock.url}/__admin/requests/a-2`);
    expect(event).toMatchObject({ name: "exchange", value: json });
    expect(reader.text()).toContain("retry: 1000\n");
    expect(reader.text()).not.toContain("s3cret");
    reader.close();
  });

  test("or of all sessions, in the order in which they were answered", async () => {
    const reader = await readEvents(`${mock.url}/__admin/events?all=true`);
    for (const session of ["b", "c", "b", "d"]) await pets(mock, session);
    expect(await idsOf(reader, 4)).toEqual(["b-1", "c-1", "b-2", "d-1"]);
    reader.close();
  });

  test("goes on where it was, with the id of the last event", async () => {
    const first = await events(mock, "again");
    for (let n = 0; n < 4; n++) await pets(mock, "again");
    const seen = await first.take(4);
    first.close();
    await pets(mock, "again");
    const second = await events(mock, "again", { "Last-Event-ID": String(seen[1]?.id) });
    await pets(mock, "again");
    expect(await idsOf(second, 4)).toEqual(["again-3", "again-4", "again-5", "again-6"]);
    second.close();
  });

  test("with an id of another run of the server is sent all that there is", async () => {
    await pets(mock, "run");
    const reader = await events(mock, "run", { "Last-Event-ID": "abc-999" });
    expect(await idsOf(reader, 1)).toEqual(["run-1"]);
    reader.close();
  });

  test.each(["nonsense", "abc-", "-1", "abc-1e9", "x".repeat(5000)])(
    "with the id %s is told that it is none",
    async (id) => {
      const { status, json } = await ask(`${mock.url}/__admin/events`, { headers: { "Last-Event-ID": id } });
      expect([status, json["code"]]).toEqual([400, "admin-invalid-request"]);
    },
  );

  test("is told when the journal is emptied, and goes on with what comes then", async () => {
    const reader = await events(mock, "emptied");
    await pets(mock, "emptied");
    expect(await idsOf(reader, 1)).toEqual(["emptied-1"]);
    await mock.session("emptied").reset();
    await pets(mock, "emptied");
    await ask(`${mock.url}/__session/emptied/__admin/requests`, { method: "DELETE" });
    expect(await idsOf(reader, 3)).toEqual(["cleared emptied", "emptied-1", "cleared emptied"]);
    await ask(`${mock.url}/__admin/sessions/emptied`, { method: "DELETE" });
    await pets(mock, "emptied");
    expect(await idsOf(reader, 2)).toEqual(["cleared emptied", "emptied-1"]);
    reader.close();
  });

  test("asked with HEAD, is told what it would be sent, and no watcher stays", async () => {
    for (let n = 0; n < 300; n++) {
      const { status, text } = await ask(`${mock.url}/__admin/events`, { method: "HEAD" });
      expect([status, text]).toEqual([200, ""]);
    }
  });

  test("may be one of 256", async () => {
    const readers = await Promise.all(Array.from({ length: 256 }, () => events(mock, "crowd")));
    const refused = await ask(`${mock.url}/__admin/events`);
    expect([refused.status, refused.json["code"]]).toEqual([503, "too-many-watchers"]);
    await pets(mock, "crowd");
    const ids = await Promise.all(readers.map((reader) => idsOf(reader, 1)));
    expect(new Set(ids.flat())).toEqual(new Set(["crowd-1"]));
    for (const reader of readers) reader.close();
  });
});

test("who reads slower than the journal forgets is told so, and goes on with what it has", async () => {
  const mock = await startMock({ document: long, maxExchanges: 3 });
  const reader = await events(mock, "default");
  reader.pause();
  await sendLong(mock, 24);
  reader.resume();
  let last = 0;
  let isTold = false;
  while (last < 24) {
    const [event] = await reader.take(1);
    if (event?.name === "forgotten") isTold = true;
    else last = Number(/\d+$/.exec(String(event?.value["id"]))?.[0]);
  }
  expect(isTold).toBe(true);
  reader.close();
});

describe("a reader", () => {
  test("is shown a sign of life when nothing happens", async () => {
    const timers: (() => void)[] = [];
    const timer = (_: number, call: () => void) => {
      timers.push(call);
      return () => undefined;
    };
    const mock = await startMock({ document: petDocument, ports: { timer } });
    const reader = await events(mock, "a");
    while (timers.length === 0) await pets(mock, "b");
    timers.at(-1)?.();
    await pets(mock, "a");
    await reader.take(1);
    expect(reader.text()).toMatch(/^retry: 1000\n\n: still here\n\nevent: exchange\n/);
    reader.close();
  });

  test("ends with the server, whether it reads or not", async () => {
    const mock = await startMock({ document: long });
    const [reading, resting] = [await events(mock, "default"), await events(mock, "default")];
    resting.pause();
    await sendLong(mock, 15);
    await mock.stop();
    await reading.ended;
    resting.resume();
    await resting.ended;
  });
});

test("a reader that reads nothing for a minute is taken for dead, and its place is free", async () => {
  const timers: { readonly milliseconds: number; readonly call: () => void }[] = [];
  const timer = (milliseconds: number, call: () => void) => {
    timers.push({ milliseconds, call });
    return () => undefined;
  };
  const mock = await startMock({ document: long, ports: { timer } });
  const reader = await events(mock, "default");
  reader.pause();
  while (!timers.some(({ milliseconds }) => milliseconds === 60_000)) await sendLong(mock, 1);
  for (const { milliseconds, call } of timers) if (milliseconds === 60_000) call();
  reader.resume();
  await reader.ended;
});
