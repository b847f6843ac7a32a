import { InputError } from "../problem/input-error.ts";
import { createSchemas } from "../schema/schemas.ts";
import type { Contract } from "./contract.ts";
import { Cursor } from "./cursor.ts";
import { createFinder } from "./find.ts";
import { readOperation } from "./read-operation.ts";
import { readDocument, type JsonObject } from "./read.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export interface DocumentText {
  readonly text: string;
  /** File name, for messages. */
  readonly source: string;
}

/** Loads a document from its text. Throws InputError naming the place, the cause and the next step. */
export function loadContract({ text, source }: DocumentText): Contract {
  return contractOf(readDocument(text, source), source);
}

/** Loads a document that is already parsed. */
export function contractOf(root: JsonObject, source: string): Contract {
  const dialect = dialectOf(root, source);
  const document = Cursor.start(root);
  const schemas = createSchemas({ root, dialectAt: () => dialect });
  const operations = document
    .get("paths")
    .members()
    .filter(([path]) => path.startsWith("/"))
    .flatMap(([path, pathItem]) =>
      methods
        .filter((method) => pathItem.get(method).exists)
        .map((method) => readOperation({ document, pathItem, path, method, schemas })),
    );
  if (operations.length === 0) {
    throw new InputError("the document has no operations", {
      place: source,
      help: "Add at least one path with a method below `paths`.",
    });
  }
  const info = document.get("info");
  const title = info.text("title") || source;
  const byName = new Map(
    operations.flatMap(
      (one) =>
        [
          [`${one.method} ${one.path}`, one],
          [one.id, one],
        ] as const,
    ),
  );
  let finder: Contract["find"] | undefined;
  return {
    title,
    version: info.text("version"),
    name: title,
    source,
    operations,
    schemas,
    operation: (id) => byName.get(id),
    find: (method, path) => (finder ??= createFinder(operations))(method, path),
  };
}

function dialectOf(root: JsonObject, source: string): "3.0" | "2020-12" {
  const version = root["openapi"];
  if (typeof version === "string" && version.startsWith("3.0")) return "3.0";
  if (typeof version === "string" && version.startsWith("3.")) return "2020-12";
  const cause =
    version === undefined && root["swagger"] === undefined
      ? "this is not an OpenAPI document: it has no `openapi` version"
      : `version ${JSON.stringify(version ?? root["swagger"])} of OpenAPI is not supported`;
  throw new InputError(cause, {
    place: source,
    help: "Give an OpenAPI 3.0 or 3.1 document (`openapi: 3.1.0`).",
  });
}
