export interface InputErrorParts {
  /** The file, flag or document, with line and column where known: `scenarios/x.yaml:3:14`. */
  readonly place?: string | undefined;
  /** One concrete next step. */
  readonly help?: string | undefined;
}

/**
 * Something a person gave us (a document, a scenario, a flag, a data file) cannot be used.
 * The command line prints it and exits with 2; nothing was changed.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly place: string | undefined;
  readonly help: string | undefined;

  constructor(cause: string, { place, help }: InputErrorParts = {}) {
    super([place ? `${place}: ${cause}` : cause, help].filter(Boolean).join("\n  "));
    this.place = place;
    this.help = help;
  }
}
