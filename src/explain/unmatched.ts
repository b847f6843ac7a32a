import type { Contract } from "../contract/contract.ts";
import { nearest, type NearOperation as Meant } from "../contract/nearest-operations.ts";
import type { Operation } from "../contract/operation.ts";
import { columns, cut, visible, type Row } from "./columns.ts";
import { comparePath } from "./path-rows.ts";
import { correctedCommand, type Correcting } from "./corrected.ts";

/** A request that led nowhere: redacted. */
export interface LostRequest extends Correcting {
  readonly method: string;
  /** Without query. */
  readonly path: string;
}

/** An operation that may have been meant, and what is different of it. */
export interface NearOperation {
  readonly operationId: string;
  readonly method: string;
  /** With its server's path. */
  readonly path: string;
  /** What to write otherwise, a sentence each. */
  readonly advice: readonly string[];
  readonly rows: readonly Row[];
}

/** What mends a request: a sentence, and a line to paste into a shell. */
export interface Fix {
  readonly said: string;
  readonly paste: string;
}

/** Of the tables: what is told of a request is bounded, whatever it says. */
const mostLines = 40;

/** Why a request led nowhere, and what mends it. */
export interface Unmatched {
  readonly nearest: readonly NearOperation[];
  readonly fixes: readonly Fix[];
}

/** Holds a request that the contract has no operation for against those that are most like it. */
export function explainUnmatched(request: LostRequest, contract: Contract): Unmatched {
  const found = meant(request, contract).map(({ operation, base }) => {
    const path = compareAt(operation, { base, request, contract });
    const isOtherMethod = operation.method !== request.method;
    const instead = `Send ${operation.method} instead of ${request.method}.`;
    const methodRow = { left: operation.method, right: request.method, differs: isOtherMethod };
    const advice = [...(isOtherMethod ? [instead] : []), ...(path.advice === undefined ? [] : [path.advice])];
    const shown = {
      operationId: operation.id,
      method: operation.method,
      path: path.template,
      advice,
      rows: [methodRow, ...path.rows],
    };
    return { shown, operation, corrected: path.corrected };
  });
  const fixes = found.slice(0, 1).map(({ shown, operation, corrected }) => ({
    said: shown.advice.join(" ") || `Call ${operation.id} as the contract says.`,
    paste: correctedCommand(request, { operation, path: corrected }),
  }));
  return { nearest: found.map(({ shown }) => shown), fixes };
}

/** The same as lines of text, at most 100 characters wide but for what is to be pasted. */
export function unmatchedLines({ nearest: found, fixes }: Unmatched): readonly string[] {
  const tables = found.map(({ operationId, rows }, index) => [
    ...(index === 0 ? columns([{ left: "in the contract", right: "what came", differs: false }]) : [""]),
    `  ${cut(visible(operationId), 90)}`,
    ...columns(rows),
  ]);
  if (tables.length === 0) return ["The contract has no operations."];
  const lines = tables.flat();
  const more = lines.length > mostLines ? ["  …"] : [];
  return [...lines.slice(0, mostLines), ...more, ...fixLines(fixes)];
}

/** What mends it, as lines. */
export function fixLines(fixes: readonly Fix[]): readonly string[] {
  return fixes.flatMap(({ said, paste }, index) => [
    "",
    `${index === 0 ? "To mend it" : "Or"}: ${visible(said)}`,
    `  ${visible(paste)}`,
  ]);
}

/** Operations at the very path first, then those most like the request. */
function meant(request: LostRequest, contract: Contract): readonly Meant[] {
  const { method, path, query, headers } = request;
  const here = contract.find(method, path, { query, headers });
  const allowed =
    here.kind === "method"
      ? here.allow.flatMap((other) => {
          const found = contract.find(other, path, { query, headers });
          return found.kind === "operation" ? [{ operation: found.operation, base: "" }] : [];
        })
      : [];
  const own = [...new Map(allowed.map((one) => [one.operation, one])).values()];
  // Who sends a body means an operation that takes one.
  const fitting = own.toSorted(
    (one, other) => misfit(one.operation, request) - misfit(other.operation, request),
  );
  return own.length > 0 ? fitting.slice(0, 3) : nearest(contract.operations, method, path);
}

function misfit({ requestBody }: Operation, { body }: LostRequest): number {
  return (requestBody === undefined) === (body === undefined) ? 0 : 1;
}

interface Comparing {
  readonly base: string;
  readonly request: LostRequest;
  readonly contract: Contract;
}

/** At the first of its paths where the operation answers. */
function compareAt(operation: Operation, { base, request, contract }: Comparing) {
  const bases = [...new Set([base, ...operation.basePaths.slice(0, 8), ""])];
  const compare = (one: string) => {
    const template = one + operation.path;
    return { template, ...comparePath(template, request.path) };
  };
  const compared = bases.map(compare);
  // At the very path nothing is to be corrected; else the path that was taken for the nearest.
  const exact = compared.filter(({ advice }) => advice === undefined);
  const answering = [...exact, ...compared].find(({ corrected }) => {
    const found = contract.find(operation.method, corrected, request);
    return found.kind === "operation" && found.operation === operation;
  });
  return answering ?? compare(base);
}
