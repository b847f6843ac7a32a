import * as files from "node:fs/promises";
import { once } from "node:events";
import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import express from "express";
import { createMockServer, type MockServer, type MockServerOptions } from "../../src/index.ts";
import type { Log, Watch, Watcher } from "../../src/ports.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

const operation = (status: number) => ({
  responses: { [status]: { description: "Done", content: { "application/json": { schema: note } } } },
});
const note = {
  type: "object",
  required: ["id", "text"],
  properties: { id: { type: "integer" }, text: { type: "string" } },
};
const body = { content: { "application/json": { schema: { type: "object" } } } };

/** Notes that can be written and read, and whatever else is given. */
function notes(more: object = {}, title = "Notes"): string {
  const paths = {
    "/notes": { post: { operationId: "createNote", requestBody: body, ...operation(201) } },
    "/notes/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: { operationId: "readNote", ...operation(200) },
    },
    ...more,
  };
  return JSON.stringify({ openapi: "3.1.0", info: { title, version: "1" }, paths }, null, 1);
}
const extra = { "/extra": { get: operation(200) } };

interface Watched {
  readonly mock: MockServer;
  readonly file: string;
  readonly folder: string;
  readonly lines: string[];
}

function logTo(lines: string[]): Log {
  const line = (level: string) => (text: string) => void lines.push(`${level}: ${text}`);
  return { debug: () => undefined, info: line("info"), warn: line("warn"), error: line("error") };
}

async function watched(options: Partial<MockServerOptions> = {}, document = notes()): Promise<Watched> {
  const folder = await temporaryFolder();
  const file = join(folder, "notes.json");
  const lines: string[] = [];
  await files.writeFile(file, document);
  const ports = { log: logTo(lines), ...options.ports };
  const mock = await startMock({ document: file, watch: true, ...options, ports });
  return { mock, file, folder, lines };
}

/** Asks until the answer is as wanted. */
async function until<T>(look: () => Promise<T> | T, isWanted: (found: T) => boolean): Promise<T> {
  const giveUp = performance.now() + 20_000;
  for (;;) {
    const found = await look();
    if (isWanted(found)) return found;
    if (performance.now() > giveUp) throw new Error(`still ${JSON.stringify(found)}`);
  }
}

const health = async (mock: MockServer) =>
  (await ask(`${mock.url}/__admin/health`)).json as { status: string; reasons: string[] };
const reloaded = (mock: MockServer, path = "/extra", status = 200) =>
  until(
    () => ask(mock.url + path),
    (answer) => answer.status === status,
  );

afterAll(stopAll);

