import { Given } from "../matchers/given.ts";
import { InputError } from "../problem/input-error.ts";
import type { Known } from "../stubs/known.ts";
import type { ReadStub, RunTimeStub, WrittenStub } from "../stubs/run-time.ts";
import { readCheckedStub } from "./scenario.ts";

/** A stub that was sent as JSON. It is read, and held against the contract, as those of files are. */
export function runTimeStub(id: string, written: WrittenStub, bytes: number): RunTimeStub {
  let latest: { known: Known; read: ReadStub } | undefined;
  return {
    id,
    written,
    bytes,
    against(known) {
      if (latest?.known !== known) latest = { known, read: read(written, id, known) };
      return latest.read;
    },
  };
}

function read(written: WrittenStub, id: string, known: Known): ReadStub {
  const given = new Given(written);
  try {
    const stub = readCheckedStub(given, { ...known, scenario: undefined, position: 1 });
    if (given.findings.length > 0) return { findings: given.findings };
    return { stub: { ...stub, id, name: given.has("name") ? stub.name : id } };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const help = "Correct the document: locum validate says where";
    return { findings: [{ path: ["operation"], of: "value", cause: error.message, help }] };
  }
}
