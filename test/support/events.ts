import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";

/** One event as a browser would give it. */
export interface SeenEvent {
  readonly name: string;
  readonly id: string;
  readonly value: Record<string, unknown>;
}

export interface EventReader {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The next so many events. */
  take(count: number): Promise<readonly SeenEvent[]>;
  /** All that came, comments included. */
  text(): string;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  /** Stops reading and lets the rest wait, or goes on. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** Reads server-sent events as the HTML standard's section 9.2.6 says, without any of our code. */
export function readEvents(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { agent: false, headers }, (response) => resolve(reader(response)));
    sent.on("error", reject);
    sent.end();
  });
}

function reader(response: IncomingMessage): EventReader {
  let [text, begun, isOver] = ["", "", false];
  const unread: SeenEvent[] = [];
  let look: () => void = () => undefined;
  response.setEncoding("utf8");
  response.on("data", (chunk: string) => {
    text += chunk;
    const blocks = (begun + chunk).split("\n\n");
    begun = blocks.pop() ?? "";
    unread.push(...blocks.flatMap(eventOf));
    look();
  });
  const ended = new Promise<void>((resolve) => {
    const over = () => {
      isOver = true;
      look();
      resolve();
    };
    for (const name of ["end", "close", "error"]) response.on(name, over);
  });
  const take = (count: number) =>
    new Promise<readonly SeenEvent[]>((resolve, reject) => {
      look = () => {
        if (unread.length < count && !isOver) return;
        look = () => undefined;
        if (unread.length >= count) resolve(unread.splice(0, count));
        else reject(new Error(`it ended ${String(count - unread.length)} events early`));
      };
      look();
    });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    take,
    text: () => text,
    ended,
    pause: () => response.pause(),
    resume: () => response.resume(),
    close: () => response.destroy(),
  };
}

/** None where a block is a comment, or says only when to come back. */
function eventOf(block: string): SeenEvent[] {
  const fields = new Map(
    block.split("\n").map((line) => {
      const [, name = "", value = ""] = /^([a-z]+): (.*)$/s.exec(line) ?? [];
      return [name, value] as const;
    }),
  );
  const data = fields.get("data");
  if (data === undefined) return [];
  const value = JSON.parse(data) as Record<string, unknown>;
  return [{ name: fields.get("event") ?? "message", id: fields.get("id") ?? "", value }];
}
