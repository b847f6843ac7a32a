import { InputError } from "../problem/input-error.ts";
import { createSchemas } from "../schema/schemas.ts";
import type { Contract, Unusable } from "./contract.ts";
import { createFinder } from "./find.ts";
import { documentPlace } from "./place.ts";
import { findFlaws } from "./flaws.ts";
import type { Loaded } from "./loaded.ts";
import { OperationReader } from "./read-operations.ts";

/** One contract of one or several documents. Throws InputError where none of what one of them has can be served. */
export function combine(loaded: Loaded): Contract {
  const { root, documents, dialectAt, files } = loaded;
  const schemas = createSchemas({ root, dialectAt, shown: documentPlace });
  const reader = new OperationReader(schemas);
  const warnings: string[] = [];
  for (const document of documents) {
    const [usable, unusable] = [reader.operations.length, reader.unusable.length];
    reader.read(document);
    if (reader.operations.length > usable) continue;
    const [first, ...rest] = explained(reader.unusable.slice(unusable), loaded.unusable);
    if (!first) warnings.push(`${document.source} has no operations: whatever it is asked for is a 404`);
    else if (!loaded.mayBeEmpty) throw nothingToServe(document.source, first, rest.length);
  }
  const found = reader.operations;
  const operations = found.map(({ operation }) => operation);
  const infos = documents.map(({ cursor, source }) => {
    const info = cursor.get("info");
    return { title: info.text("title") || source, version: info.text("version") };
  });
  const title = infos.map((info) => info.title).join(" + ");
  const byName = namesOf(operations);
  let finder: Contract["find"] | undefined;
  let brokenFinder: Contract["find"] | undefined;
  let flaws: readonly Unusable[] | undefined;
  return {
    title,
    version: infos.map(({ version }) => version).join(" + "),
    name: title,
    source: documents.map(({ source }) => source).join(" + "),
    operations,
    schemas,
    root,
    files,
    warnings,
    get unusable() {
      return (flaws ??= explained([...reader.unusable, ...findFlaws(found, schemas)], loaded.unusable));
    },
    operation: (id) => byName.get(id),
    find: (...asked) => (finder ??= createFinder(found, operations))(...asked),
    unusableAt(...asked) {
      brokenFinder ??= createFinder([...reader.broken.keys()]);
      const at = brokenFinder(...asked);
      if (at.kind !== "operation") return undefined;
      const [, why] = [...reader.broken].find(([{ operation }]) => operation === at.operation) ?? [];
      return why && explained([why], loaded.unusable)[0];
    },
  };
}

/** Whoever read the files knows best why a reference leads nowhere. */
function explained(flaws: readonly Unusable[], refused: readonly Unusable[]): readonly Unusable[] {
  const causes = new Map(refused.map(({ place, cause }) => [place, cause]));
  const places = new Set(flaws.map(({ place }) => place));
  return [
    ...flaws.map((flaw) => ({ ...flaw, cause: causes.get(flaw.place) ?? flaw.cause })),
    ...refused.filter(({ place }) => !places.has(place)),
  ];
}

/** The first to come keeps a name; an operationId goes before what looks like one. */
function namesOf(operations: readonly Contract["operations"][number][]) {
  const names = new Map(operations.map((one) => [one.id, one]));
  const add = (name: string, one: (typeof operations)[number]) => {
    if (!names.has(name)) names.set(name, one);
  };
  for (const one of operations) add(`${one.method} ${one.path}`, one);
  for (const one of operations) {
    for (const base of one.basePaths) add(`${one.method} ${base}${one.path}`, one);
  }
  return names;
}

function nothingToServe(place: string, first: Unusable, others: number): InputError {
  const more = others > 0 ? ` (and ${String(others)} more)` : "";
  return new InputError(`nothing in the document can be served: ${first.operation}: ${first.cause}${more}`, {
    place,
    help: `Correct the document at ${first.place}.`,
  });
}
