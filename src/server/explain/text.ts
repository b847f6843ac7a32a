import { columns, cut, visible, wrapped } from "../../explain/columns.ts";
import { fixLines, unmatchedLines } from "../../explain/unmatched.ts";
import type { Comparison } from "../../stubs/explain.ts";
import type { ShownExplanation, ShownStub } from "./shown.ts";
import { violationRow } from "./violations.ts";

type Told = Omit<ShownExplanation, "text">;

/** Stubs, and violations, that are shown in columns; the others are counted. */
const mostShown = 8;
const mostViolations = 20;
const offHint = "(Prefer: scenario=<name> asks for one, PUT /__admin/scenarios/<name> switches it on)";
/** Characters of a line that is no column. */
const widest = 98;

/** An explanation for people: at most 100 characters wide but for what is to be pasted. */
export function explanationText(told: Told): string {
  const lines = [
    ...headline(told),
    ...story(told),
    ...lost(told),
    ...violations(told),
    ...stubs(told),
    ...section(
      "elsewhere",
      told.elsewhere.map(({ session, said }) => line(`in session ${session} ${said}`)),
    ),
    ...section("not told", told.untold.map(line)),
    ...(told.operationId === null && told.nearest.length > 0 ? [] : fixLines(told.fixes)),
  ];
  return `${lines.join("\n")}\n`;
}

function headline({ request, session, answer, operationId }: Told): string[] {
  const asked = line(`${request.method} ${request.url}${session === null ? "" : ` in session ${session}`}`);
  if (!answer) return [asked];
  const { status, source, delay, fault } = answer;
  const late = delay > 0 ? `, after ${String(delay)} ms` : "";
  const broken = fault === null ? "" : `, broken by ${fault}`;
  const by = source === null ? "" : source === "problem" ? " from the mock itself" : ` by ${source}`;
  const of = operationId === null ? "" : ` (operation ${operationId})`;
  return [asked, line(`would get ${String(status)}${by}${late}${broken}${of}`)];
}

function story({ why }: Told): string[] {
  return section(
    "why",
    why.flatMap(({ step, said }) => {
      const [first = "", ...rest] = wrapped(`${step}: ${said}`, widest - 2);
      return [first, ...rest.map((more) => `  ${more}`)];
    }),
  );
}

function lost({ nearest, fixes }: Told): string[] {
  return nearest.length === 0 ? [] : ["", ...unmatchedLines({ nearest, fixes })];
}

function violations({ violations: all }: Told): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, mostViolations).map(violationRow);
  return [
    "",
    `what breaks the contract (${String(all.length)})`,
    ...columns([{ left: "in the contract", right: "what came", differs: false }, ...shown.map(rowOf)]),
  ];
}

function stubs({ stubs: all, moreStubs }: Told): string[] {
  if (all.length === 0) return [];
  const [on, off] = [all.filter(({ isOn }) => isOn), all.filter(({ isOn }) => !isOn)];
  const shown = on.slice(0, mostShown);
  const more = on.length - shown.length + moreStubs;
  // Of one that speaks of this request people want to know; the others are only named.
  const meant = off.filter(({ matched, comparisons }) => matched && comparisons.length > 0);
  const names = [
    ...new Set(off.filter((one) => !meant.includes(one)).map(({ scenario }) => scenario ?? "the session's")),
  ];
  return [
    ...(on.length === 0
      ? []
      : ["", "stubs", ...columns([{ left: "wanted", right: "what came", differs: false }])]),
    ...shown.flatMap((stub) => [`  ${line(titleOf(stub))}`, ...columns(stub.comparisons.map(rowOf))]),
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
    ...section("not asked", [
      ...meant
        .slice(0, mostShown)
        .flatMap((stub) => [line(titleOf(stub)), ...columns(stub.comparisons.map(rowOf))]),
      ...(names.length > 0 ? [line(`stubs of ${names.join(", ")}`), offHint] : []),
    ]),
  ];
}

function titleOf({ scenario, id, name, verdict }: ShownStub): string {
  const whose = scenario === null ? `stub:${id}` : `scenario:${scenario}`;
  return `${whose} ${JSON.stringify(name)} ${verdict}`;
}

function rowOf({ place, expected, came, holds }: Comparison) {
  return { left: `${place} ${expected}`, right: came, differs: !holds };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((one) => `  ${one}`)];
}

function line(text: string): string {
  return cut(visible(cut(text, widest)), widest);
}
