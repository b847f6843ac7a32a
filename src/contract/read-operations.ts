import { didYouMean } from "../problem/nearest.ts";
import { isObject } from "../schema/pointer.ts";
import type { Schemas } from "../schema/schema.ts";
import type { Unusable } from "./contract.ts";
import { isReference, type Cursor } from "./cursor.ts";
import { decode } from "./find.ts";
import { dialectFlaw, memberFlaw, requestFlaw, type Flaw } from "./flaws.ts";
import type { LoadedDocument, LoadedOperation } from "./loaded.ts";
import { methods, writtenMethods } from "./methods.ts";
import type { Operation } from "./operation.ts";
import { shapeOf, templateNames, templateOf } from "./path-key.ts";
import { plainPath } from "./path-expression.ts";
import { documentPlace } from "./place.ts";
import { readParameters } from "./read-parameters.ts";
import { idOf, readOperation } from "./read-operation.ts";
import { serverPaths } from "./servers.ts";

interface OperationPlace {
  readonly path: string;
  readonly isGreedy: boolean;
  readonly pathItems: readonly Cursor[];
  /** Upper case. */
  readonly method: string;
  readonly cursor: Cursor;
}

type Told = Pick<Operation, "method" | "path" | "isGreedy" | "parameters">;

/** Reads the operations of documents that are served together: ids and paths are given once. */
export class OperationReader {
  readonly operations: LoadedOperation[] = [];
  readonly unusable: Unusable[] = [];
  /** Operations that are not served, so that whoever asks for one can be told why. */
  readonly broken = new Map<LoadedOperation, Unusable>();
  readonly #schemas: Schemas;
  #documentBases: readonly string[] = [""];
  #index = -1;
  readonly #ids = new Set<string>();
  /** Method and full path, parameters without their names → the operation that answers there. */
  readonly #places = new Map<string, string>();

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** What can be served goes to `operations`, what cannot to `unusable`. */
  read(document: LoadedDocument): void {
    const bases = serverPaths(document.cursor);
    this.#index++;
    this.#documentBases = bases.length > 0 ? bases : [""];
    const paths = document.cursor.get("paths");
    const flaw = memberFlaw(document.cursor, "paths");
    if (flaw) this.unusable.push({ operation: "paths", ...flaw });
    const strange = dialectFlaw(document.cursor);
    if (strange) this.unusable.push({ operation: "jsonSchemaDialect", ...strange });
    for (const [key, pathItem] of paths.members()) {
      if (!key.startsWith("x-")) this.#readPath(document, key, { paths, pathItem });
    }
  }

