import { fieldsOf } from "../matchers/fields.ts";
import type { Given } from "../matchers/given.ts";
import { readPointer } from "../matchers/pointer.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { compileTemplate, type Template } from "./template.ts";

/** What one operation of a patch may say. */
export const patchKeys = ["op", "path", "from", "value"] as const;
/** What an operation of a patch may do. */
export const patchOperations = ["add", "remove", "replace", "move", "copy", "test"];
const MOST = 100;

/** Reads `patch: [{ op, path, value }]`, a JSON Patch (RFC 6902) whose values may hold templates. */
export function readPatch(given: Given): Template | undefined {
  const items = given.items();
  if (items.length === 0 || items.length > MOST) {
    return given.refuse(
      `patch wants a list of 1 to ${MOST} operations`,
      "Write patch: [{ op: replace, path: /status, value: sold }]",
    );
  }
  for (const item of items) checkOperation(item);
  return compileTemplate(given);
}

function checkOperation(given: Given): void {
  if (!fieldsOf(given, patchKeys)) return;
  const { value: op } = given.at("op");
  if (typeof op !== "string" || !patchOperations.includes(op)) {
    const guess = typeof op === "string" ? didYouMean(op, patchOperations) : "";
    given.at("op").refuse(`op is what is to be done${guess}`, `Use ${listed(patchOperations)}`);
  }
  const takesFrom = op === "move" || op === "copy";
  for (const key of takesFrom ? ["path", "from"] : ["path"]) checkPointer(given.at(key), key);
  if (["add", "replace", "test"].includes(String(op)) && !given.has("value")) {
    given.refuse(`${String(op)} wants a value`, "Write value: beside op and path");
  }
}

/** What is checked at load must not change later. */
function checkPointer(given: Given, key: string): void {
  const { value } = given;
  if (typeof value === "string" && readPointer(value) && !value.includes("{{")) return;
  given.refuse(`${key} wants a JSON Pointer without templates`, `Write ${key}: /name`);
}
