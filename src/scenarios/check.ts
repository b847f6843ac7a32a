import { YamlError } from "../contract/yaml/yaml.ts";
import { Given, type Finding } from "../matchers/given.ts";
import type { Known } from "../stubs/known.ts";
import { readScenario, type Scenario } from "./scenario.ts";
import { parseYaml } from "./yaml.ts";

/** What was read of one file: a scenario, or lines about what is wrong with it. */
export interface CheckedScenario {
  readonly scenario: Scenario | undefined;
  /** `file:line:column: cause. Next step.`, the first hundred. */
  readonly findings: readonly string[];
}

export interface ScenarioText extends Known {
  readonly file: string;
  readonly text: string;
  /** Names of scenarios met so far, and the file of each; this one's is added. */
  readonly owners?: Map<string, string>;
}

/** As many findings as anyone reads at once. */
export const MOST_FINDINGS = 100;

/** Reads one scenario from YAML text. Throws only what the contract itself throws where its document is broken. */
export function checkScenario({ file, text, owners, ...known }: ScenarioText): CheckedScenario {
  try {
    const yaml = parseYaml(text);
    const given = new Given(yaml.value);
    const scenario = readScenario(given, known);
    noteOwner(given.at("scenario"), file, owners);
    // The place of a finding takes a walk through the text: only those that are told need one.
    const findings = given.findings
      .slice(0, MOST_FINDINGS)
      .map((finding) => told(`${file}:${yaml.placeOf(finding)}`, finding));
    return { scenario: findings.length === 0 ? scenario : undefined, findings };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const finding = { cause: error.message, help: "Write YAML 1.2, indented by spaces" };
    return refused(`${file}:${error.place}`, finding);
  }
}

type Told = Pick<Finding, "cause" | "help">;

/** A file of which nothing could be read. */
export function refused(place: string, finding: Told): CheckedScenario {
  return { scenario: undefined, findings: [told(place, finding)] };
}

function told(place: string, { cause, help }: Told): string {
  return `${place}: ${cause}. ${help}.`.replaceAll(/\s+/g, " ");
}

function noteOwner(name: Given, file: string, owners: Map<string, string> | undefined): void {
  if (!owners || typeof name.value !== "string") return;
  const owner = owners.get(name.value);
  if (owner === undefined) owners.set(name.value, file);
  else name.refuse(`the scenario ${name.value} is in ${owner} too`, "Give each scenario its own name");
}
