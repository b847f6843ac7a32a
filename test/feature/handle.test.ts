import { createMockServer, InputError, type MockServer } from "../../src/index.ts";
import { ada, ambassadorDocument } from "../support/mock.ts";

const path = "/manager/ambassadors";
const auth = { authorization: "Bearer x" };
const running: MockServer[] = [];

function create(options = {}): MockServer {
  const mock = createMockServer({ document: ambassadorDocument, store: "memory", port: 0, ...options });
  running.push(mock);
  return mock;
}
afterEach(() => Promise.all(running.splice(0).map((mock) => mock.stop())));

const written = { method: "POST", url: path, headers: auth, body: ada };

/** What `fetch` rejects with. */
const causeOf = (sent: Promise<Response>) =>
  sent.then(
    () => undefined,
    (error: unknown) => ({ error, cause: (error as TypeError).cause as { fault?: string } | undefined }),
  );

describe("without listening", () => {
  test("a request is answered as over HTTP: the same status, headers and bytes", async () => {
    const [quiet, listening] = [create(), await create().start()];
    for (const prefer of ["dynamic=true", "code=422", "code=204", "code=404"]) {
      const init = {
        method: "POST",
        headers: { ...auth, "content-type": "application/json", prefer },
        body: JSON.stringify(ada),
      };
      const here = await quiet.handle(path, init);
      const there = await fetch(listening.url + path, init);
      expect(here.status).toBe(there.status);
      expect(here.statusText).toBe(there.statusText);
      expect(await here.text()).toBe(await there.text());
      const own = (headers: Headers) =>
        [...headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name));
      expect(own(here.headers)).toEqual(own(there.headers));
    }
  });

  test.each<[string, (mock: MockServer) => Promise<Response>]>([
    [
      "a path",
      (mock) =>
        mock.handle(path, {
          method: "POST",
          headers: { ...auth, "content-type": "application/json" },
          body: JSON.stringify(ada),
        }),
    ],
    [
      "a URL",
      (mock) =>
        mock.handle(new URL(`https://api.example.com${path}`), {
          method: "POST",
          headers: { ...auth, "content-type": "application/json" },
          body: JSON.stringify(ada),
        }),
    ],
    [
      "a Request",
      (mock) =>
        mock.handle(
          new Request(`http://x${path}`, {
            method: "POST",
            headers: { ...auth, "content-type": "application/json" },
            body: JSON.stringify(ada),
          }),
        ),
    ],
    ["one written down", (mock) => mock.handle(written)],
  ])("it takes %s", async (_, send) => {
    const response = await send(create());
    expect([response.status, response.ok, new URL(response.url).pathname]).toEqual([201, true, path]);
    expect(await response.json()).toMatchObject({ firstname: "Ada" });
  });

  test("sessions, the journal and the admin API work, and need neither Host nor token", async () => {
    const mock = create({ adminToken: "t", host: "0.0.0.0" });
    const session = mock.session();
    await mock.handle({ ...written, url: `/__session/${session.name}${path}` });
    await mock.handle({ ...written, headers: { ...auth, ...session.headers } });
    await session.verify({ operation: "createAmbassador", body: { "/firstname": "Ada" } }, { times: 2 });
    await session.verifyNoViolations();
    const listed = await mock.handle(`/__session/${session.name}/__admin/requests?limit=1`);
    expect(await listed.json()).toMatchObject({ meta: { total: 2 } });
    expect((await mock.handle("/__admin/nothing")).status).toBe(404);
    expect(() => session.url).toThrow(/not listening.*\n.*handle\(\) needs none/);
  });

  test("the limit of a body holds, and what is compressed is read", async () => {
    const mock = create({ maxBody: 100 });
    expect((await mock.handle({ ...written, body: { firstname: "x".repeat(200) } })).status).toBe(413);
    const gzip = { ...auth, "content-type": "application/json", "content-encoding": "gzip" };
    expect((await mock.handle({ ...written, headers: gzip, body: "no gzip" })).status).toBe(400);
  });

  test.each(["connection-reset", "empty-response", "random-then-close"])(
    "%s rejects as fetch does",
    async (fault) => {
      const failed = await causeOf(create().handle({ ...written, headers: { prefer: `fault=${fault}` } }));
      expect(failed?.error).toBeInstanceOf(TypeError);
      expect(failed?.cause).toMatchObject({ fault });
    },
  );

  test.each(["truncated-body", "malformed-chunk"])("%s breaks off in the body", async (fault) => {
    const response = await create().handle({ ...written, headers: { ...auth, prefer: `fault=${fault}` } });
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toMatchObject({ name: "TypeError", cause: { fault } });
  });

  test("an answer drips, and stops dripping when it is aborted or not read", async () => {
    const waited: (() => void)[] = [];
    const timer = (_: number, go: () => void) => {
      waited.push(go);
      return () => void waited.splice(waited.indexOf(go), 1);
    };
    const mock = create({ ports: { timer } });
    const dripping = { ...written, headers: { ...auth, prefer: "dribble=1000" } };
    const gone = new AbortController();
    const response = await mock.handle(
      new Request("http://x" + path, {
        method: "POST",
        headers: { ...dripping.headers, "content-type": "application/json" },
        body: JSON.stringify(ada),
        signal: gone.signal,
      }),
    );
    const text = response.text();
    while (waited.length > 0) waited[0]?.();
    expect(JSON.parse(await text)).toMatchObject({ firstname: "Ada" });
    const unread = await mock.handle(dripping);
    await unread.body?.cancel();
    expect(waited).toEqual([]);
    const aborted = await mock.handle(dripping.url, {
      method: "POST",
      headers: { ...dripping.headers, "content-type": "application/json" },
      body: JSON.stringify(ada),
      signal: gone.signal,
    });
    const failed = aborted.text();
    gone.abort();
    await expect(failed).rejects.toThrow(/abort/);
    expect(waited).toEqual([]);
  });

  test("what stalls or is late ends with the caller's signal, and with the server", async () => {
    const mock = create();
    const gone = new AbortController();
    const stalled = mock.handle(path, {
      method: "POST",
      headers: { prefer: "fault=stall" },
      signal: gone.signal,
    });
    gone.abort();
    await expect(stalled).rejects.toMatchObject({ name: "AbortError" });
    await expect(mock.handle(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    const waiting = causeOf(mock.handle(path, { method: "POST", headers: { prefer: "fault=stall" } }));
    const late = mock.handle(path, { method: "POST", headers: { prefer: "code=404, delay=600000" } });
    await mock.session("default").verify({ operation: "createAmbassador" }, { atLeast: 3, within: 60_000 });
    await mock.stop();
    expect((await waiting)?.cause).toMatchObject({ fault: "stall" });
    expect((await late).status).toBe(404);
  });

  test("events come as they happen, until the server stops", async () => {
    const mock = create();
    const { body } = await mock.handle("/__admin/events");
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const read = async () => {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        text += value;
      }
    };
    const all = read();
    await mock.handle(written);
    await mock.session("default").verify({ operation: "createAmbassador" }, { within: 60_000 });
    await mock.stop();
    await all;
    expect(text).toMatch(/^retry: 1000\n\n/);
  });

  test("HEAD and statuses without content have no body", async () => {
    const mock = create();
    expect((await mock.handle("/", { method: "HEAD" })).body).toBeNull();

    expect((await mock.handle("/")).headers.get("content-type")).toContain("text/html");
    const options = await mock.handle(path, { method: "OPTIONS" });
    expect([options.status, options.body]).toEqual([204, null]);
  });

  test("what is no request is refused", async () => {
    const mock = create();
    await expect(mock.handle({} as never)).rejects.toThrow(/^handle: this is no request\n/);
    await expect(mock.handle("http://[")).rejects.toThrow(InputError);
    expect((await mock.handle("/__session/a b/pets")).status).toBe(400);
  });
});

