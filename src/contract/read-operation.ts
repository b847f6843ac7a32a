import type { Schemas } from "../schema/schema.ts";
import { isReference, type Cursor } from "./cursor.ts";
import { methodsOf } from "./methods.ts";
import type {
  Callback,
  DeclaredResponse,
  Operation,
  Parameter,
  RequestBody,
  SecurityNeed,
} from "./operation.ts";
import { readContent, readHeaders } from "./read-content.ts";
import { readParameters } from "./read-parameters.ts";
import { readSecurity } from "./security.ts";

export interface OperationPlace {
  readonly document: Cursor;
  /** The path item; two where it is written beside a `$ref` to another. */
  readonly pathItems: readonly Cursor[];
  readonly path: string;
  readonly isGreedy?: boolean;
  /** The operation itself. */
  readonly cursor: Cursor;
  /** Upper case. */
  readonly method: string;
  readonly schemas: Schemas;
  readonly basePaths: readonly string[];
  /** Its number among those that are served together, from 0. */
  readonly index: number;
  /** Instead of the operationId, which another operation has already. */
  readonly id?: string;
}

/** What an operation is called unless another has that name already. */
export function idOf({ cursor, method, path }: Pick<OperationPlace, "cursor" | "method" | "path">): string {
  return cursor.text("operationId") || `${method} ${path}`;
}

/** Reads one operation; its parts are read from the document when they are first asked for, and only then. */
export function readOperation(place: OperationPlace): Operation {
  const { document, pathItems, path, cursor, method, schemas, basePaths, index } = place;
  let parameters: readonly Parameter[] | undefined;
  let responses: readonly DeclaredResponse[] | undefined;
  let requestBody: { value: RequestBody | undefined } | undefined;
  let security: readonly (readonly SecurityNeed[])[] | undefined;
  let callbacks: readonly Callback[] | undefined;
  return {
    id: place.id ?? idOf(place),
    method,
    path,
    isGreedy: place.isGreedy === true,
    basePaths,
    summary: cursor.text("summary"),
    fragment: cursor.fragment,
    document: index,
    extension: (name) => cursor.get(name).value,
    get parameters() {
      return (parameters ??= readParameters([...pathItems, cursor], schemas));
    },
    get requestBody() {
      return (requestBody ??= { value: readBody(cursor.get("requestBody"), schemas) }).value;
    },
    get responses() {
      return (responses ??= readResponses(cursor.get("responses"), schemas));
    },
    get security() {
      return (security ??= readSecurity(cursor, document));
    },
    get callbacks() {
      return (callbacks ??= readCallbacks(cursor.get("callbacks"), place));
    },
  };
}

function readBody(cursor: Cursor, schemas: Schemas): RequestBody | undefined {
  if (!cursor.exists) return undefined;
  const content = readContent(cursor, { schemas, direction: "request" });
  return { required: cursor.flag("required"), content, fragment: cursor.fragment };
}

/** A status, a range of them, or `default`. */
export function isResponseKey(key: string): boolean {
  return /^([1-5]\d\d|[1-5]XX|default)$/i.test(key);
}

function readResponses(responses: Cursor, schemas: Schemas): readonly DeclaredResponse[] {
  return responses.members().flatMap(([key, cursor]) => {
    if (!isResponseKey(key)) return [];
    return cursor.exists
      ? readResponse(key, cursor, schemas)
      : readMissing(key, responses.written(key), schemas);
  });
}

/** What a success refers to and is not there is no success without content: nobody can tell what it is like. */
function readMissing(key: string, written: Cursor, schemas: Schemas): readonly DeclaredResponse[] {
  if (!isReference(written.value) || !key.startsWith("2")) return [];
  const { fragment } = written;
  const schema = schemas.at(fragment, "response");
  const content = [{ type: "application/json", schema, examples: [], encoding: {}, fragment }];
  return [{ key: key.toUpperCase(), description: "", headers: [], content, fragment, isMissing: true }];
}

function readResponse(key: string, cursor: Cursor, schemas: Schemas): DeclaredResponse {
  const reading = { schemas, direction: "response" } as const;
  return {
    key: key.toLowerCase() === "default" ? "default" : key.toUpperCase(),
    description: cursor.text("description") || cursor.text("summary"),
    headers: readHeaders(cursor, reading),
    content: readContent(cursor, reading),
    fragment: cursor.fragment,
  };
}

function readCallbacks(callbacks: Cursor, { document, schemas, index }: OperationPlace): readonly Callback[] {
  return callbacks.members().flatMap(([name, callback]) =>
    callback
      .members()
      .filter(([expression]) => !expression.startsWith("x-"))
      .flatMap(([expression, pathItem]) =>
        methodsOf(pathItem).map(({ method, cursor }) => {
          const pathItems = [pathItem];
          const place = {
            document,
            pathItems,
            path: expression,
            cursor,
            method,
            schemas,
            index,
            basePaths: [""],
          };
          return { name, expression, operation: readOperation(place) };
        }),
      ),
  );
}
