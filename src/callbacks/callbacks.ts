import type { Callback, Operation } from "../contract/operation.ts";
import { hashText, hashValue, mix } from "../generate/hash.ts";
import type { MockRequest } from "../http/message.ts";
import { createWriter } from "../media/write.ts";
import type { Log, OutgoingRequest } from "../ports.ts";
import { composeNotice, headerText, type ComposeTools } from "./compose.ts";
import { readTemplate, type Happening } from "./expression.ts";
import type { Outbox } from "./outbox.ts";
import type { Saying } from "./retell.ts";
import { createTargets } from "./target.ts";

export interface CallbackTools extends Omit<ComposeTools, "writer"> {
  /** Hosts that may be sent to, besides this machine. */
  readonly hosts: readonly string[];
  readonly outbox: Outbox;
  readonly log: Log;
}

/** An exchange whose operation may have callbacks. */
export interface Called {
  readonly id: string;
  readonly operation: Operation;
  readonly request: MockRequest;
  /** The request's body. */
  readonly body: Saying;
  /** The values of its path, by name. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly content: Saying | undefined;
  };
  readonly seed: number;
  /** Told what became of each callback, now or later. */
  readonly note: (said: string) => void;
}

/** What is to be done once the answer of an exchange has been sent; undefined: nothing. */
export type Callbacks = (called: Called) => (() => void) | undefined;

/** Says that a request is a callback already; a mock that is its own receiver would never come to an end. */
const marker = "X-Mock-Callback";

type Fill = (happening: Happening) => string;

interface Ready {
  readonly callback: Callback;
  readonly url: URL;
  readonly tell: (said: string) => void;
}

/** Sends what operations promise to send when they succeed (OpenAPI 3.1, Callback Object). */
export function createCallbacks(tools: CallbackTools): Callbacks {
  const { schemas, generator, outbox, log } = tools;
  const composing = { schemas, generator, writer: createWriter(schemas) };
  const targetOf = createTargets(tools.hosts);
  const fills = new WeakMap<Callback, Fill>();

  return (called) => {
    const { operation, request, response, note } = called;
    const isSuccess = response.status >= 200 && response.status < 300;
    if (!isSuccess || request.method === "HEAD" || operation.callbacks.length === 0) return undefined;
    if (request.headers[marker.toLowerCase()] !== undefined) {
      note("none is sent: the request is a callback itself");
      return undefined;
    }
    const happening = happeningOf(called);
    const ready = operation.callbacks.flatMap((callback) => address(callback, happening, called) ?? []);
    return () => {
      for (const one of ready) void deliver(one, called);
    };
  };

  /** Where a callback goes, or a note why it goes nowhere. */
  function address(callback: Callback, happening: Happening, called: Called): Ready | undefined {
    const tell = (said: string) => {
      called.note(`${callback.name}: ${said}`);
      log.info(`callback ${callback.name} of ${called.id}: ${said}`);
    };
    try {
      const target = targetOf(fillOf(callback)(happening));
      if ("url" in target) return { callback, url: target.url, tell };
      tell(`not sent: ${target.refused}`);
    } catch (error) {
      tell(`not sent: ${(error as Error).message}`);
    }
    return undefined;
  }

  function fillOf(callback: Callback): Fill {
    let fill = fills.get(callback);
    if (!fill) fills.set(callback, (fill = readTemplate(callback.expression)));
    return fill;
  }

  async function deliver({ callback, url, tell }: Ready, called: Called): Promise<void> {
    const outcome = await outbox.post(() => ({ ...messageFor(callback, called), url: url.href }));
    // The query may hold secrets.
    tell(`${callback.operation.method} ${url.origin}${url.pathname} ${outcome}`);
  }

  function messageFor(
    callback: Callback,
    { id, operation: caller, response, body, path, seed: given }: Called,
  ): Pick<OutgoingRequest, "method" | "headers" | "body"> {
    const { name, operation } = callback;
    const said = response.content ? [response.content, body] : [body];
    const sayings = [...said, { value: path, schema: undefined }];
    const ordinal = caller.callbacks.indexOf(callback);
    const seed = mix(hashValue(response.content?.value, given), mix(hashText(name), ordinal));
    const { headers, body: content } = composeNotice({ operation, sayings, seed }, composing);
    const own = { "User-Agent": "Locum", "X-Mock-Exchange": id, [marker]: headerText(name) };
    return { method: operation.method, headers: { ...headers, ...own }, body: content };
  }
}

function happeningOf({ request, response, body, path }: Called): Happening {
  const { method, headers, query, prefix } = request;
  const question = query === "" ? "" : `?${query}`;
  return {
    url: `http://${headers["host"] ?? "localhost"}${prefix}${request.path}${question}`,
    method,
    status: response.status,
    request: { headers, query, path, body: body.value },
    response: { headers: response.headers, body: response.content?.value },
  };
}
