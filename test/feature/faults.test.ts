import express from "express";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createMockServer, type MockServer } from "../../src/index.ts";
import { faultNames } from "../../src/trouble/fault.ts";
import { apiOf, described, got, json, text } from "../support/answers.ts";
import { startMock, stopAll } from "../support/mock.ts";
import { HandTimer, Line, written } from "../support/wire.ts";

const words = {
  type: "object",
  required: ["word"],
  properties: { word: { type: "string", const: "abcdefgh" } },
};
const body = '{"word":"abcdefgh"}';
const document = apiOf({
  "/words": {
    ...got({ 200: json(words), 404: json(words), 503: described({}) }),
    post: {
      requestBody: { content: { "application/json": { schema: { type: "object", required: ["a"] } } } },
      responses: { 201: json(words), 422: json(words) },
    },
    delete: { responses: { 204: { description: "Gone" } } },
  },
  "/large": got({
    200: json(
      { type: "array", items: text },
      { example: Array.from({ length: 200_000 }, () => "0123456789012345678901234567890123456789012345678") },
    ),
  }),
});

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock({ document });
});
afterAll(stopAll);

const get = (prefer: string, parts: Parameters<typeof written>[1] = {}) =>
  written("/words", { ...parts, headers: { Prefer: prefer, ...parts.headers } });
const wire = (text: string, at: Pick<MockServer, "url"> = mock) => new Line(at).send(text).ended;
const bodyOf = (text: string) => text.slice(text.indexOf("\r\n\r\n") + 4);

describe("in place of an answer", () => {
  test("connection-reset: not a byte, and a reset", async () => {
    expect(await wire(get("fault=connection-reset"))).toMatchObject({ text: "", end: "reset" });
  });

  test("empty-response: not a byte, and the connection is closed", async () => {
    expect(await wire(get("fault=empty-response"))).toMatchObject({ text: "", end: "closed" });
  });

  test("random-then-close: bytes that are no HTTP, the same for the same seed and history", async () => {
    const run = async (seed: string) => {
      const fresh = await startMock({ document });
      const asked = get(`fault=random-then-close, seed=${seed}`);
      return [await wire(asked, fresh), await wire(asked, fresh)];
    };
    const [[first, second], [again], [other]] = await Promise.all([run("a"), run("a"), run("b")]);
    expect(first?.bytes.length).toBeGreaterThan(31);
    expect(first).toMatchObject({ end: "closed", text: expect.not.stringMatching(/^HTTP/) as string });
    expect(again).toEqual(first);
    expect(second?.bytes).not.toEqual(first?.bytes);
    expect(other?.bytes).not.toEqual(first?.bytes);
  });

  test("stall: nothing, until the client gives up; the server forgets it then", async () => {
    const hand = new HandTimer();
    const stalling = await startMock({ document, ports: { timer: hand.timer } });
    const line = new Line(stalling).send(get("fault=stall"));
    await hand.until(1);
    expect([line.text, hand.asked]).toEqual(["", [600_000]]);
    line.socket.end();
    expect(await line.ended).toMatchObject({ text: "", end: "closed" });
    expect(hand.waiting).toBe(0);
  });

  test("a stall ends in ten minutes, with the connection", async () => {
    const hand = new HandTimer();
    const stalling = await startMock({ document, ports: { timer: hand.timer } });
    const line = new Line(stalling).send(get("fault=stall"));
    await hand.until(1);
    hand.fire();
    expect(await line.ended).toMatchObject({ text: "", end: "closed" });
  });

  test("of a thousand and one that stall, the first is let go", async () => {
    const hand = new HandTimer();
    const stalling = await startMock({ document, ports: { timer: hand.timer } });
    const first = new Line(stalling).send(get("fault=stall"));
    await hand.until(1);
    const more = Array.from({ length: 1000 }, () => new Line(stalling).send(get("fault=stall")));
    expect(await first.ended).toMatchObject({ text: "" });
    expect(await (await fetch(`${stalling.url}/words`)).json()).toEqual({ word: "abcdefgh" });
    await stalling.stop();
    for (const { text } of await Promise.all(more.map(({ ended }) => ended))) expect(text).toBe("");
    expect(hand.waiting).toBe(0);
  });
});

