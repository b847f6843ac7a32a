import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/** What was asked last on each connection, and the last story of it; resolved once it is told. */
const latest = new WeakMap<object, Promise<void>>();
const stories = new WeakMap<object, Promise<void>>();

/** What somebody makes up to try a middleware has no connection. */
type Arrived = Pick<IncomingMessage, "httpVersionMajor"> & Partial<Pick<IncomingMessage, "socket">>;

/**
 * Requests on one connection are told one after the other, also when a client sends the next before it has the answer:
 * RFC 9112, section 9.3.2, wants that unless all of them are safe. HTTP/2 has no such order.
 */
export function inOrder({ httpVersionMajor, socket }: Arrived, tell: () => Promise<void>): Promise<void> {
  if (httpVersionMajor > 1 || socket === undefined) return tell();
  const before = latest.get(socket);
  const told = before === undefined ? tell() : before.then(tell, tell);
  latest.set(socket, told);
  return told;
}

/** As `inOrder`, of what `endWhenTold` waits for: an event stream of the admin API would keep it waiting for ever. */
export function storyInOrder(request: Arrived, tell: () => Promise<void>): Promise<void> {
  const told = inOrder(request, tell);
  if (request.socket !== undefined) stories.set(request.socket, told);
  return told;
}

/**
 * Node ends its side of a connection as soon as a client has ended the other, and what is not answered by then gets no
 * answer: it has to wait until the stories are told.
 */
export function endWhenTold(server: Server): void {
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("connection", (socket: Socket) => {
    const end = () => void socket.end();
    socket.once("end", () => void (stories.get(socket) ?? Promise.resolve()).then(end, end));
  });
}
