import type { MockSession } from "../client/session.ts";
import type { ShownExchange } from "../journal/shown.ts";

/** As many requests as are worth reading in a test's output. */
const mostLines = 10;

/** What a session saw, for the output of a test that failed: the latest requests first, and where all of it can be read. */
export async function seenBy(session: Pick<MockSession, "name" | "url" | "requests">): Promise<string> {
  const requests = await session.requests();
  const lines = requests.slice(0, mostLines).map((exchange) => `  ${lineOf(exchange)}`);
  const count = requests.length === 1 ? "1 request" : `${String(requests.length)} requests`;
  const order = requests.length > 1 ? ", the latest first" : "";
  return [
    `Locum saw ${count} in the session ${session.name}${order}`,
    ...lines,
    `  journal, while the server runs: ${session.url}/__admin/requests`,
  ].join("\n");
}

function lineOf({ request, response, operationId, violations }: ShownExchange): string {
  const broken = violations.map(({ message }) => message).join("; ");
  const asked = `${request.method} ${request.url} → ${String(response.status)}`;
  if (operationId === null) return `${asked} not in the contract${helpOf(response.body)}`;
  return `${asked} ${operationId}${broken === "" ? "" : `: ${broken}`}`;
}

/** What the mock's own problem document says to do instead. */
function helpOf(body: unknown): string {
  const { help } = Object(body) as { readonly help?: unknown };
  return typeof help === "string" ? `: ${help}` : "";
}
