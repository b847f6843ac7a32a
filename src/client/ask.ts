import { InputError } from "../problem/input-error.ts";
import { isObject, isProblem, refusedAs } from "./errors.ts";
import { toJson } from "./json.ts";
import type { AdminAnswer, AdminCall, CallAdmin } from "./port.ts";

/** As many exchanges as one answer may have. */
const pageSize = 1000;

/** Calls the admin API. Resolves with the body of its answer; rejects with InputError where it refuses. */
export async function ask(callAdmin: CallAdmin, call: AdminCall): Promise<unknown> {
  return accepted(call, await callAdmin({ ...call, body: toJson(call.body) }));
}

/** Deletes what may be gone already. */
export async function drop(callAdmin: CallAdmin, call: Omit<AdminCall, "method">): Promise<void> {
  const whole: AdminCall = { ...call, method: "DELETE" };
  const answer = await callAdmin(whole);
  if (answer.status !== 404) accepted(whole, answer);
}

function accepted(call: AdminCall, { status, body }: AdminAnswer): unknown {
  if (status < 300) return body;
  if (isProblem(body)) throw refusedAs(call, body);
  throw new InputError(`${call.method} /__admin${call.path} is answered with ${String(status)}`, {
    help: "Is this Locum, and of the same version as the client?",
  });
}

/** All of a list that comes in pages, newest first. What comes in while it is read shifts the pages, and is not in it twice. */
export async function askForAll(
  callAdmin: CallAdmin,
  call: AdminCall,
  name: string,
): Promise<readonly unknown[]> {
  const all = new Map<unknown, unknown>();
  const mark = call.path.includes("?") ? "&" : "?";
  for (let offset = 0, total = 1; offset < total; offset += pageSize) {
    const path = `${call.path}${mark}limit=${String(pageSize)}&offset=${String(offset)}`;
    const page = await ask(callAdmin, { ...call, path });
    const { [name]: items, meta } = isObject(page) ? page : {};
    if (!Array.isArray(items) || !isObject(meta))
      throw new InputError(`GET /__admin${call.path} lists nothing`);
    for (const item of items as unknown[]) all.set(isObject(item) ? item["id"] : item, item);
    total = Number(meta["total"]);
  }
  return [...all.values()];
}
