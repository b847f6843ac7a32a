import { parseText } from "../contract/read.ts";
import type { Options } from "../options.ts";
import type { FileSystem } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { ProblemError } from "../problem/problem.ts";
import { resourceNamed, type Resource, type Resources } from "../response/resource.ts";
import { isObject } from "../schema/pointer.ts";
import type { Schemas } from "../schema/schema.ts";
import { readWritten } from "../store/record-key.ts";
import type { JsonObject, Seed } from "../store/store.ts";
import { readRecords } from "./admin/records.ts";

export interface SeedTools {
  readonly files: FileSystem;
  readonly schemas: Schemas;
  readonly resources: () => Resources;
}

/**
 * Reads what sessions begin with: `{ "pets": [{…}] }`, or a session file as the store writes it.
 * Throws InputError that names collection, record and field where it breaks the contract.
 */
export async function readSeeds(
  { storeFile, maxRecords }: Pick<Options, "storeFile" | "maxRecords">,
  tools: SeedTools,
): Promise<readonly Seed[]> {
  if (storeFile === undefined) return [];
  const file = typeof storeFile === "string" ? storeFile : "storeFile";
  const value = typeof storeFile === "string" ? await readFile(storeFile, tools.files) : storeFile;
  const isSession = isObject(value) && "format" in value && isObject(value["collections"]);
  const collections = isSession ? value["collections"] : value;
  if (!isObject(collections)) throw refused(file, "this is no object of collections");
  const resources = [...tools.resources().values()];
  const seeds = Object.entries(collections).map(([name, records]) =>
    readSeed({ file, name, records: isSession ? unwritten(records) : records }, resources, tools.schemas),
  );
  const count = seeds.reduce((sum, { records }) => sum + records.length, 0);
  if (count <= maxRecords) return seeds;
  const cause = `it has ${String(count)} records, and a session may hold ${String(maxRecords)}`;
  throw new InputError(cause, { place: file, help: `Start with --max-records ${String(count * 2)}.` });
}

async function readFile(path: string, files: FileSystem): Promise<unknown> {
  let text: string;
  try {
    text = await files.readFile(path, "utf8");
  } catch (error) {
    throw refused(path, `it cannot be read: ${(error as Error).message}`);
  }
  try {
    return parseText(text, path);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [cause = ""] = error.message.split("\n");
    throw new InputError(cause, { help });
  }
}

const help = 'Write records by collection, each as the contract answers it: { "pets": [{ "id": 1, … }] }.';

/** Records as they were before the store wrote them to a session's file. */
function unwritten(records: unknown): unknown {
  if (!Array.isArray(records)) return records;
  return records.map((value: unknown) =>
    isObject(value) ? readWritten({ value, json: "" }, { taken: () => false }).record.value : value,
  );
}

interface Given {
  readonly file: string;
  readonly name: string;
  readonly records: unknown;
}

function readSeed({ file, name, records }: Given, resources: readonly Resource[], schemas: Schemas): Seed {
  const place = `${file}: ${name}`;
  const resource = resourceNamed(name, resources);
  if (!resource) {
    const names = [...new Set(resources.map(({ collection }) => collection))];
    const cause = `the contract has no such collection${didYouMean(name, names)}`;
    throw new InputError(cause, { place, help: `Its collections: ${listed(names)}.` });
  }
  const list = resource.isSingle && isObject(records) ? [records] : records;
  if (!Array.isArray(list)) throw refused(place, "this is no list of records");
  for (const [index, record] of list.entries()) {
    if (!isObject(record)) throw refused(`${place}/${String(index)}`, "a record is an object");
  }
  try {
    const read = readRecords(list as readonly JsonObject[], { resource, schemas, lastId: 0 });
    const ids = read.records.map(({ key }) => (/^\d{1,9}$/.test(key) ? Number(key) : 0));
    const lastId = ids.reduce((most, id) => Math.max(most, id), read.lastId);
    return { collection: name, idField: read.idField, records: read.records, lastId };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { errors: [first, ...rest] = [], detail } = error.problem;
    const more = rest.length > 0 ? ` (and ${String(rest.length)} more)` : "";
    throw refused(`${place}${first?.pointer ?? ""}`, `${first?.message ?? detail}${more}`);
  }
}

function refused(place: string, cause: string): InputError {
  return new InputError(cause, { place, help });
}
