import { InputError } from "../problem/input-error.ts";
import type { AnyApi, ApiOf } from "../stubs/api.ts";
import { clientOf, type MockClient } from "./client.ts";
import { isProblem } from "./errors.ts";
import type { AdminAnswer, AdminCall, CallAdmin } from "./port.ts";

export interface ConnectOptions {
  /** What the server was started with (`--admin-token`). */
  readonly token?: string | undefined;
  /** Instead of the global one: `mock.handle` of a server that does not listen, say. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

interface Server {
  readonly url: string;
  readonly token: string | undefined;
  readonly fetch: () => typeof globalThis.fetch;
}

/**
 * The client of a server elsewhere, at `http://127.0.0.1:4010`, or below a path where it is mounted. Nothing is sent yet:
 * `await client.health()` tells whether it is there. Throws InputError for what is no URL.
 */
export function connect<A extends ApiOf<A> = AnyApi>(
  url: string,
  { token, fetch }: ConnectOptions = {},
): MockClient<A> {
  const base = readUrl(url);
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw new InputError("this is no token", { place: "token", help: "Give what --admin-token was given." });
  // Looked up when it is called: a test may have replaced it by then, or put it back.
  const callAdmin = callOver({ url: base, token, fetch: () => fetch ?? globalThis.fetch });
  return { url: base, ...clientOf({ callAdmin, url: () => base }) };
}

function readUrl(written: string): string {
  const place = JSON.stringify(written);
  const help = "Give the server's own, such as http://127.0.0.1:4010, as `locum serve` prints it.";
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    throw new InputError("this is no URL", { place, help });
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new InputError("this is no URL of a server", { place, help });
  }
  if (url.username !== "" || url.password !== "") {
    throw new InputError("a mock server has no users", { help: "Say connect(url, { token })." });
  }
  if (/\/__(session|admin)(\/|$)/.test(url.pathname)) {
    throw new InputError("this leads into the server", {
      place,
      help: `${help} session(name) does the rest.`,
    });
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

function callOver(server: Server): CallAdmin {
  return async (call) => {
    const response = await send(call, server);
    const text = await response.text();
    const answer = read(response, text, server);
    if (answer.status === 401 || answer.status === 403) throw turnedAway(answer, server);
    return answer;
  };
}

async function send({ method, path, session, body }: AdminCall, server: Server): Promise<Response> {
  const { url, token, fetch } = server;
  try {
    return await fetch()(`${url}/__admin${path}`, {
      method,
      // A redirect would turn a POST into a GET; a mock server sends none.
      redirect: "manual",
      headers: {
        Accept: "application/json",
        ...(session === undefined ? {} : { "X-Mock-Session": session }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    const { cause } = error as { readonly cause?: unknown };
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : String(error);
    throw new InputError(`nobody answers there: ${reason}`, {
      place: url,
      help: "Start it with `locum serve`, which prints its URL, or correct the URL.",
    });
  }
}

function read({ status, headers }: Response, text: string, { url }: Server): AdminAnswer {
  if (status === 204) return { status, body: undefined };
  try {
    const body: unknown = JSON.parse(text);
    if (status < 300 || isProblem(body)) return { status, body };
  } catch {
    // It is nobody's JSON.
  }
  const type = headers.get("content-type") ?? "nothing in particular";
  throw new InputError(`this is no Locum: it answers its admin API with ${String(status)} and ${type}`, {
    place: url,
    help: "Correct the URL: `locum serve` prints it. Behind a mount, it ends with the mount's path.",
  });
}

function turnedAway({ body }: AdminAnswer, { url, token }: Server): InputError {
  if (!isProblem(body)) return new InputError("the admin API is closed", { place: url });
  const { code, detail, help } = body;
  const next = token === undefined ? "Say connect(url, { token })." : "It is not the token given to connect.";
  return new InputError(detail, { place: url, help: code === "admin-unauthorized" ? next : help });
}
