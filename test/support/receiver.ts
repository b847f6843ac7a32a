import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log } from "../../src/ports.ts";

export interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface Receiver {
  readonly url: string;
  /** The next request nobody has taken yet, now or when it comes. */
  arrival(): Promise<Arrival>;
  /** What came and nobody took. */
  readonly waiting: readonly Arrival[];
  close(): void;
}

/** A server that takes what a mock sends, and answers as `answer` says: 204 unless it says otherwise. */
export async function startReceiver(
  answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const queue = new Queue<Arrival>();
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const isJson = (headers["content-type"] ?? "").includes("json");
      const json = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
      queue.put({ method, url, headers, text, json });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    arrival: () => queue.take(),
    waiting: queue.items,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A log whose lines can be waited for. */
export function listeningLog(): { log: Log; line: (said: RegExp) => Promise<string> } {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const write = (line: string) => {
    lines.push(line);
    for (const look of waiting) look();
  };
  const log = { debug: () => undefined, info: write, warn: write, error: write };
  const line = (said: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = lines.find((one) => said.test(one));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { log, line };
}

class Queue<T> {
  readonly items: T[] = [];
  readonly #takers: ((item: T) => void)[] = [];

  put(item: T): void {
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else this.items.push(item);
  }

  take(): Promise<T> {
    const item = this.items.shift();
    return item === undefined ? new Promise((resolve) => this.#takers.push(resolve)) : Promise.resolve(item);
  }
}
