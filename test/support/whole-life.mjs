// Starts mock servers, uses all that may stay open, and stops them. Prints what is open then; the process has to end by itself.
import { createServer } from "node:http";
import process from "node:process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { connect, createMockServer } from "../../dist/index.js";

const [, , data] = process.argv;
const document = "test/support/petstore.yaml";
const mock = await createMockServer({ document, data, port: 0, watch: true }).start();
const client = connect(mock.url);
const session = client.session("life");
const quietly = (promise) =>
  promise.then(
    (answer) => answer.text?.(),
    () => undefined,
  );

await quietly(fetch(`${session.url}/pets/7`));
const pending = [
  quietly(fetch(`${session.url}/pets/7?__fault=stall`)),
  quietly(fetch(`${session.url}/pets/7?__delay=600000`)),
  quietly(fetch(`${session.url}/pets/7?__dribble=600000`)),
  quietly(fetch(`${mock.url}/__admin/events`)),
  quietly(mock.handle("/__session/life/pets/7?__fault=stall")),
  quietly(mock.handle("/__session/life/pets/7?__delay=600000")),
  quietly(mock.handle("/__session/life/pets/7?__dribble=600000")),
  quietly(mock.handle("/__admin/events")),
  quietly(mock.admin("GET", "/events")),
  quietly(session.verify({ operation: "deletePet" }, { within: 120_000 })),
  quietly(mock.session("life").verify({ operation: "deletePet" }, { within: 120_000 })),
];
const own = createServer(mock.middleware({ admin: true }));
await new Promise((resolve) => own.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${own.address().port}`;
pending.push(
  quietly(fetch(`${url}/__session/life/pets/7?__fault=stall`)),
  quietly(fetch(`${url}/__session/life/pets/7?__delay=600000`)),
  quietly(connect(url).session("life").verify({ operation: "deletePet" }, { within: 120_000 })),
);
await session.verify({ operation: "readPet" }, { atLeast: 9, within: 20_000 });
await Promise.all([mock.stop(), mock.stop()]);
await Promise.all(pending);
await new Promise((resolve) => {
  own.close(resolve);
  own.closeIdleConnections();
});
// What is closed goes in the next turns.
for (let turn = 0; turn < 20; turn++) await nextTurn();
// What the process itself writes to is not ours, and connections that fetch keeps are its own.
const open = process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|File|^TCPSocketWrap$/.test(name));
process.stdout.write(JSON.stringify(open));
