import type { Contract } from "../contract/contract.ts";
import type { Operation, Parameter } from "../contract/operation.ts";
import { covers, essence } from "../http/media-type.ts";
import { declaredFor } from "../response/choose.ts";
import type { SeenOperations } from "./coverage.ts";
import { declaredNames } from "./declared-names.ts";
import { SeenOperation, type Names } from "./seen-operation.ts";

/** A response of the contract, or one that was answered though the contract has none such. */
export interface AnswerCoverage {
  /** `201`, `4XX` or `default`; where it is not declared, the status. */
  readonly status: string;
  /** As the contract has it; null for a response without content. */
  readonly type: string | null;
  readonly declared: boolean;
  /** How often. */
  readonly answered: number;
}

export interface OperationCoverage {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly requests: number;
  readonly responses: readonly AnswerCoverage[];
  readonly parameters: readonly (Pick<Parameter, "in" | "name" | "required"> & { readonly sent: boolean })[];
  /** Of JSON and form bodies, dotted: `roles.status_role`. */
  readonly properties: readonly {
    readonly name: string;
    readonly declared: boolean;
    readonly sent: boolean;
  }[];
}

/** Of what the contract declares, how much there is and how much of it was used. */
interface Share {
  readonly declared: number;
  readonly used: number;
}

export interface CoverageSummary {
  readonly operations: Share;
  readonly responses: Share;
  readonly parameters: Share;
  readonly properties: Share;
}

const unseen = new SeenOperation();

/** What of the contract consumers have used, operation by operation in its order. */
export function coverageOf(
  { operations, schemas }: Pick<Contract, "operations" | "schemas">,
  seen: SeenOperations,
): readonly OperationCoverage[] {
  return operations.map((operation) => {
    const { id, method, path, parameters } = operation;
    const own = seen.get(id) ?? unseen;
    const sent = new Set([...own.sent].map(nameOf));
    const declared = declaredNames(operation, schemas);
    return {
      id,
      method,
      path,
      requests: own.requests,
      responses: answersOf(operation, own),
      parameters: parameters.map((one) => ({
        in: one.in,
        name: one.name,
        required: one.required,
        sent: sent.has(nameOf(one)),
      })),
      properties: propertiesOf(declared, new Set(dotted(own.names))),
    };
  });
}

/** The whole of it in numbers. */
export function summaryOf(all: readonly OperationCoverage[]): CoverageSummary {
  const responses = all.flatMap((one) => one.responses).filter(({ declared }) => declared);
  const properties = all.flatMap((one) => one.properties).filter(({ declared }) => declared);
  const parameters = all.flatMap((one) => one.parameters);
  return {
    operations: share(all, ({ requests }) => requests > 0),
    responses: share(responses, ({ answered }) => answered > 0),
    parameters: share(parameters, ({ sent }) => sent),
    properties: share(properties, ({ sent }) => sent),
  };
}

function share<T>(all: readonly T[], isUsed: (one: T) => boolean): Share {
  return { declared: all.length, used: all.filter(isUsed).length };
}

// Documents that were read again have other objects of the same names.
const nameOf = (parameter: Parameter) => `${parameter.in} ${parameter.name}`;

function answersOf(operation: Operation, { answers }: SeenOperation): AnswerCoverage[] {
  const rows = operation.responses.flatMap(({ key, content }) => {
    const types = content.length > 0 ? content.map(({ type }) => type) : [null];
    return types.map((type) => ({ status: key, type, declared: true, answered: 0 }));
  });
  const others: AnswerCoverage[] = [];
  for (const [status, types] of answers) {
    const key = declaredFor(operation, status)?.key;
    for (const [sent, answered] of types) {
      const type = sent === "" ? null : essence(sent);
      const row = rows.find((one) => one.status === key && isOf(one.type, type));
      if (row) row.answered += answered;
      else others.push({ status: String(status), type, declared: false, answered });
    }
  }
  return [...rows, ...others];
}

function isOf(declared: string | null, sent: string | null): boolean {
  if (declared === null || sent === null) return declared === sent;
  return covers(essence(declared), sent);
}

function propertiesOf(
  declared: readonly string[],
  sent: ReadonlySet<string>,
): OperationCoverage["properties"] {
  const known = new Set(declared);
  return [
    ...declared.map((name) => ({ name, declared: true, sent: sent.has(name) })),
    ...[...sent].filter((name) => !known.has(name)).map((name) => ({ name, declared: false, sent: true })),
  ];
}

function dotted(names: Names, prefix = ""): string[] {
  return [...names].flatMap(([name, inside]) => [prefix + name, ...dotted(inside, `${prefix}${name}.`)]);
}
