import type { Server } from "node:http";
import { Server as NetServer, type AddressInfo, type Socket } from "node:net";
import { InputError } from "../problem/input-error.ts";

/** Answers still on their way when a server stops are given this long. */
const graceMs = 10_000;
const sweepMs = 20;

/** The connections of each server that listens. */
const open = new WeakMap<Server, ReadonlySet<Socket>>();

export interface Address {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Listens; rejects with InputError where that address cannot be had. */
export function listen(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const help = isTaken
        ? "Stop what is listening there, or choose another with --port (0: any free one)."
        : "Check --host and --port.";
      const place = `${host}:${String(port)}`;
      reject(new InputError(isTaken ? "this port is in use" : error.message, { place, help }));
    });
    const sockets = new Set<Socket>();
    open.set(server, sockets);
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    });
    server.listen(port, host, resolve);
  });
}

/** `http://127.0.0.1:4010` */
export function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${String(port)}`;
}

/** Takes no more connections, and resolves when what is in flight is answered. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const closeIdle = () => {
      if (![...(open.get(server) ?? [])].some(isSending)) server.closeIdleConnections();
    };
    const grace = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection whose last answer is on its way now will be idle in a moment, and stay so for seconds.
    const sweep = setInterval(closeIdle, sweepMs);
    // Of its own accord, server.close() would cut off answers that are still being sent, as idle.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(grace);
      clearInterval(sweep);
      server.close();
      resolve();
    });
    closeIdle();
  });
}

/** Node takes a connection for idle whose answer was ended, though most of a large one may not have left yet. */
function isSending({ writableLength }: Socket): boolean {
  return writableLength > 0;
}
