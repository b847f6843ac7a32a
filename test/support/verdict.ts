import { ask, type Asking } from "./mock.ts";

/** The status of an answer, and which parameters and properties were wrong, whatever the contract's errors look like: `query /page type`. */
export async function verdictOf(url: string, asking: Asking = {}): Promise<string[]> {
  const { status, headers } = await ask(url, asking);
  const list = JSON.parse(headers.get("x-mock-violations") ?? "[]") as Record<
    "in" | "pointer" | "code",
    string
  >[];
  const located = list.filter(({ pointer }) => pointer !== "");
  return [String(status), ...located.map((one) => `${one.in} ${one.pointer} ${one.code}`)];
}
