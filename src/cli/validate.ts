import { readFile } from "node:fs/promises";
import * as files from "node:fs/promises";
import { contractOf } from "../contract/load.ts";
import { consultPrism, type SecondOpinion } from "../contract/prism/second-opinion.ts";
import { readDocument, type JsonObject } from "../contract/read.ts";
import { createGenerator } from "../generate/generator.ts";
import { InputError } from "../problem/input-error.ts";
import { loadScenarios } from "../scenarios/load.ts";
import { readArgs, text, type Command } from "./command.ts";
import { lintContract, lintReferences, type Finding } from "./lint.ts";
import { shipped } from "./shipped.ts";

const help = `locum validate [document] [--scenarios <folder>]: says what is wrong before a tester does

  [document]              OpenAPI 3.0 or 3.1, JSON or YAML; default: the ambassador API that comes with Locum
  --scenarios <folder>    also check scenario files against the document
  --no-second-opinion     do not ask Prism what it thinks of examples and generated values (faster)
  --json                  findings as JSON on standard output

Checks that references lead somewhere, that schemas compile, that operations can succeed and be reached, that their
security schemes are defined, that examples keep their schemas and that values can be generated. Prism judges the same values; where it disagrees, a warning says so.

Examples:
  locum validate petstore.yaml
  locum validate petstore.yaml --scenarios ./scenarios --json

Exit: 0 nothing wrong (warnings may be), 1 errors, 2 when something cannot be read.`;

const flags = {
  scenarios: { type: "string" },
  "no-second-opinion": { type: "boolean" },
  json: { type: "boolean" },
} as const;

/** `locum validate` */
export const validate: Command = {
  name: "validate",
  summary: "check a document and its scenarios",
  help,
  async run(args, { out, err }) {
    const { values, positionals } = readArgs(args, flags);
    if (positionals.length > 1) {
      throw new InputError(`one document can be checked, not ${String(positionals.length)}`, {
        help: "Check them one after another.",
      });
    }
    const source = positionals[0] ?? shipped("spec/ambassador.openapi.yaml");
    const document = readDocument(await readText(source), source);
    const contract = contractOf(document, source);
    const folder = text(values, "scenarios") ?? (positionals.length === 0 ? shipped("scenarios") : undefined);
    const scenarios = folder === undefined ? [] : await loadScenarios({ folder, contract, files });
    const generator = await createGenerator(contract.schemas);
    const { prism, refusal } = values["no-second-opinion"] === true ? {} : await ask(document);
    const findings = [
      ...lintReferences(document),
      ...lintContract(contract, { generator, prism }),
      ...(refusal ?? []),
    ];
    const errors = findings.filter(({ level }) => level === "error").length;
    if (values["json"] === true) out(JSON.stringify({ findings }, undefined, 2));
    else for (const { level, place, said } of findings) err(`${source}${place}: ${level}: ${said}`);
    const counts = `${String(contract.operations.length)} operation(s), ${String(scenarios.length)} scenario(s)`;
    err(`${counts}: ${String(errors)} error(s), ${String(findings.length - errors)} warning(s)`);
    return errors > 0 ? 1 : 0;
  },
};

async function readText(source: string): Promise<string> {
  try {
    return await readFile(source, "utf8");
  } catch (error) {
    const help = "Give the path of an OpenAPI document.";
    throw new InputError(`the document cannot be read: ${(error as Error).message}`, { place: source, help });
  }
}

/** Prism may not be able to read what we can; that is an opinion too. */
async function ask(document: JsonObject): Promise<{ prism?: SecondOpinion; refusal?: Finding[] }> {
  try {
    return { prism: await consultPrism(document) };
  } catch (error) {
    const { message } = error as Error;
    const said = error instanceof InputError ? message : `Prism cannot read it: ${message}`;
    return { refusal: [{ level: "warning", place: "#", said }] };
  }
}
