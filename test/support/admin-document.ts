import type { DeclaredResponse } from "../../src/contract/operation.ts";
import { contractOf } from "../../src/contract/load.ts";
import { essence, isJson } from "../../src/http/media-type.ts";
import { adminDocument } from "../../src/server/admin/openapi.ts";
import { adminOperations } from "../../src/server/admin/table.ts";
import type { Answer } from "./admin-app.ts";

/** The admin API as a contract: the product reads its own document. */
export const adminContract = contractOf(adminDocument(adminOperations), "the admin API");

/** A concrete path of each operation of the admin document, below `/__admin`. */
export function everyOperation(): readonly (readonly [method: string, path: string])[] {
  return adminContract.operations.map(({ method, path }) => [
    method,
    `/__admin${path === "/" ? "" : path.replace(/\{[^{}]*\}/g, "pets")}`,
  ]);
}

/** Throws when an answer is not what the admin document declares for it. */
export function keepsAdminDocument(
  method: string,
  target: string,
  { status, headers, json, text }: Answer,
): void {
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
  if (declared.content.length > 0 !== (text !== "")) throw new Error(`${where}: the body is not as declared`);
  if (text === "") return;
  const type = essence(headers["content-type"] ?? "");
  const media = declared.content.find((one) => one.type === type);
  if (!media) throw new Error(`${where} is sent as ${type}`);
  if (!isJson(type)) return;
  const errors = adminContract.schemas.validator(media.schema ?? true)(json);
  if (errors.length === 0) return;
  throw new Error(`${where} breaks the admin document: ${JSON.stringify(errors.slice(0, 3))}`);
}

/** Where there is no operation, or no such status, what every operation answers by default. */
function responseFor(method: string, path: string, status: string): DeclaredResponse | undefined {
  const found = adminContract.find(method, path);
  const operation = found.kind === "operation" ? found.operation : adminContract.operations[0];
  const keys = found.kind === "operation" ? [status, "default"] : ["default"];
  return keys.flatMap((key) => operation?.responses.filter((one) => one.key === key) ?? [])[0];
}
