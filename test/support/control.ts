import type { MockServer } from "../../src/index.ts";
import { ask, type Answer, type Asking } from "./mock.ts";

export const petDocument = "test/support/petstore.yaml";
export const rex = { name: "Rex" };

let sessions = 0;

/** A session of its own for one test, with the admin API at hand. */
export function inSession(mock: MockServer, name = `test-${String((sessions += 1))}`) {
  const base = `${mock.url}/__session/${name}`;
  const admin = (method: string, path: string, body?: unknown) =>
    ask(`${base}/__admin${path}`, { method, body });
  return {
    name,
    admin,
    /** Posts a stub, and gives its id. */
    stub: async (stub: Record<string, unknown>): Promise<string> => {
      const { status, text, json } = await admin("POST", "/stubs", stub);
      if (status !== 201) throw new Error(text);
      return String(json["id"]);
    },
    prefer: (preferences: unknown) => admin("PUT", "/preferences", preferences),
    pets: (asking: Asking = {}) => ask(`${base}/pets`, asking),
    pet: (id: number, asking: Asking = {}) => ask(`${base}/pets/${String(id)}`, asking),
    createPet: (body: unknown = rex, headers: Record<string, string> = {}) =>
      ask(`${base}/pets`, { method: "POST", body, headers: { "x-api-key": "k", ...headers } }),
    create: (body: unknown, headers: Record<string, string> = {}) =>
      ask(`${base}/manager/ambassadors`, {
        method: "POST",
        body,
        headers: { authorization: "Bearer x", ...headers },
      }),
  };
}

export const sourceOf = ({ headers }: Answer): string | null => headers.get("x-mock-source");

interface Told {
  readonly status: number;
  readonly code: unknown;
  readonly pointers: readonly string[];
  readonly messages: string;
  readonly detail: string;
  readonly help: string;
}

/** What a problem says. */
export function problemOf({ status, json }: Answer): Told {
  const errors = (json["errors"] ?? []) as readonly { pointer: string; message: string }[];
  return {
    status,
    code: json["code"],
    pointers: errors.map(({ pointer }) => pointer),
    messages: errors.map(({ message }) => message).join("\n"),
    detail: String(json["detail"]),
    help: String(json["help"]),
  };
}
