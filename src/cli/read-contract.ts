import * as files from "node:fs/promises";
import type { Contract } from "../contract/contract.ts";
import { openContract } from "../contract/open.ts";
import { shipped } from "./shipped.ts";

/** Reads the documents that a command names, or the ambassador API's. Throws InputError for one that cannot be read. */
export function readContract(named: readonly string[], allowRef: boolean): Promise<Contract> {
  const documents = named.length > 0 ? named : [shipped("spec/ambassador.openapi.yaml")];
  const sources = documents.map((document) => ({ document }));
  return openContract(sources, { files, allowRef });
}
