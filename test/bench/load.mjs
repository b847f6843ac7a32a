import { connect } from "node:net";

/**
 * Sends `count` requests over `connections` keep-alive sockets, one at a time on each, and resolves with how many
 * answers had the wanted status. Writes and reads raw bytes, so that the client costs little beside the server.
 */
export async function load({ port, count, connections = 16, request, status = 201 }) {
  let sent = 0;
  let good = 0;
  await Promise.all(
    Array.from({ length: connections }, () => {
      return new Promise((resolve, reject) => {
        const socket = connect(port, "127.0.0.1");
        let pending = Buffer.alloc(0);
        const next = () => {
          if (sent >= count) return void socket.end();
          socket.write(request(sent++));
        };
        socket.on("connect", next);
        socket.on("error", reject);
        socket.on("close", resolve);
        socket.on("data", (chunk) => {
          pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
          const end = pending.indexOf("\r\n\r\n");
          if (end < 0) return;
          const head = pending.toString("latin1", 0, end);
          const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
          if (pending.length < end + 4 + length) return;
          if (head.startsWith(`HTTP/1.1 ${status}`)) good += 1;
          pending = pending.subarray(end + 4 + length);
          next();
        });
      });
    }),
  );
  return good;
}

/** A create whose body is different for every number. */
export function createRequest(number, session = "default") {
  const body = JSON.stringify({
    firstname: `Ada${number}`,
    lastname: "Lovelace",
    email: `ada${number}@example.org`,
    gender: "female",
    lang: "en_GB",
    phone_1: "+44 20 7946 0000",
    description: "Writes programs for engines that do not exist yet.",
    roles: [{ status_role: "employee", manager_role: "administrator" }],
  });
  return (
    `POST /api/v2/manager/ambassadors HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer bench\r\n` +
    `X-Mock-Session: ${session}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}