describe("an answer that breaks", () => {
  test("truncated-body: the head of the whole answer, half of its body, and the end", async () => {
    const { text, end } = await wire(get("fault=truncated-body"));
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain(`Content-Length: ${String(body.length)}\r\n`);
    expect([bodyOf(text), end]).toEqual([body.slice(0, 9), "closed"]);
  });

  test("malformed-chunk: half of the body in a good chunk, and no chunk size after it", async () => {
    const { text, end } = await wire(get("fault=malformed-chunk"));
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain("Transfer-Encoding: chunked\r\n");
    expect(text).not.toContain("Content-Length");
    expect([bodyOf(text), end]).toEqual([`9\r\n${body.slice(0, 9)}\r\nno chunk size\r\n`, "closed"]);
  });

  test("the answer is the one that there would have been: a status that was asked for, or what is wrong with the request", async () => {
    expect((await wire(get("fault=truncated-body, code=404"))).text).toMatch(/^HTTP\/1\.1 404 /);
    const invalid = written("/words?__fault=truncated-body", { method: "POST", body: "{}" });
    expect((await wire(invalid)).text).toMatch(/^HTTP\/1\.1 422 [^]*X-Mock-Source: validation/);
  });

  test("of an answer without content, a byte is announced that never comes", async () => {
    const { text } = await wire(get("fault=truncated-body, code=503"));
    expect(text).toMatch(/^HTTP\/1\.1 503 [^]*Content-Length: 1\r\n[^]*\r\n\r\n$/);
    const chunked = await wire(get("fault=malformed-chunk, code=503"));
    expect(chunked.text).toMatch(/\r\n\r\nno chunk size\r\n$/);
  });

  test.each(["truncated-body", "malformed-chunk"])(
    "%s where there can be no body: the head breaks off",
    async (fault) => {
      expect(await wire(get(`fault=${fault}`, { method: "DELETE" }))).toMatchObject({
        text: "HTTP/1.1 204 No Content",
        end: "closed",
      });
      expect(await wire(get(`fault=${fault}`, { method: "HEAD" }))).toMatchObject({
        text: "HTTP/1.1 200 OK",
        end: "closed",
      });
    },
  );

  test("HTTP/1.0 has no chunks: there, malformed-chunk is truncated-body", async () => {
    const { text } = await wire(get("fault=malformed-chunk", { version: "1.0" }));
    expect(text).not.toMatch(/transfer-encoding/i);
    expect(bodyOf(text)).toBe(body.slice(0, 9));
  });

  test("10 MB break in the middle, too", async () => {
    const asked = written("/large", { headers: { Prefer: "fault=truncated-body" } });
    const { text } = await wire(asked);
    const length = Number(/Content-Length: (\d+)/.exec(text)?.[1]);
    expect(length).toBeGreaterThan(10_000_000);
    expect(bodyOf(text)).toHaveLength(Math.floor(length / 2));
  });

  test("fetch takes none of them for an answer", async () => {
    for (const fault of faultNames.filter((name) => name !== "slow-dribble" && name !== "stall")) {
      const answered = fetch(`${mock.url}/words`, { headers: { prefer: `fault=${fault}` } });
      await expect(answered.then((response) => response.text())).rejects.toThrow();
    }
  });
});

describe("slow-dribble", () => {
  test("the head at once, then the body in as many chunks over as much time as was asked for", async () => {
    const hand = new HandTimer();
    const slow = await startMock({ document, ports: { timer: hand.timer } });
    const line = new Line(slow).send(get("dribble=1000"));
    expect(bodyOf(await line.until("\r\n\r\n"))).toBe("");
    for (let chunk = 1; chunk <= 10; chunk++) {
      await hand.until(1);
      hand.fire();
      const come = body.slice(0, Math.floor((chunk * body.length) / 10));
      expect(bodyOf(await line.until(come))).toBe(come);
    }
    expect(hand.asked).toEqual(Array.from({ length: 10 }, () => 100));
    line.send(written("/words", { headers: { Connection: "close" } }));
    expect((await line.ended).text.split(body)).toHaveLength(3);
  });

  test("two seconds unless told otherwise, after the delay", async () => {
    const hand = new HandTimer();
    const slow = await startMock({ document, ports: { timer: hand.timer } });
    const line = new Line(slow).send(get("fault=slow-dribble, delay=50"));
    await hand.until(1);
    hand.fire();
    await line.until("\r\n\r\n");
    await slow.stop();
    expect(bodyOf(await line.until(body))).toBe(body);
    expect(hand.asked).toEqual([50, 200]);
  });

  test("an answer without a body comes whole, when the time is over", async () => {
    const hand = new HandTimer();
    const slow = await startMock({ document, ports: { timer: hand.timer } });
    const line = new Line(slow).send(get("dribble=700", { method: "DELETE" }));
    await hand.until(1);
    expect([line.text, hand.asked]).toEqual(["", [700]]);
    hand.fire();
    expect(await line.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 204 /);
    line.socket.destroy();
  });

  test("10 MB come whole", async () => {
    const hand = new HandTimer();
    const slow = await startMock({ document, ports: { timer: hand.timer } });
    const answered = fetch(`${slow.url}/large`, { headers: { prefer: "dribble=600000" } });
    await hand.until(1);
    // The server that stops now sends all of it at once, and waits until it is out.
    const [words] = await Promise.all([answered.then((response) => response.json()), slow.stop()]);
    expect(words).toHaveLength(200_000);
  });
});

describe("other requests", () => {
  test("that wait behind a fault on the same connection are lost with it; those before it are answered", async () => {
    const line = new Line(mock).send(written("/words") + get("fault=truncated-body") + written("/words"));
    const { text } = await line.ended;
    expect(text.split("HTTP/1.1 200 OK")).toHaveLength(3);
    expect(text.endsWith(body.slice(0, 9))).toBe(true);
  });

  test("a fault waits for its turn on the connection", async () => {
    const hand = new HandTimer();
    const slow = await startMock({ document, ports: { timer: hand.timer } });
    const line = new Line(slow).send(get("delay=5") + get("fault=empty-response"));
    await hand.until(1);
    hand.fire();
    expect(bodyOf((await line.ended).text)).toBe(body);
  });

  test("come as if nothing had been", async () => {
    for (const fault of faultNames) {
      if (fault !== "stall")
        await wire(get(`fault=${fault}, dribble=1`, { headers: { Connection: "close" } }));
      expect(await (await fetch(`${mock.url}/words`)).json()).toEqual({ word: "abcdefgh" });
    }
  });
});

