import { command } from "../../explain/shell.ts";
import type { Fix } from "../../explain/unmatched.ts";
import type { Broken } from "./try.ts";

interface AdminCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A line that asks the admin API for what mends it. */
export function adminFix(
  { session, exchange }: Pick<Broken, "session" | "exchange">,
  said: string,
  { method, path, body }: AdminCall,
): Fix {
  const host = exchange.request.headers["host"] ?? "localhost:4010";
  const origin = `http://${/^[\w.:[\]-]{1,200}$/.test(host) ? host : "localhost:4010"}`;
  const url = `${origin}/__session/${session}/__admin${path}`;
  const headers = [["Content-Type", "application/json"]] as const;
  return { said, paste: command({ method, url, headers, body: JSON.stringify(body) }) };
}
