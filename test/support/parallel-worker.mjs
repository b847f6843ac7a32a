// One of many workers of a consumer's test run: small tests, each in a session of its own, in an order of the worker's own.
import assert from "node:assert/strict";
import { parentPort, workerData } from "node:worker_threads";
import { connect, VerificationError } from "../../dist/testing/client.js";
import { fetchOverNode } from "../../dist/testing/node-fetch.js";

const { url, worker, tests, seed } = workerData;
// Cheaper than the global one, by half.
const fetch = fetchOverNode;
const client = connect(url, { fetch });

const kinds = [
  async function createsAndReadsBack({ session, ask, n }) {
    const book = { title: `Volume ${n}`, pages: n + 1 };
    const { json: created } = await ask("POST", "", book);
    assert.deepEqual(created, { id: 1, ...book });
    assert.deepEqual((await ask("GET", "/1")).json, created);
    await session.verify({ operation: "addBook", body: { "/pages": n + 1 } }, { times: 1 });
  },
  async function breaksTheContract({ session, ask, n }) {
    assert.equal((await ask("POST", "", { title: `Volume ${n}` })).status, 422);
    await assert.rejects(session.verifyNoViolations(), VerificationError);
  },
  async function isStubbed({ session, ask, n }) {
    await session.stub({ operation: "listBooks", respond: { status: 503, undeclared: true } });
    assert.equal((await ask("GET", "")).status, 503);
    assert.equal((await ask("GET", `/${n}`)).status, 200);
    await session.verifyInOrder([{ operation: "listBooks" }, { operation: "readBook" }]);
  },
  async function advancesAState({ session, ask }) {
    await session.use("closing");
    assert.equal((await ask("DELETE", "/1")).status, 404);
    assert.equal((await ask("DELETE", "/1")).status, 204);
    await session.verifyNoViolations();
  },
];

const failures = [];
for (const n of shuffled(tests)) {
  const session = client.session(`worker-${worker}-test-${n}`);
  const ask = async (method, path, body) => {
    const headers = { ...session.headers, ...(body && { "content-type": "application/json" }) };
    const answer = await fetch(`${url}/v1/books${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === "" ? undefined : JSON.parse(text) };
  };
  try {
    await kinds[n % kinds.length]({ session, ask, n });
  } catch (error) {
    failures.push(`${session.name}: ${error.message}`);
  }
}
parentPort.postMessage(failures);

/** 0 to count - 1, in an order that the seed decides. */
function shuffled(count) {
  let state = seed;
  const drawn = Array.from({ length: count }, (_, n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return [state, n];
  });
  return drawn.sort(([a], [b]) => a - b).map(([, n]) => n);
}
