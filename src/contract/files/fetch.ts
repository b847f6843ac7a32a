import { InputError } from "../../problem/input-error.ts";

const mostBytes = 32 * 1024 * 1024;
const longest = 15_000;

/** Whether something is on the network. */
export function isUrl(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** What is at a URL. Rejects with InputError after 15 s, beyond 32 MB, and for any answer but a 200. */
export async function fetchBytes(url: string): Promise<Uint8Array> {
  try {
    const headers = { accept: "application/json, application/yaml, text/yaml, */*;q=0.5" };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(longest) });
    if (!response.ok) throw new Error(`the answer is ${String(response.status)}`);
    return await readAll(response);
  } catch (error) {
    throw new InputError(`it cannot be fetched: ${reasonOf(error)}`, { place: url });
  }
}

async function readAll({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop lets go of the connection.
    if (size > mostBytes) throw new Error("it is larger than 32 MB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `fetch failed` hides the reason in its cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error
    ? cause.message || ((cause as NodeJS.ErrnoException).code ?? message)
    : message;
}
