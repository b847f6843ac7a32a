/** Every kind of mistake: code → how bad it is; an error keeps the file from being used. README documents each. */
export const mistakeLevels = {
  "scenario-invalid": "error",
  "stub-unreachable": "warning",
  "state-unreachable": "warning",
  "credential-idle": "warning",
} as const;

/** Something that is wrong with a scenario file, or that makes a bad scenario of it. */
export interface Mistake {
  readonly file: string;
  /** From 1; undefined where it is the whole file. */
  readonly position: { readonly line: number; readonly column: number } | undefined;
  readonly level: "error" | "warning";
  readonly code: keyof typeof mistakeLevels;
  readonly cause: string;
  /** One concrete next step. */
  readonly help: string;
}

/** `scenarios/a.yaml:3:14` */
export function placeOf({ file, position }: Pick<Mistake, "file" | "position">): string {
  return position ? `${file}:${String(position.line)}:${String(position.column)}` : file;
}

/** `scenarios/a.yaml:3:14: cause. Next step.`, in one line. */
export function mistakeText(mistake: Mistake): string {
  return `${placeOf(mistake)}: ${saidOf(mistake)}`;
}

/** `cause. Next step.`, in one line. */
export function saidOf({ cause, help }: Pick<Mistake, "cause" | "help">): string {
  return `${cause}. ${help}.`.replaceAll(/\s+/g, " ");
}
