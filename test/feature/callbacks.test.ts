import type { MockServerOptions } from "../../src/index.ts";
import { plainJudge } from "../support/schemas.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";
import { listeningLog, startReceiver, type Receiver } from "../support/receiver.ts";

const receivers: Receiver[] = [];

afterAll(async () => {
  for (const receiver of receivers) receiver.close();
  await stopAll();
});

async function receive(answer?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

const text = { type: "string" };
const payment = {
  type: "object",
  required: ["id", "amount", "status"],
  properties: {
    id: { type: "integer", readOnly: true, minimum: 1 },
    amount: { type: "number", minimum: 0 },
    status: { enum: ["pending", "paid"] },
    notifyUrl: text,
  },
};
const notice = {
  type: "object",
  required: ["id", "event", "amount", "sentAt", "data"],
  additionalProperties: false,
  properties: {
    id: { type: "integer" },
    event: { enum: ["payment.created", "payment.failed"] },
    amount: { type: "number" },
    sentAt: { type: "string", format: "date-time" },
    data: { $ref: "#/components/schemas/Payment" },
  },
};

const json = (schema: object, more: object = {}) => ({
  content: { "application/json": { schema, ...more } },
});
const callback = (request: object = {}) => ({
  post: { requestBody: json(notice), responses: {}, ...request },
});

function payments(callbacks: object, operation: object = {}) {
  return {
    openapi: "3.1.0",
    info: { title: "Payments", version: "1" },
    paths: {
      "/payments/{shop}": {
        post: {
          parameters: [{ name: "shop", in: "path", required: true, schema: text }],
          requestBody: json({ $ref: "#/components/schemas/Payment" }),
          responses: {
            201: { description: "ok", ...json({ $ref: "#/components/schemas/Payment" }) },
            402: { description: "no money" },
          },
          callbacks,
          ...operation,
        },
      },
    },
    components: { schemas: { Payment: payment } },
  };
}

async function start(document: object, options: Partial<MockServerOptions> = {}) {
  const { log, line } = listeningLog();
  const mock = await startMock({ document: document as Record<string, unknown>, ports: { log }, ...options });
  const pay = (body: unknown, headers: Record<string, string> = {}, query = "") =>
    ask(`${mock.url}/payments/acme${query}`, { method: "POST", body, headers });
  const saidOf = async (index = 0) =>
    (await mock.session("default").requests())
      .at(index)!
      .why.filter(({ step }) => step === "callback")
      .map(({ said }) => said);
  return { mock, pay, line, saidOf };
}

const body = (receiver: Receiver, more: object = {}) => ({
  amount: 12,
  status: "pending",
  notifyUrl: `${receiver.url}/hook`,
  ...more,
});

describe("callbacks", () => {
  test("an operation that succeeded calls back at the URL the request named", async () => {
    const receiver = await receive();
    const { pay, line, saidOf } = await start(
      payments({ created: { "{$request.body#/notifyUrl}": callback() } }),
    );
    const answer = await pay(body(receiver));
    const arrived = await receiver.arrival();
    expect(answer.status).toBe(201);
    expect(arrived).toMatchObject({ method: "POST", url: "/hook" });
    expect(arrived.headers).toMatchObject({
      "content-type": "application/json",
      "x-mock-callback": "created",
      "x-mock-exchange": answer.headers.get("x-mock-exchange"),
    });
    await line(/created.*204/);
    expect(await saidOf()).toEqual([`created: POST ${receiver.url}/hook was answered with 204`]);
  });

  test("what is sent keeps its schema and speaks of what was created", async () => {
    const receiver = await receive();
    const { pay } = await start(payments({ created: { "{$request.body#/notifyUrl}": callback() } }));
    const answer = await pay(body(receiver));
    const { json: sent } = await receiver.arrival();
    const judge = plainJudge({ ...notice, properties: { ...notice.properties, data: payment } });
    expect(judge(sent)).toEqual([]);
    expect(sent).toMatchObject({ id: answer.json["id"], amount: 12, data: answer.json });
  });

  test("an authored example is sent, with the ids of this exchange in it", async () => {
    const receiver = await receive();
    const example = {
      id: 1,
      event: "payment.failed",
      amount: 1,
      sentAt: "2026-01-31T09:00:00Z",
      data: { id: 1, amount: 1, status: "paid" },
    };
    const request = { requestBody: json(notice, { example }) };
    const { pay } = await start(payments({ failed: { "{$request.body#/notifyUrl}": callback(request) } }));
    const answer = await pay(body(receiver));
    const { json: sent } = await receiver.arrival();
    expect(sent).toEqual({ ...example, id: answer.json["id"], amount: 12, data: answer.json });
  });

  test("the same history of requests sends the same bytes, another seed others", async () => {
    const history = async (seed: string) => {
      const receiver = await receive();
      const { pay } = await start(payments({ created: { [`${receiver.url}/hook`]: callback() } }), { seed });
      const sent: string[] = [];
      for (const amount of [1, 1, 2]) {
        await pay({ amount, status: "pending" });
        sent.push((await receiver.arrival()).text);
      }
      return sent;
    };
    const once = await history("one");
    expect(await history("one")).toEqual(once);
    expect(await history("two")).not.toEqual(once);
    expect(new Set(once).size).toBe(3);
  });

  test.each([
    ["{$request.query.to}", "/from-query"],
    ["$request.query.to", "/from-query"],
    ["{$request.header.X-Notify}?shop={$request.path.shop}", "/from-header?shop=acme"],
    ["{$request.body#/urls/1}", "/second"],
    ["{$request.body#/notifyUrl}/{$response.body#/status}/{$statusCode}/{$method}", "/hook/pending/201/POST"],
    [
      "{$request.header.x-notify}?of={$url}",
      /^\/from-header\?of=http%3A%2F%2F127\.0\.0\.1%3A\d+%2Fpayments%2Facme%3Fto%3D/,
    ],
    ["{$request.header.x-notify}{$response.header.X-Suffix}", "/from-header/suffix"],
  ])("%s is filled in", async (expression, url) => {
    const receiver = await receive();
    const headers = { "X-Suffix": { schema: text, example: "/suffix" } };
    const properties = { ...payment.properties, urls: { type: "array", items: text } };
    const document = payments(
      { created: { [expression]: callback() } },
      {
        requestBody: json({ ...payment, properties }),
        responses: { 201: { description: "ok", headers, ...json(payment) } },
      },
    );
    const { pay } = await start(document);
    const urls = ["nowhere", `${receiver.url}/second`];
    const to = encodeURIComponent(`${receiver.url}/from-query`);
    await pay(body(receiver, { urls }), { "X-Notify": `${receiver.url}/from-header` }, `?to=${to}`);
    expect((await receiver.arrival()).url).toEqual(
      typeof url === "string" ? url : expect.stringMatching(url),
    );
  });

  test("every callback of an operation is sent, each by its method, in its media type, with its headers", async () => {
    const receiver = await receive();
    const form = {
      "application/x-www-form-urlencoded": {
        schema: { type: "object", required: ["id"], properties: { id: { type: "integer" } } },
      },
    };
    const signature = { name: "X-Signature", in: "header", schema: { type: "string", minLength: 8 } };
    const parameters = [signature, { name: "Host", in: "header", schema: text, example: "elsewhere" }];
    const { pay } = await start(
      payments({
        form: {
          "{$request.body#/notifyUrl}/form": { put: { requestBody: { content: form }, responses: {} } },
        },
        both: {
          "{$request.body#/notifyUrl}/post": callback({ parameters }),
          "{$request.body#/notifyUrl}/delete": { delete: { responses: {} } },
        },
      }),
    );
    const { json: created } = await pay(body(receiver));
    const arrived = [await receiver.arrival(), await receiver.arrival(), await receiver.arrival()];
    const at = (path: string) => arrived.find(({ url }) => url === path)!;
    expect(at("/hook/form")).toMatchObject({ method: "PUT", text: `id=${String(created["id"])}` });
    expect(at("/hook/form").headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(at("/hook/post").headers["x-signature"]!.length).toBeGreaterThanOrEqual(8);
    expect(at("/hook/post").headers.host).toBe(new URL(receiver.url).host);
    expect(at("/hook/delete")).toMatchObject({ method: "DELETE", text: "" });
  });

  test.each([
    [
      "http://hooks.invalid/x",
      "the host hooks.invalid is not allowed; --callback-host hooks.invalid (callbackHosts) allows it",
    ],
    ["http://127.0.0.1.hooks.invalid/", "the host 127.0.0.1.hooks.invalid is not allowed"],
    ["http://0.0.0.0:1/", "the host 0.0.0.0 is not allowed"],
    ["http://me:secret@127.0.0.1:1/", "the URL has credentials in it"],
    ["ftp://127.0.0.1/x", "ftp: is not http: or https:"],
    ["/hook", '"/hook" is no absolute URL'],
    [undefined, "the exchange has no value for $request.body#/notifyUrl"],
    [{ nested: true }, "$request.body#/notifyUrl is no text, but an object"],
  ])("a callback to %j is not sent, and the journal says why", async (notifyUrl, why) => {
    const callbacks = { created: { "{$request.body#/notifyUrl}": callback() } };
    const { pay, saidOf } = await start(payments(callbacks, { requestBody: json({}) }));
    expect((await pay({ amount: 1, status: "paid", notifyUrl })).status).toBe(201);
    const [said, ...more] = await saidOf();
    expect(said).toContain(`created: not sent: ${why}`);
    expect(said).not.toContain("secret");
    expect(more).toEqual([]);
  });

  test.each(["{request.body#/url}", "{$request.cookie.x}", "{$response.query.x}", "{$nonsense}", "{url}"])(
    "%s is told of as no runtime expression; the other callbacks are sent",
    async (expression) => {
      const receiver = await receive();
      const callbacks = {
        odd: { [expression]: callback() },
        good: { "{$request.body#/notifyUrl}": callback() },
      };
      const { pay, saidOf, line } = await start(payments(callbacks));
      await pay(body(receiver));
      expect((await receiver.arrival()).url).toBe("/hook");
      await line(/good.*204/);
      const [odd, good] = await saidOf();
      expect(odd).toMatch(/^odd: not sent: ".*" is no runtime expression/);
      expect(good).toContain("was answered with 204");
    },
  );

  test("a host that was listed is called, its port alone where one is listed", async () => {
    const sent: string[] = [];
    const { log, line } = listeningLog();
    const send = ({ url }: { url: string }) => {
      sent.push(url);
      return Promise.resolve({ status: 200 });
    };
    const callbacks = { created: { "{$request.body#/notifyUrl}": callback() } };
    const options = { callbackHosts: ["Hooks.example", "ci.example:8080"], ports: { log, send } };
    const { pay } = await start(payments(callbacks), options);
    for (const host of ["hooks.example:99", "ci.example", "ci.example:8080"]) {
      await pay({ amount: 1, status: "paid", notifyUrl: `http://${host}/x` });
    }
    await line(/ci\.example:8080\/x was answered/);
    expect(sent).toEqual(["http://hooks.example:99/x", "http://ci.example:8080/x"]);
  });

  test.each([
    [
      "an error",
      (response: import("node:http").ServerResponse) => response.writeHead(500).end("oops"),
      "was answered with 500",
    ],
    [
      "a redirection, which is not followed",
      (response: import("node:http").ServerResponse) => response.writeHead(307, { location: "/other" }).end(),
      "was answered with 307",
    ],
    [
      "nothing but a closed connection",
      (response: import("node:http").ServerResponse) => response.destroy(),
      "failed: ",
    ],
  ])("a receiver that gives %s is noted and asked once", async (_, answer, outcome) => {
    const receiver = await receive(answer);
    const { pay, line, saidOf } = await start(
      payments({ created: { "{$request.body#/notifyUrl}": callback() } }),
    );
    expect((await pay(body(receiver))).status).toBe(201);
    await receiver.arrival();
    await line(/created/);
    expect((await saidOf())[0]).toContain(`POST ${receiver.url}/hook ${outcome}`);
    expect(receiver.waiting).toEqual([]);
  });

  test("nobody there: the answer is the same, and the journal says so", async () => {
    const receiver = await receive();
    receiver.close();
    const { pay, line } = await start(payments({ created: { "{$request.body#/notifyUrl}": callback() } }));
    expect((await pay(body(receiver))).status).toBe(201);
    expect(await line(/created/)).toMatch(/hook failed: .*ECONNREFUSED/);
  });

  test("errors, forced and earned, call nobody back", async () => {
    const receiver = await receive();
    const { pay, saidOf } = await start(payments({ created: { "{$request.body#/notifyUrl}": callback() } }));
    expect((await pay(body(receiver), { prefer: "code=402" })).status).toBe(402);
    expect((await pay(body(receiver, { amount: -1 }))).status).toBe(422);
    expect([await saidOf(0), await saidOf(1)]).toEqual([[], []]);
    await pay(body(receiver));
    expect((await receiver.arrival()).url).toBe("/hook");
    expect(receiver.waiting).toEqual([]);
  });

  test("a HEAD request calls nobody back", async () => {
    const receiver = await receive();
    const get = {
      responses: { 200: { description: "ok" } },
      callbacks: { seen: { [`${receiver.url}/seen`]: { post: { responses: {} } } } },
    };
    const document = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: { "/a": { get } } };
    const { mock } = await start(document);
    expect((await ask(`${mock.url}/a`, { method: "HEAD" })).status).toBe(200);
    expect((await ask(`${mock.url}/a`)).status).toBe(200);
    expect((await receiver.arrival()).url).toBe("/seen");
    expect(receiver.waiting).toEqual([]);
  });

  test("a mock that calls itself back does so once", async () => {
    const callbacks = {
      again: { "{$url}": { post: { requestBody: json(payment), responses: {} } } },
    };
    const { pay, line, mock } = await start(payments(callbacks));
    await pay({ amount: 1, status: "paid" });
    await line(/again.*answered with 201/);
    const [second, first, ...others] = await mock.session("default").requests();
    expect(others).toEqual([]);
    expect(first!.why.at(-1)!.said).toContain("was answered with 201");
    expect(second!.why.at(-1)!.said).toBe("none is sent: the request is a callback itself");
  });

  test("secrets in the URL's query stay out of journal and log", async () => {
    const receiver = await receive();
    const { pay, line, saidOf } = await start(
      payments({ created: { "{$request.body#/notifyUrl}": callback() } }),
    );
    await pay(body(receiver, { notifyUrl: `${receiver.url}/hook?token=hush` }));
    expect((await receiver.arrival()).url).toBe("/hook?token=hush");
    expect(await line(/204/)).not.toContain("hush");
    expect((await saidOf()).join()).not.toContain("hush");
  });

  test("stop does not wait for a receiver that never answers", async () => {
    const receiver = await receive(() => undefined);
    const { pay, mock, saidOf, line } = await start(
      payments({ created: { "{$request.body#/notifyUrl}": callback() } }),
    );
    await pay(body(receiver));
    await receiver.arrival();
    await mock.stop();
    await line(/given up/);
    expect(await saidOf()).toEqual([`created: POST ${receiver.url}/hook was given up: the mock stops`]);
  });
});
