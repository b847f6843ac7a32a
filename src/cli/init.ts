import * as files from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Contract } from "../contract/contract.ts";
import { createGenerator } from "../generate/generator.ts";
import { InputError } from "../problem/input-error.ts";
import { createSample } from "../response/sample.ts";
import { scenarioSchema } from "../scenarios/schema/scenario-schema.ts";
import { starterScenario, type Starter } from "../scenarios/starter.ts";
import { curlLine } from "../server/ui/curl.ts";
import { readArgs, type Command } from "./command.ts";
import { readContract } from "./read-contract.ts";
import { writeAll, type NewFile } from "./write-all.ts";

const help = `locum init [folder] [--document <file>]: writes a folder of scenarios to begin with

  [folder]                where the files go; default: scenarios
  --document <file>       the document the scenarios are for, may be repeated;
                          default: the ambassador API that comes with Locum
  --allow-ref             follow references to files outside the document's folder, and to the network

It writes scenario.schema.json, made from the contract, and example.yaml, a scenario with comments that can be used as it
stands. Where the folder lies in the current one and there is no .vscode/settings.json, that is written, too. A file that
is there is never overwritten: nothing is written then.

Examples:
  locum init --document petstore.yaml
  locum init test/scenarios --document users.yaml --document orders.yaml

Exit: 0 written, 2 when a document cannot be read, or a file is there already.`;

const flags = {
  document: { type: "string", multiple: true },
  "allow-ref": { type: "boolean" },
} as const;

const schemaName = "scenario.schema.json";
const exampleName = "example";

/** `locum init` */
export const init: Command = {
  name: "init",
  summary: "write a folder of scenarios to begin with",
  help,
  async run(args, { err }) {
    const { values, positionals } = readArgs(args, flags);
    const [folder = "scenarios", ...more] = positionals;
    if (more.length > 0) {
      throw new InputError("these are several folders", {
        place: "init",
        help: "Name one folder; documents are named by --document.",
      });
    }
    if (/\.(json|ya?ml)$/i.test(folder)) {
      throw new InputError("this is the name of a document, and not of a folder", {
        place: folder,
        help: `Write locum init scenarios --document ${word(folder)}.`,
      });
    }
    const documents = (values["document"] as readonly string[] | undefined) ?? [];
    const contract = await readContract(documents, values["allow-ref"] === true);
    const starter = starterScenario({ contract, name: exampleName, schema: schemaName });
    const wiring = await editorWiring(folder);
    const written: readonly NewFile[] = [
      { path: join(folder, schemaName), text: `${JSON.stringify(scenarioSchema(contract))}\n` },
      { path: join(folder, `${exampleName}.yaml`), text: starter.text },
      ...(wiring ? [wiring] : []),
    ];
    await writeAll(written);
    for (const { path } of written) err(`wrote ${path}`);
    (await nextSteps({ folder, documents, contract, starter })).forEach(err);
    return 0;
  },
};

/** Tells VS Code of the schema, for files that do not name it; not where there are settings, which are somebody's own. */
async function editorWiring(folder: string): Promise<NewFile | undefined> {
  const inside = relative("", resolve(folder)).replaceAll("\\", "/");
  const path = join(".vscode", "settings.json");
  if (inside === "" || inside.startsWith("..") || (await isThere(path))) return undefined;
  const settings = { "yaml.schemas": { [`./${inside}/${schemaName}`]: `${inside}/*.{yaml,yml}` } };
  return { path, text: `${JSON.stringify(settings, undefined, 2)}\n` };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await files.stat(path);
    return true;
  } catch {
    return false;
  }
}

interface Begun {
  readonly folder: string;
  readonly documents: readonly string[];
  readonly contract: Contract;
  readonly starter: Starter;
}

async function nextSteps({ folder, documents, contract, starter }: Begun): Promise<readonly string[]> {
  const of = [...documents, "--scenarios", folder].map(word).join(" ");
  const operation = starter.operation ?? contract.operations[0];
  const sample = createSample(contract, await createGenerator(contract.schemas));
  const curl =
    operation && curlLine(operation, { baseUrl: "http://127.0.0.1:4010", body: sample(operation) });
  return [
    "",
    `Open ${join(folder, `${exampleName}.yaml`)} in an editor; VS Code completes it with its YAML extension (redhat.vscode-yaml).`,
    "Check it whenever you like, and serve it:",
    `  locum validate ${of}`,
    `  locum serve ${of} --watch`,
    ...(curl === undefined
      ? []
      : [
          "The first answer is a 503 from the example, the second is as usual:",
          `  ${curl} -i -H 'Prefer: scenario=${exampleName}' -H 'X-Try: flaky'`,
        ]),
  ];
}

/** One word of a POSIX shell. */
function word(text: string): string {
  return /^[\w:/.%=,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
