import * as files from "node:fs/promises";
import type { Contract } from "../contract/contract.ts";
import { openContract } from "../contract/open.ts";
import { createGenerator } from "../generate/generator.ts";
import type { Finding } from "../lint/finding.ts";
import { lintContract } from "../lint/lint.ts";
import { askPrism } from "../lint/prism.ts";
import { tellFindings } from "../lint/told.ts";
import { InputError } from "../problem/input-error.ts";
import { readScenarios } from "../scenarios/load.ts";
import { readArgs, text, type Command } from "./command.ts";
import { shipped } from "./shipped.ts";
import { knownOf } from "./known.ts";
import { report, type DocumentReport, type ScenarioReport } from "./validate-report.ts";

const prismSeconds = 20;

const help = `locum validate [document…] [--scenarios <folder>]: says what is wrong before a tester does

  [document…]             OpenAPI 3.0 to 3.2, Swagger 2.0 or a Postman collection, JSON or YAML;
                          default: the ambassador API that comes with Locum
  --scenarios <folder>    also check scenario files against the documents
  --allow-ref             follow references to files outside the document's folder, and to the network
  --no-second-opinion     do not ask Prism what it thinks of examples and generated values (faster)
  --json                  findings as JSON on standard output

Each finding is told with its file, line and column, whether it is an error or a warning, and where it stands in the
document. Errors: what is no OpenAPI, references that lead nowhere, schemas that cannot be used or that no value
satisfies, examples that break their schema, and operations that cannot be reached, cannot succeed or let nobody in.
Warnings: what is served, but probably not meant. Prism judges examples and generated values too, for at most
${String(prismSeconds)} seconds; where it disagrees, a warning says so.

A Swagger 2.0 document or a Postman collection is turned into OpenAPI first; places in it are those of the result.

Examples:
  locum validate petstore.yaml
  locum validate users.yaml orders.yaml --no-second-opinion
  locum validate petstore.yaml --scenarios ./scenarios --json
  locum validate petstore.yaml --json | jq -r '.findings[].code' | sort | uniq -c

Exit: 0 nothing wrong (warnings may be), 1 errors, 2 when something cannot be read.`;

const flags = {
  scenarios: { type: "string" },
  "allow-ref": { type: "boolean" },
  "no-second-opinion": { type: "boolean" },
  json: { type: "boolean" },
} as const;

interface Wishes {
  readonly allowRef: boolean;
  readonly asksPrism: boolean;
}

/** `locum validate` */
export const validate: Command = {
  name: "validate",
  summary: "check documents and their scenarios",
  help,
  async run(args, voices) {
    const { values, positionals } = readArgs(args, flags);
    const sources = positionals.length > 0 ? positionals : [shipped("spec/ambassador.openapi.yaml")];
    const allowRef = values["allow-ref"] === true;
    const wishes = { allowRef, asksPrism: values["no-second-opinion"] !== true };
    const folder = text(values, "scenarios") ?? (positionals.length === 0 ? shipped("scenarios") : undefined);
    const unreadable: InputError[] = [];
    const reports: DocumentReport[] = [];
    const readable = async <T>(reading: Promise<T>): Promise<T | undefined> => {
      try {
        return await reading;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        unreadable.push(error);
        return undefined;
      }
    };
    for (const source of sources) {
      const read = await readable(check(source, wishes));
      if (read) reports.push(read);
    }
    const isWhole = folder !== undefined && unreadable.length === 0;
    const checked = isWhole ? await readable(checkScenarios(folder, sources, allowRef)) : undefined;
    report({ documents: reports, scenarios: checked }, { asJson: values["json"] === true, voices });
    const [error, ...more] = unreadable;
    if (error)
      throw more.length === 0 ? error : new InputError(unreadable.map(({ message }) => message).join("\n"));
    const all = [...reports.flatMap(({ findings }) => findings), ...(checked?.mistakes ?? [])];
    return all.some(({ level }) => level === "error") ? 1 : 0;
  },
};

async function check(source: string, { allowRef, asksPrism }: Wishes): Promise<DocumentReport> {
  const contract = await openContract([{ document: source }], { files, allowRef, mayBeEmpty: true });
  const { findings, looked } = lintContract(contract, await createGenerator(contract.schemas));
  const limits = { milliseconds: prismSeconds * 1000 };
  const opinion = asksPrism ? await askPrism(contract.root, looked, limits) : undefined;
  const all: readonly Finding[] = [...findings, ...(opinion?.findings ?? [])];
  return {
    source,
    operations: contract.operations.length,
    findings: await tellFindings(all, source, files),
    secondOpinion: opinion?.said,
  };
}

async function checkScenarios(
  folder: string,
  sources: readonly string[],
  allowRef: boolean,
): Promise<ScenarioReport> {
  const documents = sources.map((document) => ({ document }));
  const contract: Contract = await openContract(documents, { files, allowRef, mayBeEmpty: true });
  return { folder, ...(await readScenarios({ ...(await knownOf(contract)), folder, files })) };
}
