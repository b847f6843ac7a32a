import { request as overHttp, type IncomingMessage } from "node:http";
import { request as overHttps } from "node:https";

/**
 * As much of `fetch` as the client uses, over Node's own HTTP. A test's global `fetch` may be a spy, belong to a page that
 * another origin is closed to, or not be there at all (jsdom); what asks the mock server must not care.
 */
export const fetchOverNode = ((url: string, { method = "GET", headers = {}, body }: Asked = {}) =>
  new Promise<Answered>((resolve, reject) => {
    const send = url.startsWith("https:") ? overHttps : overHttp;
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const sent = send(url, { method, headers: { ...headers, ...length } }, (answer) => {
      read(answer).then(resolve, reject);
    });
    sent.on("error", reject);
    sent.end(body);
  })) as unknown as typeof globalThis.fetch;

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

async function read(answer: IncomingMessage): Promise<Answered> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    status: answer.statusCode ?? 0,
    headers: {
      get(name) {
        const value = answer.headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
    },
    text: () => Promise.resolve(text),
  };
}
