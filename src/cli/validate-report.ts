import type { Finding } from "../lint/finding.ts";
import { findingText, type ToldFinding } from "../lint/told.ts";
import type { ReadFolder } from "../scenarios/load.ts";
import { placeOf, saidOf, type Mistake } from "../scenarios/mistake.ts";
import type { Voices } from "./command.ts";

const mostShown = 1_000;

/** What was found in a document. */
export interface DocumentReport {
  readonly source: string;
  readonly operations: number;
  readonly findings: readonly ToldFinding[];
  /** Undefined where Prism was not asked. */
  readonly secondOpinion: string | undefined;
}

/** What was found in a folder of scenarios. */
export interface ScenarioReport extends ReadFolder {
  readonly folder: string;
}

interface Reports {
  readonly documents: readonly DocumentReport[];
  readonly scenarios: ScenarioReport | undefined;
}

/** Tells people on standard error; as JSON the findings go to standard output. */
export function report(
  reports: Reports,
  { asJson, voices }: { readonly asJson: boolean; readonly voices: Voices },
): void {
  const { documents, scenarios } = reports;
  if (asJson) voices.out(jsonOf(reports));
  else {
    for (const { findings } of documents) tell(findings.map(findingText), voices);
    tell((scenarios?.mistakes ?? []).map(leveledText), voices);
  }
  for (const one of documents) voices.err(summary(one));
  if (scenarios) voices.err(scenarioSummary(scenarios));
}

function tell(lines: readonly string[], { err }: Voices): void {
  lines.slice(0, mostShown).forEach(err);
  const rest = lines.length - mostShown;
  if (rest > 0) err(`… and ${String(rest)} more; --json has all of them`);
}

/** `scenarios/a.yaml:3:14: error: cause. Next step.` */
function leveledText(mistake: Mistake): string {
  return `${placeOf(mistake)}: ${mistake.level}: ${saidOf(mistake)}`;
}

function scenarioSummary({ folder, scenarios, mistakes }: ScenarioReport): string {
  return `${folder}: ${String(scenarios.length)} scenario(s): ${counted(mistakes)}`;
}

function summary({ source, operations, findings, secondOpinion }: DocumentReport): string {
  const opinion = secondOpinion === undefined ? "" : `; ${secondOpinion}`;
  return `${source}: ${String(operations)} operation(s): ${counted(findings)}${opinion}`;
}

function counted(findings: readonly Leveled[]): string {
  return `${String(count(findings, "error"))} error(s), ${String(count(findings, "warning"))} warning(s)`;
}

type Leveled = Pick<Finding, "level">;

function count(findings: readonly Leveled[], level: Finding["level"]): number {
  return findings.filter((one) => one.level === level).length;
}

function jsonOf({ documents: reports, scenarios: checked }: Reports): string {
  const ofDocuments = reports.flatMap((one) =>
    one.findings.map(({ file, position, place, level, code, said }) => ({
      file,
      line: position?.line ?? null,
      column: position?.column ?? null,
      place,
      level,
      code,
      said,
    })),
  );
  const documents = reports.map((one) => ({
    source: one.source,
    operations: one.operations,
    errors: count(one.findings, "error"),
    warnings: count(one.findings, "warning"),
    secondOpinion: one.secondOpinion ?? null,
  }));
  const ofScenarios = (checked?.mistakes ?? []).map((mistake) => ({
    file: mistake.file,
    line: mistake.position?.line ?? null,
    column: mistake.position?.column ?? null,
    place: "",
    level: mistake.level,
    code: mistake.code,
    said: saidOf(mistake),
  }));
  const scenarios = checked && {
    folder: checked.folder,
    scenarios: checked.scenarios.length,
    errors: count(checked.mistakes, "error"),
    warnings: count(checked.mistakes, "warning"),
  };
  return JSON.stringify({ findings: [...ofDocuments, ...ofScenarios], documents, scenarios }, undefined, 2);
}
