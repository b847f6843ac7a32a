import { YamlError } from "../contract/yaml/yaml.ts";
import { Given, type Finding } from "../matchers/given.ts";
import type { Known } from "../stubs/known.ts";
import { mistakeLevels, type Mistake } from "./mistake.ts";
import { readScenario, type Scenario } from "./scenario.ts";
import { warningsOf } from "./warnings.ts";
import { parseYaml, type YamlText } from "./yaml.ts";

/** A scenario, and where it is written. */
export interface WrittenScenario extends Scenario {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What was read of one file: a scenario unless there are errors, and what is wrong with it: the first hundred. */
export interface CheckedScenario {
  readonly scenario: WrittenScenario | undefined;
  readonly mistakes: readonly Mistake[];
}

export interface ScenarioText extends Known {
  readonly file: string;
  readonly text: string;
  /** Names of scenarios met so far, and the file of each; this one's is added. */
  readonly owners?: Map<string, string>;
}

const yamlHelp = "Write YAML 1.2, indented by spaces: what belongs together begins in one column";
/** As many as anyone reads at once. */
export const MOST_MISTAKES = 100;

/** Reads one scenario from YAML text. Throws only what the contract itself throws where its document is broken. */
export function checkScenario({ file, text, owners, ...known }: ScenarioText): CheckedScenario {
  try {
    const yaml = parseYaml(text);
    const given = new Given(yaml.value);
    const scenario = readScenario(given, known);
    noteOwner(given.at("scenario"), file, owners);
    // The place of a finding takes a walk through the text: only those that are told need one.
    const errors = given.findings
      .slice(0, MOST_MISTAKES)
      .map((finding) => mistake(finding, { file, yaml, code: "scenario-invalid" }));
    if (errors.length > 0) return { scenario: undefined, mistakes: errors };
    const line =
      1 +
      Math.max(
        0,
        text.split("\n").findIndex((one) => /^["']?scenario["']?\s*:/.test(one)),
      );
    const warnings = warningsOf(given, scenario, known.contract)
      .slice(0, MOST_MISTAKES)
      .map(({ code, ...finding }) => mistake(finding, { file, yaml, code }));
    return { scenario: { ...scenario, file, line }, mistakes: warnings };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const [line = 1, column = 1] = error.place.split(":").map(Number);
    const finding = { cause: error.message, help: error.help ?? yamlHelp };
    return refused({ file, position: { line, column } }, finding);
  }
}

type Told = Pick<Finding, "cause" | "help">;

/** A file of which nothing could be read. */
export function refused(place: Pick<Mistake, "file" | "position">, { cause, help }: Told): CheckedScenario {
  return {
    scenario: undefined,
    mistakes: [{ ...place, level: "error", code: "scenario-invalid", cause, help }],
  };
}

interface Source {
  readonly file: string;
  readonly yaml: YamlText;
  readonly code: Mistake["code"];
}

function mistake({ cause, help, ...place }: Finding, { file, yaml, code }: Source): Mistake {
  return { file, position: yaml.positionOf(place), level: mistakeLevels[code], code, cause, help };
}

function noteOwner(name: Given, file: string, owners: Map<string, string> | undefined): void {
  if (!owners || typeof name.value !== "string") return;
  const owner = owners.get(name.value);
  if (owner === undefined) owners.set(name.value, file);
  else name.refuse(`the scenario ${name.value} is in ${owner} too`, "Give each scenario its own name");
}
