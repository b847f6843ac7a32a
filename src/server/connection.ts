import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { MockRequest, RequestHeaders } from "../http/message.ts";

/** What was asked last on each connection, and the last story of it; resolved once it is told. */
const latest = new WeakMap<object, Promise<void>>();
const stories = new WeakMap<object, Promise<void>>();

/** A request without its body. */
export type Head = Omit<MockRequest, "body" | "unreadable">;

const heads = new WeakMap<object, Head>();

/** What somebody makes up to try a middleware has no connection, or `null` for one. */
type Arrived = Pick<IncomingMessage, "httpVersionMajor"> & Partial<Pick<IncomingMessage, "socket">>;

/**
 * Requests on one connection are told one after the other, also when a client sends the next before it has the answer:
 * RFC 9112, section 9.3.2, wants that unless all of them are safe. HTTP/2 has no such order.
 */
export function inOrder({ httpVersionMajor, socket }: Arrived, tell: () => Promise<void>): Promise<void> {
  if (httpVersionMajor > 1 || !socket) return tell();
  const before = latest.get(socket);
  const told = before === undefined ? tell() : before.then(tell, tell);
  latest.set(socket, told);
  return told;
}

/** As `inOrder`, of what `endWhenTold` waits for: an event stream of the admin API would keep it waiting for ever. */
export function storyInOrder(request: Arrived, tell: () => Promise<void>): Promise<void> {
  const told = inOrder(request, tell);
  if (request.socket) stories.set(request.socket, told);
  return told;
}

/**
 * With the text of the request before it on the connection where that is the same: clients repeat themselves, and
 * journals keep many requests. Headers are a copy: what becomes of the request later is not how it came.
 */
export function likeBefore({ socket }: Arrived, head: Head): Head {
  const before = socket && heads.get(socket);
  const { method, query, prefix } = head;
  const path = before?.path === head.path ? before.path : head.path;
  const headers = before && isSame(before.headers, head.headers) ? before.headers : { ...head.headers };
  const alike = { method, path, query, headers, prefix };
  if (socket) heads.set(socket, alike);
  return alike;
}

/** The same values by the same names in the same order. */
function isSame(before: RequestHeaders, now: RequestHeaders): boolean {
  const names = Object.keys(now);
  const others = Object.keys(before);
  return (
    names.length === others.length &&
    names.every((name, index) => name === others[index] && now[name] === before[name])
  );
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
