import { contractOf } from "../../src/contract/load.ts";
import { essence, isJson } from "../../src/http/media-type.ts";
import { adminDocument } from "../../src/server/admin/openapi.ts";
import { adminOperations } from "../../src/server/admin/table.ts";
import { plainJudge } from "./schemas.ts";

/** The admin API as a contract: the product reads its own document. */
export const adminContract = contractOf(adminDocument(adminOperations), "the admin API");

/** A concrete path of each operation of the admin document, below `/__admin`. */
export function everyOperation(): readonly (readonly [method: string, path: string])[] {
  return adminContract.operations.map(({ method, path }) => [
    method,
    `/__admin${path === "/" ? "" : path.replace(/\{[^{}]*\}/g, "pets")}`,
  ]);
}

/** What the document gives as examples of the body of each request, with the operation. */
export function everyExample(): readonly (readonly [method: string, path: string, body: unknown])[] {
  return adminOperations.flatMap(({ method, path, requestBody }) => {
    if (!requestBody) return [];
    const media = part(requestBody, "content", "application/json");
    const listed = (part(media, "schema")["examples"] ?? []) as readonly unknown[];
    const all = "example" in media ? [media["example"], ...listed] : listed;
    return (all.length > 0 ? all : [undefined]).map((body) => [method, path, body] as const);
  });
}

/** What was answered to a call, as far as the admin document speaks of it. */
export interface Answered {
  readonly method: string;
  /** Path and query, from `/__admin` or `/__session` on. */
  readonly target: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

type Part = Record<string, unknown>;

const document = adminDocument(adminOperations);
const part = (of: unknown, ...keys: readonly string[]): Part =>
  keys.reduce<Part>((node, key) => (node[key] ?? {}) as Part, of as Part);

/** Throws when an answer is not what the admin document declares for it, as a plain AJV reads that. */
export function keepsAdminDocument({ method, target, status, type, text }: Answered): void {
  const [path = ""] = target.replace(/^\/__session\/[^/]+/, "").split("?");
  const place = path
    .replace(/^\/__admin$/, "/__admin/")
    .replace(
      /^(\/__admin\/store\/)(.*)$/,
      (_, before: string, name: string) => before + name.replaceAll("/", "%2F"),
    );
  const where = `${method} ${target} → ${String(status)}`;
  const declared = responseFor(method, place, String(status));
  if (!declared) throw new Error(`${where} is not declared`);
  if (method === "OPTIONS" || method === "HEAD") return;
  const content = part(declared, "content");
  if (Object.keys(content).length > 0 !== (text !== "")) {
    throw new Error(`${where}: the body is not as declared`);
  }
  if (text === "") return;
  const media = content[essence(type)] as Part | undefined;
  if (!media) throw new Error(`${where} is sent as ${type}`);
  if (!isJson(essence(type))) return;
  const flaws = judgeOf(media)(JSON.parse(text));
  if (flaws.length === 0) return;
  throw new Error(`${where} breaks the admin document: ${flaws.slice(0, 3).join("; ")}`);
}

const judges = new Map<Part, (value: unknown) => readonly string[]>();

function judgeOf(media: Part): (value: unknown) => readonly string[] {
  let judge = judges.get(media);
  if (!judge) {
    const schema = { ...part(media, "schema"), components: part(document, "components") };
    judges.set(media, (judge = plainJudge(schema)));
  }
  return judge;
}

/** Where there is no operation, or no such status, what every operation answers by default. */
function responseFor(method: string, path: string, status: string): Part | undefined {
  const found = adminContract.find(method, path);
  const isFound = found.kind === "operation";
  const at = isFound ? found.operation : { method: "GET", path: "/" };
  const responses = part(document, "paths", at.path, at.method.toLowerCase(), "responses");
  const keys = isFound ? [status, "default"] : ["default"];
  return keys.flatMap((key) => (key in responses ? [part(responses, key)] : []))[0];
}
