/** One thing wrong with what a person wrote, as a value. */
export interface Finding {
  /** Keys and positions that lead to it from the top of the file. */
  readonly path: readonly (string | number)[];
  /** Whether the key itself is wrong, or the value below it. */
  readonly of: "key" | "value";
  readonly cause: string;
  /** One concrete next step. */
  readonly help: string;
}

/** Something a person wrote, which still knows where it stands: reading goes on after a finding, so that all are told at once. */
export class Given {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  readonly findings: Finding[];

  constructor(value: unknown, path: readonly (string | number)[] = [], findings: Finding[] = []) {
    this.value = value;
    this.path = path;
    this.findings = findings;
  }

  /** The names it has, none when it is not an object. */
  get keys(): readonly string[] {
    return this.isObject() ? Object.keys(this.value as object) : [];
  }

  /** What stands below a name; its value is undefined when there is nothing. */
  at(key: string): Given {
    const value: unknown = this.has(key) ? (this.value as Record<string, unknown>)[key] : undefined;
    return new Given(value, [...this.path, key], this.findings);
  }

  /** The items of a list, none when it is not a list. */
  items(): readonly Given[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((item, index) => new Given(item, [...this.path, index], this.findings));
  }

  has(key: string): boolean {
    return this.isObject() && Object.hasOwn(this.value as object, key);
  }

  isObject(): boolean {
    return typeof this.value === "object" && this.value !== null && !Array.isArray(this.value);
  }

  /** Notes that the value cannot be used, and gives what to go on with. */
  refuse<T>(cause: string, help: string, instead?: T): T | undefined {
    this.findings.push({ path: this.path, of: "value", cause, help });
    return instead;
  }

  /** Notes that the key cannot be used, and gives what to go on with. */
  refuseKey<T>(cause: string, help: string, instead?: T): T | undefined {
    this.findings.push({ path: this.path, of: "key", cause, help });
    return instead;
  }
}