  #readPath(
    document: LoadedDocument,
    key: string,
    { paths, pathItem }: { readonly paths: Cursor; readonly pathItem: Cursor },
  ): void {
    const written = paths.written(key);
    const { path, isGreedy } = plainPath(key);
    const flaw = pathFlaw(path, written) ?? memberFlaw(paths, key);
    if (flaw) {
      const unusable = { operation: path, ...flaw };
      this.unusable.push(unusable);
      for (const name of path.startsWith("/") ? methods : []) {
        const place = { path, isGreedy, pathItems: [], method: name.toUpperCase(), cursor: written };
        this.broken.set(this.#load(document, place), unusable);
      }
      return;
    }
    const pathItems = itemsOf(written, pathItem);
    this.unusable.push(...repeated(path, written), ...pathItems.flatMap((item) => strangers(path, item)));
    const found = new Map(pathItems.flatMap(writtenMethods).map((one) => [one.method, one.cursor]));
    for (const [method, cursor] of found) {
      this.#readOperation(document, { path, isGreedy, pathItems, method, cursor });
    }
  }

  #readOperation(document: LoadedDocument, place: OperationPlace): void {
    const { path, pathItems, method, cursor } = place;
    const flaw = isObject(cursor.value) ? requestFlaw([...pathItems, cursor]) : notAnObject(cursor);
    if (flaw) {
      const unusable = { operation: `${method} ${path}`, ...flaw };
      this.unusable.push(unusable);
      this.broken.set(this.#load(document, place), unusable);
      return;
    }
    const bases = this.#basesOf(document, place);
    const earlier = this.#claim(bases, this.#told(place));
    if (earlier !== undefined) {
      const cause = `no request can tell it from ${earlier}, which comes first`;
      this.unusable.push({ operation: `${method} ${path}`, place: documentPlace(cursor.fragment), cause });
      return;
    }
    const id = this.#name([idOf(place), `${method} ${path}`, `${method} ${bases[0] ?? ""}${path}`]);
    this.operations.push(this.#load(document, { ...place, id }));
  }

  #load(document: LoadedDocument, place: OperationPlace & { readonly id?: string }): LoadedOperation {
    const operation = readOperation({
      ...place,
      document: document.cursor,
      schemas: this.#schemas,
      index: this.#index,
      basePaths: this.#basesOf(document, place),
    });
    const { cursor, pathItems } = place;
    return { operation, cursor, pathItems, isMounted: document.mount !== undefined };
  }

  /** The servers of an operation go before those of its path, and they before the document's. */
  #basesOf({ mount }: LoadedDocument, { cursor, pathItems }: OperationPlace): readonly string[] {
    if (mount !== undefined) return [mount];
    for (const owner of [cursor, ...pathItems.toReversed()]) {
      const paths = serverPaths(owner);
      if (paths.length > 0) return paths;
    }
    return this.#documentBases;
  }

  /** Takes the places nobody has yet; where all are taken, it tells by whom. */
  #claim(bases: readonly string[], operation: Told): string | undefined {
    const shapes = bases.map((base) => shapeOf(base, operation).split("/").map(decode).join("/"));
    const free = shapes.filter((shape) => !this.#places.has(shape));
    for (const [index, shape] of shapes.entries()) {
      if (!free.includes(shape)) continue;
      this.#places.set(shape, `${operation.method} ${bases[index] ?? ""}${operation.path}`);
    }
    return free.length > 0 ? undefined : this.#places.get(shapes[0] ?? "");
  }

  /** As much of an operation as tells it from others; few of them need their parameters for that. */
  #told({ method, path, isGreedy, pathItems, cursor }: OperationPlace): Told {
    const schemas = this.#schemas;
    return {
      method,
      path,
      isGreedy,
      get parameters() {
        return readParameters([...pathItems, cursor], schemas);
      },
    };
  }

  #name(candidates: readonly string[]): string {
    const name = candidates.find((one) => !this.#ids.has(one)) ?? candidates.at(-1) ?? "";
    this.#ids.add(name);
    return name;
  }
}

/** A path item may stand beside a `$ref` to another, whose members it replaces. */
function itemsOf(written: Cursor, pathItem: Cursor): readonly Cursor[] {
  const isBeside = isReference(written.value) && Object.keys(written.value).some((name) => name !== "$ref");
  return isBeside ? [pathItem, written] : [pathItem];
}

function pathFlaw(path: string, { fragment }: Cursor): Flaw | undefined {
  return path.startsWith("/") ? undefined : { place: documentPlace(fragment), cause: "a path begins with /" };
}

function repeated(path: string, { fragment }: Cursor): Unusable[] {
  const names = templateNames(templateOf(path));
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))].map((name) => ({
    operation: path,
    place: documentPlace(fragment),
    cause: `the path has the parameter {${name}} twice; only the first is judged`,
  }));
}

function notAnObject({ fragment, value }: Cursor): Flaw {
  const cause = value === undefined ? "the reference leads nowhere" : "the operation is no object";
  return { place: documentPlace(fragment), cause };
}

const fields = ["$ref", "summary", "description", "servers", "parameters", "additionalOperations"];

/** Members of a path item that nobody knows: most often a method with a typing error. */
function strangers(path: string, { value, fragment }: Cursor): Unusable[] {
  return Object.keys(isObject(value) ? value : {})
    .filter((name) => !methods.includes(name) && !fields.includes(name) && !name.startsWith("x-"))
    .map((name) => ({
      operation: `${name} ${path}`,
      place: `${documentPlace(fragment)}/${name}`,
      cause: `${name} is no method of a path${didYouMean(name, methods)}`,
    }));
}
