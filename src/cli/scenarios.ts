import * as files from "node:fs/promises";
import type { Contract } from "../contract/contract.ts";
import { InputError } from "../problem/input-error.ts";
import type { WrittenScenario } from "../scenarios/check.ts";
import { readScenarios } from "../scenarios/load.ts";
import { mistakeText } from "../scenarios/mistake.ts";
import type { Stub } from "../stubs/stub.ts";
import { readArgs, text, type Command } from "./command.ts";
import { knownOf } from "./known.ts";
import { readContract } from "./read-contract.ts";
import { shipped } from "./shipped.ts";

const help = `locum scenarios [folder] [--document <file>]: lists scenarios, and what they touch

  [folder]                scenario files; --scenarios <folder> says the same; default: those that come with Locum
  --document <file>       the document they are for, may be repeated; default: the ambassador API that comes with Locum
  --allow-ref             follow references to files outside the document's folder, and to the network
  --json                  the list as JSON on standard output

Each is listed with its file and line, whether it is on for everybody, how many stubs it has, and the operations and
statuses they answer. Files that cannot be used are named on standard error.

Examples:
  locum scenarios
  locum scenarios ./scenarios --document petstore.yaml
  locum scenarios ./scenarios --document petstore.yaml --json | jq -r '.scenarios[].name'

Exit: 0 listed, 1 some files are wrong, 2 when something cannot be read.`;

const flags = {
  scenarios: { type: "string" },
  document: { type: "string", multiple: true },
  "allow-ref": { type: "boolean" },
  json: { type: "boolean" },
} as const;

/** `locum scenarios` */
export const scenarios: Command = {
  name: "scenarios",
  summary: "list scenarios, and the operations and statuses they touch",
  help,
  async run(args, { out, err }) {
    const { values, positionals } = readArgs(args, flags);
    const named = values["document"] as readonly string[] | undefined;
    const folder = folderOf([...positionals, text(values, "scenarios")], named !== undefined);
    const contract = await readContract(named ?? [], values["allow-ref"] === true);
    const { scenarios: found, mistakes } = await readScenarios({
      ...(await knownOf(contract)),
      folder,
      files,
    });
    const listed = found.map((scenario) => describe(scenario, contract));
    if (values["json"] === true) out(JSON.stringify({ scenarios: listed }, undefined, 2));
    else out(listed.map(linesOf).join("\n"));
    mistakes.map(mistakeText).forEach(err);
    err(`${folder}: ${String(found.length)} scenario(s)`);
    return mistakes.some(({ level }) => level === "error") ? 1 : 0;
  },
};

function folderOf(given: readonly (string | undefined)[], isForeign: boolean): string {
  const [folder, ...more] = given.filter((one) => one !== undefined);
  if (more.length > 0) {
    throw new InputError("these are several folders", {
      place: "scenarios",
      help: "Name one folder; documents are named by --document.",
    });
  }
  if (folder !== undefined) return folder;
  if (!isForeign) return shipped("scenarios");
  throw new InputError("no folder was named", {
    place: "scenarios",
    help: "Name the one with the scenarios of this document: locum scenarios ./scenarios --document api.yaml.",
  });
}

interface Listed {
  readonly name: string;
  readonly description: string;
  readonly active: boolean;
  readonly file: string;
  readonly line: number;
  readonly stubs: number;
  readonly operations: readonly Touched[];
}

interface Touched {
  /** `POST /pets`, or `*`. */
  readonly operation: string;
  readonly operationId: string;
  /** In ascending order; where a stub leaves the status to the contract there is none. */
  readonly statuses: readonly number[];
  readonly faults: readonly string[];
}

function describe(scenario: WrittenScenario, contract: Contract): Listed {
  const { name, description, active, file, line, stubs } = scenario;
  const ids = [...new Set(stubs.map(({ operationId }) => operationId))];
  const operations = ids.map((operationId): Touched => {
    const found = contract.operation(operationId);
    const operation = found ? `${found.method} ${found.path}` : operationId;
    return { operation, operationId, ...touchedBy(stubs.filter((stub) => stub.operationId === operationId)) };
  });
  return { name, description, active, file, line, stubs: stubs.length, operations };
}

function touchedBy(stubs: readonly Stub[]): Pick<Touched, "statuses" | "faults"> {
  const responses = stubs.flatMap((stub) => stub.responses);
  const statuses = responses.flatMap(({ status }) => status ?? []);
  const faults = responses.flatMap(({ trouble }) => trouble.fault ?? []);
  return { statuses: [...new Set(statuses)].toSorted((a, b) => a - b), faults: [...new Set(faults)] };
}

/** The name and where it is, then indented what it is for and what it does. */
function linesOf({ name, description, active, file, line, stubs, operations }: Listed): string {
  const touched = operations.map(({ operation, statuses, faults }) => {
    const answers = [...statuses, ...faults].join(", ");
    return `  ${operation}: ${answers === "" ? "as usual" : answers}`;
  });
  return [
    `${name} (${active ? "on" : "off"}, ${String(stubs)} stub${stubs === 1 ? "" : "s"}) ${file}:${String(line)}`,
    ...(description === "" ? [] : [`  ${description}`]),
    ...touched,
  ].join("\n");
}