describe("--watch", () => {
  test("serves what an edit adds, keeps what was created, and says what changed", async () => {
    const { mock, file, lines } = await watched();
    const created = await ask(`${mock.url}/notes`, { method: "POST", body: { text: "kept" } });
    const { contract } = mock;
    await files.writeFile(file, notes(extra));
    await reloaded(mock);
    expect(mock.contract).not.toBe(contract);
    const read = await ask(`${mock.url}/notes/${String(created.json["id"])}`);
    expect(read.json).toEqual(created.json);
    const again = await ask(`${mock.url}/notes`, { method: "POST", body: { text: "next" } });
    expect(again.json["id"]).not.toBe(created.json["id"]);
    expect((await mock.session("default").requests()).at(-1)?.operationId).toBe("createNote");
    expect(lines).toContainEqual(
      expect.stringMatching(/^info: reloaded .*notes\.json: 3 operations \(\+ GET \/extra\)$/),
    );
  });

  test("keeps the contract over a broken edit, says where it broke, and takes the next good one", async () => {
    const { mock, file, lines } = await watched();
    await files.writeFile(file, notes(extra).replace('"paths": {', '"paths": {,'));
    const ill = await until(
      () => health(mock),
      ({ status }) => status === "degraded",
    );
    expect(ill.reasons).toEqual([expect.stringMatching(/stays in force.*notes\.json:\d+:\d+: /)]);
    expect(lines).toContainEqual(expect.stringMatching(/^error: .*notes\.json:\d+:\d+: /));
    expect((await ask(`${mock.url}/notes/1`)).status).toBe(200);
    await files.writeFile(file, notes(extra));
    await until(
      () => health(mock),
      ({ status }) => status === "ok",
    );
    expect((await ask(`${mock.url}/extra`)).status).toBe(200);
  });

  test.each<[string, (file: string, text: string) => Promise<void>]>([
    [
      "another file takes its name",
      async (file, text) => {
        await files.writeFile(`${file}~`, text);
        await files.rename(`${file}~`, file);
      },
    ],
    [
      "it is deleted and written anew",
      async (file, text) => {
        await files.rm(file);
        await files.writeFile(file, text);
      },
    ],
    [
      "it is moved away and written anew",
      async (file, text) => {
        await files.rename(file, `${file}.bak`);
        await files.writeFile(file, text);
      },
    ],
  ])("follows an editor that saves so: %s", async (_, save) => {
    const { mock, file, lines } = await watched();
    // Again and again: what is watched is another file each time.
    for (let round = 0; round < 5; round++) {
      await save(file, notes({ [`/extra${String(round)}`]: { get: operation(200) } }));
      await reloaded(mock, `/extra${String(round)}`);
    }
    expect(lines.filter((line) => line.startsWith("error"))).toEqual([]);
  });

  test("follows a file that is mounted through links, as clusters do", async () => {
    const folder = await temporaryFolder();
    const publish = async (version: string, text: string) => {
      await files.mkdir(join(folder, version));
      await files.writeFile(join(folder, version, "notes.json"), text);
      await files.symlink(version, join(folder, "next"));
      await files.rename(join(folder, "next"), join(folder, "now"));
    };
    await publish("one", notes());
    const document = join(folder, "notes.json");
    await files.symlink(join("now", "notes.json"), document);
    const mock = await startMock({ document, watch: true });
    await publish("two", notes(extra));
    await reloaded(mock);
    await publish("three", notes());
    await reloaded(mock, "/extra", 404);
  });

  test("does not call broken what is still being written", async () => {
    const halves: string[] = [];
    const readFile = async (path: string, encoding: BufferEncoding) => {
      const text = await files.readFile(path, encoding);
      const rest = halves.shift();
      if (rest !== undefined) await files.appendFile(path, rest);
      return text;
    };
    const { mock, file, lines } = await watched({
      ports: { files: { ...files, readFile: readFile as typeof files.readFile } },
    });
    const whole = notes(extra);
    halves.push(whole.slice(100));
    await files.writeFile(file, whole.slice(0, 100));
    await reloaded(mock);
    expect(lines.filter((line) => !line.startsWith("info"))).toEqual([]);
  });

  test("drops neither a connection nor a request that is under way", async () => {
    const { mock, file } = await watched();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const slow = post(mock, agent);
    slow.sent.write('{"text":');
    // The mock has begun to read: what is asked of it later is answered before this.
    await ask(`${mock.url}/notes/1`);
    await files.writeFile(file, notes(extra));
    await reloaded(mock);
    slow.sent.end('"slow"}');
    expect(await slow.status).toBe(201);
    const next = post(mock, agent);
    next.sent.end("{}");
    expect([await next.status, next.sent.reusedSocket]).toEqual([201, true]);
    agent.destroy();
  });

  test("follows scenario files, keeps the states of the others, and refuses one that is wrong", async () => {
    const folder = await temporaryFolder();
    const scenario = (name: string, status: number) =>
      [
        `scenario: ${name}`,
        "active: true",
        "stubs:",
        "  - operation: createNote",
        `    when: { headers: { x-which: { equals: ${name} } } }`,
        "    respond:",
        `      sequence: [{ status: 503, undeclared: true }, { status: ${status}, undeclared: true }]`,
      ].join("\n");
    const write = (name: string, text: string) => files.writeFile(join(folder, `${name}.yaml`), text);
    const use = async (mock: MockServer, which: string) =>
      (await ask(`${mock.url}/notes`, { method: "POST", body: {}, headers: { "x-which": which } })).status;
    await write("one", scenario("one", 409));
    const { mock, lines } = await watched({ scenarios: folder });
    expect(await use(mock, "one")).toBe(503);

    await write("two", scenario("two", 410));
    await until(
      () => use(mock, "two"),
      (status) => status !== 201,
    );
    expect(await use(mock, "one")).toBe(409);

    await write("two", scenario("two", 410).replace("createNote", "createNotes"));
    const ill = await until(
      () => health(mock),
      ({ status }) => status === "degraded",
    );
    expect(ill.reasons).toEqual([expect.stringMatching(/two\.yaml:4:\d+: .*createNotes.*createNote/)]);
    expect(await use(mock, "one")).toBe(409);
    await files.rm(join(folder, "two.yaml"));
    await until(
      () => health(mock),
      ({ status }) => status === "ok",
    );
    expect(await use(mock, "two")).toBe(201);
    expect(lines.at(-1)).toMatch(/^info: reloaded .*two\.yaml.*none added, none removed/);
  });

  test("follows the files a document refers to, also those it refers to only now", async () => {
    const { mock, file, folder, lines } = await watched();
    const thing = (kind: string) =>
      JSON.stringify({ type: "object", required: ["kind"], properties: { kind: { const: kind } } });
    const content = { "application/json": { schema: { $ref: "./thing.json" } } };
    const get = { responses: { 200: { description: "OK", content } } };
    await files.writeFile(file, notes({ "/extra": { get } }));
    await until(
      () => ask(mock.url).then(() => lines),
      (said) => said.some((line) => line.includes("not served as they are written")),
    );
    // Not there yet when the document was read.
    await files.writeFile(join(folder, "thing.json"), thing("one"));
    const isKind = (kind: string) =>
      until(
        () => ask(`${mock.url}/extra`),
        ({ json }) => json["kind"] === kind,
      );
    await isKind("one");
    await files.writeFile(join(folder, "thing.json"), thing("another"));
    await isKind("another");
  });

  test("keeps the records when the title changes", async () => {
    const { mock, file, lines } = await watched();
    const created = await ask(`${mock.url}/notes`, { method: "POST", body: { text: "kept" } });
    await files.writeFile(file, notes(extra, "Notebook"));
    await reloaded(mock);
    expect(mock.contract.title).toBe("Notebook");
    expect(lines.at(-1)).toMatch(/^warn: the title "Notes" is "Notebook" now/);
    expect((await ask(`${mock.url}/notes/${String(created.json["id"])}`)).json).toEqual(created.json);
  });

  test("works below an application of one's own", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "notes.json");
    await files.writeFile(file, notes());
    const mock = createMockServer({ document: file, store: "memory", watch: true });
    const app = express();
    app.use("/mock", mock.middleware());
    const server = app.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/mock`;
    expect((await ask(`${url}/extra`)).status).toBe(404);
    await files.writeFile(file, notes(extra));
    await until(
      () => ask(`${url}/extra`),
      ({ status }) => status === 200,
    );
    server.close();
    server.closeAllConnections();
    await mock.stop();
  });

  test("watches no document that is given as an object, and nothing after stop", async () => {
    const asked: (readonly string[])[] = [];
    let closed = 0;
    const watch: Watch = (paths) => {
      asked.push(paths);
      return Promise.resolve({
        close: () => {
          closed++;
          return Promise.resolve();
        },
      });
    };
    const document = JSON.parse(notes()) as Record<string, unknown>;
    const mock = await startMock({ document, watch: true, ports: { watch } });
    expect(asked).toEqual([]);
    await mock.stop();

    const { mock: other, file } = await watched({ ports: { watch } });
    expect(asked).toEqual([[file]]);
    await other.stop();
    expect(closed).toBe(1);
  });

  test("says when changes may go unnoticed", async () => {
    const watch = (_: readonly string[], { failed }: Watcher) => {
      failed(new Error("ENOSPC: no space for another watch"));
      return Promise.resolve({ close: () => Promise.resolve() });
    };
    const lines: string[] = [];
    await watched({ ports: { watch, log: logTo(lines) } });
    expect(lines).toEqual([expect.stringMatching(/^warn: .*unnoticed: ENOSPC/)]);
  });

  test("keeps none of the contracts it has replaced", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const { mock, file } = await watched();
    const replaced: WeakRef<object>[] = [];
    for (let round = 0; round < 4; round++) {
      await ask(`${mock.url}/notes`, { method: "POST", body: { text: "kept" } });
      replaced.push(new WeakRef(mock.contract));
      const path = `/extra${String(round)}`;
      await files.writeFile(file, notes({ [path]: { get: operation(200) } }));
      await reloaded(mock, path);
    }
    await until(
      async () => {
        collect();
        await ask(`${mock.url}/notes/1`);
        return replaced.filter((one) => one.deref() !== undefined).length;
      },
      (left) => left === 0,
    );
    expect(mock.contract.operations).toHaveLength(3);
  });
});

/** A create whose body is still to be sent. */
function post(mock: MockServer, agent: Agent) {
  const sent = request(`${mock.url}/notes`, {
    method: "POST",
    agent,
    headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.on("error", reject);
    sent.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
  });
  return { sent, status };
}
