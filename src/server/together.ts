import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
// As it was when this was loaded: a mock inside of a test must answer while the test's own timers stand still.
import { setImmediate } from "node:timers";

/** Requests told together at most, so that the first of many need not wait for the last. */
const most = 32;

/**
 * Lets requests that came in together be told together, each step for all of them before the next one. Between two reads
 * from the network a processor has forgotten the code that tells a request: told one after the other, each pays for that.
 * Resolves once a turn of the event loop has brought nothing more, or there are enough.
 */
export function createBatches(): () => Promise<void> {
  let next: Batch | undefined;
  return () => {
    if (next === undefined || next.isBegun) next = new Batch();
    next.join();
    return next.begun;
  };
}

class Batch {
  readonly begun: Promise<void>;
  isBegun = false;
  #waiting = 0;
  #resolve: () => void = () => undefined;

  constructor() {
    this.begun = new Promise((resolve) => (this.#resolve = resolve));
    setImmediate(() => this.#look(0));
  }

  join(): void {
    this.#waiting += 1;
    if (this.#waiting === most) this.#begin();
  }

  /** `before`: how many there were a turn ago. */
  #look(before: number): void {
    if (this.isBegun) return;
    const now = this.#waiting;
    if (now === before) this.#begin();
    else setImmediate(() => this.#look(now));
  }

  #begin(): void {
    this.isBegun = true;
    this.#resolve();
  }
}

/** What is under way on each connection. */
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

/** As `inOrder`, of a story: whoever has sent it and then ended the connection still gets what it says at once. */
export function storyInOrder(request: Arrived, tell: () => Promise<void>): Promise<void> {
  const told = inOrder(request, tell);
  const { socket }: Partial<Pick<IncomingMessage, "socket">> = request;
  if (socket !== undefined) stories.set(socket, told);
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
