import * as files from "node:fs/promises";
import type { Contract } from "../contract/contract.ts";
import { openContract } from "../contract/open.ts";
import { createGenerator } from "../generate/generator.ts";
import type { Finding } from "../lint/finding.ts";
import { lintContract } from "../lint/lint.ts";
import { askPrism } from "../lint/prism.ts";
import { findingText, tellFindings, type ToldFinding } from "../lint/told.ts";
import { InputError } from "../problem/input-error.ts";
import { loadScenarios } from "../scenarios/load.ts";
import { readArgs, text, type Command, type Voices } from "./command.ts";
import { shipped } from "./shipped.ts";

const prismSeconds = 20;
const mostShown = 1_000;

const help = `locum validate [document…] [--scenarios <folder>]: says what is wrong before a tester does

  [document…]             OpenAPI 3.0 or 3.1, Swagger 2.0 or a Postman collection, JSON or YAML;
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

interface Report {
  readonly source: string;
  readonly operations: number;
  readonly findings: readonly ToldFinding[];
  /** Undefined where Prism was not asked. */
  readonly secondOpinion: string | undefined;
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
    const reports: Report[] = [];
    for (const source of sources) {
      try {
        reports.push(await check(source, wishes));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        unreadable.push(error);
      }
    }
    if (values["json"] === true) voices.out(asJson(reports));
    else for (const report of reports) tell(report, voices);
    for (const report of reports) voices.err(summary(report));
    const [error, ...more] = unreadable;
    if (error)
      throw more.length === 0 ? error : new InputError(unreadable.map(({ message }) => message).join("\n"));
    if (folder !== undefined) voices.err(await checkScenarios(folder, sources, allowRef));
    return reports.some(({ findings }) => count(findings, "error") > 0) ? 1 : 0;
  },
};

async function check(source: string, { allowRef, asksPrism }: Wishes): Promise<Report> {
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
): Promise<string> {
  const documents = sources.map((document) => ({ document }));
  const contract: Contract = await openContract(documents, { files, allowRef });
  const generator = await createGenerator(contract.schemas);
  const whyNotFaked = (said: unknown) => generator.whyNotFaked(said);
  const scenarios = await loadScenarios({ folder, contract, files, whyNotFaked });
  return `${folder}: ${String(scenarios.length)} scenario(s)`;
}

function tell({ findings }: Report, { err }: Voices): void {
  for (const one of findings.slice(0, mostShown)) err(findingText(one));
  const rest = findings.length - mostShown;
  if (rest > 0) err(`… and ${String(rest)} more; --json has all of them`);
}

function summary({ source, operations, findings, secondOpinion }: Report): string {
  const errors = `${String(count(findings, "error"))} error(s), ${String(count(findings, "warning"))} warning(s)`;
  const opinion = secondOpinion === undefined ? "" : `; ${secondOpinion}`;
  return `${source}: ${String(operations)} operation(s): ${errors}${opinion}`;
}

function count(findings: readonly ToldFinding[], level: Finding["level"]): number {
  return findings.filter((one) => one.level === level).length;
}

function asJson(reports: readonly Report[]): string {
  const findings = reports.flatMap((report) =>
    report.findings.map(({ file, position, place, level, code, said }) => ({
      file,
      line: position?.line ?? null,
      column: position?.column ?? null,
      place,
      level,
      code,
      said,
    })),
  );
  const documents = reports.map((report) => ({
    source: report.source,
    operations: report.operations,
    errors: count(report.findings, "error"),
    warnings: count(report.findings, "warning"),
    secondOpinion: report.secondOpinion ?? null,
  }));
  return JSON.stringify({ findings, documents }, undefined, 2);
}
