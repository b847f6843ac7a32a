import { connect, type Socket } from "node:net";
import type { MockServer } from "../../src/index.ts";
import type { Timer } from "../../src/ports.ts";

/** What a connection brought, and how it ended: by a proper end, or by a reset. */
export interface Wire {
  readonly text: string;
  readonly bytes: Buffer;
  readonly end: "closed" | "reset";
}

/** A connection on which a test writes and reads bytes, and nothing understands HTTP. */
export class Line {
  readonly socket: Socket;
  readonly ended: Promise<Wire>;
  #bytes = Buffer.alloc(0);
  #waiting: (() => void)[] = [];

  constructor(mock: Pick<MockServer, "url">) {
    const { hostname, port } = new URL(mock.url);
    this.socket = connect(Number(port), hostname);
    this.socket.on("data", (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      for (const look of this.#waiting) look();
    });
    let end: Wire["end"] = "closed";
    this.socket.on("error", () => (end = "reset"));
    this.ended = new Promise((resolve) =>
      this.socket.on("close", () => resolve({ text: this.text, bytes: this.#bytes, end })),
    );
  }

  get text(): string {
    return this.#bytes.toString("latin1");
  }

  send(text: string): this {
    this.socket.write(text);
    return this;
  }

  /** Resolves with what has come once that is in it. */
  until(part: string | RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = () => {
        if (typeof part === "string" ? this.text.includes(part) : part.test(this.text)) resolve(this.text);
      };
      this.#waiting.push(look);
      look();
    });
  }
}

/** A request as it goes over the line; HTTP/1.1 unless told otherwise. */
export function written(
  target: string,
  {
    method = "GET",
    version = "1.1",
    headers = {},
    body = "",
  }: {
    readonly method?: string;
    readonly version?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
): string {
  const lines = Object.entries({ Host: "localhost", ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const length =
    body === "" ? "" : `Content-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n`;
  return `${method} ${target} HTTP/${version}\r\n${lines.join("")}${length}\r\n${body}`;
}

/** A timer that a test moves by hand. */
export class HandTimer {
  /** What was waited for so far, in milliseconds. */
  readonly asked: number[] = [];
  readonly #calls = new Set<() => void>();
  #news: (() => void)[] = [];

  readonly timer: Timer = (milliseconds, call) => {
    this.asked.push(milliseconds);
    this.#calls.add(call);
    for (const tell of this.#news.splice(0)) tell();
    return () => this.#calls.delete(call);
  };

  get waiting(): number {
    return this.#calls.size;
  }

  /** Resolves when so many waits are on. */
  async until(count: number): Promise<void> {
    while (this.waiting < count) await new Promise<void>((resolve) => this.#news.push(resolve));
  }

  /** Ends every wait that is on now. */
  fire(): void {
    const calls = [...this.#calls];
    this.#calls.clear();
    for (const call of calls) call();
  }
}