describe("a life", () => {
  test("starts once, however often it is told to, and stops in turn", async () => {
    const mock = create();
    const [one, other] = await Promise.all([mock.start(), mock.start()]);
    expect(one.url).toBe(other.url);
    const { url } = mock;
    const starting = mock.start();
    await Promise.all([mock.stop(), mock.stop(), starting]);
    await expect(fetch(url)).rejects.toThrow();
    expect(() => mock.url).toThrow(/not listening/);
  });

  test("may be stopped before it began, and is then out of service until it starts", async () => {
    const mock = create();
    await mock.stop();
    await expect(mock.handle(written)).rejects.toThrow(/is stopped\n {2}Await start/);
    await expect(mock.session().requests()).rejects.toThrow(/is stopped/);
    await mock.start();
    expect((await mock.handle(written)).status).toBe(201);
    await mock.stop();
    expect(await mock.session("default").requests()).toHaveLength(1);
    await expect(mock.handle(written)).rejects.toThrow(/is stopped/);
  });

  test("a start that fails leaves nothing open, and can be tried again", async () => {
    const taken = await create().start();
    const port = Number(new URL(taken.url).port);
    const second = create({ port });
    await expect(second.start()).rejects.toThrow(/port is in use/);
    await taken.stop();
    await second.start();
    expect((await fetch(second.url)).status).toBe(200);
    await expect(create({ document: "nowhere.yaml" }).handle("/")).rejects.toThrow("nowhere.yaml");
  });
});