describe("a fault can be asked for", () => {
  test.each([
    ["connection-reset", "CONNECTION_RESET_BY_PEER", "reset"],
    ["empty-response", "EMPTY_RESPONSE", "closed"],
    ["malformed-chunk", "MALFORMED_RESPONSE_CHUNK", "closed"],
    ["random-then-close", "RANDOM_DATA_THEN_CLOSE", "closed"],
  ])("%s by the name WireMock has for it, in header and query", async (ours, theirs, end) => {
    const fresh = () => startMock({ document });
    const [own, header, query] = await Promise.all([
      fresh().then((one) => wire(get(`fault=${ours}`), one)),
      fresh().then((one) => wire(get(`fault=${theirs}`), one)),
      fresh().then((one) => wire(written(`/words?__fault=${theirs}`), one)),
    ]);
    const plain = ({ text, end: how }: { text: string; end: string }) => [
      text.replace(/Date:.*|Preference-Applied:.*/g, ""),
      how,
    ];
    expect(own.end).toBe(end);
    expect(plain(header)).toEqual(plain(own));
    expect(plain(query)).toEqual(plain(own));
  });

  test("once: of two, the first counts (RFC 7240, section 2)", async () => {
    expect(await wire(get("fault=empty-response, fault=connection-reset"))).toMatchObject({ end: "closed" });
  });

  test("of an operation only: a path that is not there is told so, and a preflight is answered", async () => {
    const headers = { Prefer: "fault=stall", Connection: "close" };
    expect((await wire(written("/nothing", { headers }))).text).toMatch(/^HTTP\/1\.1 404 /);
    const preflight = { Origin: "http://a.example", "Access-Control-Request-Method": "GET", ...headers };
    expect((await wire(written("/words", { method: "OPTIONS", headers: preflight }))).text).toMatch(
      /^HTTP\/1\.1 204 /,
    );
  });

  test("on a request whose body is larger than the mock reads", async () => {
    const small = await startMock({ document, maxBody: 1000 });
    const asked = get("fault=connection-reset", { method: "POST", body: JSON.stringify("x".repeat(2000)) });
    expect(await wire(asked, small)).toMatchObject({ text: "", end: "reset" });
  });

  test("and the journal says which it was", async () => {
    const session = mock.session("faulty");
    await wire(get("fault=malformed-chunk, delay=1", { headers: { "X-Mock-Session": "faulty" } }));
    const [exchange] = await session.requests();
    expect(exchange?.why).toContainEqual({ step: "trouble", said: "1 ms later, fault malformed-chunk" });
    expect(exchange?.response.status).toBe(200);
  });
});

describe("nobody is kept waiting", () => {
  test("a server that stops answers what is delayed, finishes what dribbles, and cuts off what stalls", async () => {
    const hand = new HandTimer();
    const slow = await startMock({ document, ports: { timer: hand.timer } });
    const ask = (prefer: string) => new Line(slow).send(get(prefer));
    const [delayed, dribbling, stalling] = [ask("delay=600000"), ask("dribble=600000"), ask("fault=stall")];
    await hand.until(3);
    await slow.stop();
    expect([bodyOf((await delayed.ended).text), bodyOf((await dribbling.ended).text)]).toEqual([body, body]);
    expect((await stalling.ended).text).toBe("");
    expect(hand.waiting).toBe(0);
  });

  test.each(["delay=600000", "dribble=600000", "fault=stall"])(
    "a client that goes away during %s leaves no timer behind",
    async (prefer) => {
      const hand = new HandTimer();
      const slow = await startMock({ document, ports: { timer: hand.timer } });
      const line = new Line(slow).send(get(prefer) + get(prefer));
      await hand.until(1);
      line.socket.destroy();
      await slow.stop();
      expect([hand.waiting, hand.asked.length]).toEqual([0, 1]);
    },
  );
});

describe("in an Express application of one's own", () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => server.close()));

  test.each(["connection-reset", "truncated-body", "stall"] as const)(
    "%s is the same, and ends with the mock",
    async (fault) => {
      const hand = new HandTimer();
      const own = createMockServer({ document, store: "memory", ports: { timer: hand.timer } });
      const server = createServer(express().use(own.middleware()));
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      const line = new Line({ url }).send(get(`fault=${fault}`));
      if (fault === "stall") {
        await hand.until(1);
        await own.stop();
      }
      const { text, end } = await line.ended;
      expect([bodyOf(text).length, end]).toEqual(
        { "connection-reset": [0, "reset"], "truncated-body": [9, "closed"], stall: [0, "closed"] }[fault],
      );
      await own.stop();
    },
  );
});
