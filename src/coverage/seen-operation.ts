import type { Parameter } from "../contract/operation.ts";
import type { ParameterValues } from "../validation/parameters.ts";

/** What one exchange says of its operation. */
export interface Happened {
  readonly parameters: readonly Parameter[];
  /** What was sent of them; undefined where the request was not read. */
  readonly values: ParameterValues | undefined;
  /** The parsed body. */
  readonly body: unknown;
  /** Undefined where nothing was answered, on purpose. */
  readonly status: number | undefined;
  /** Content-Type of the answer; empty for none. */
  readonly type: string;
}

/** Names that consumers sent, each with those inside it. */
export type Names = Map<string, Names>;

/** Names are remembered so deep; what is below is not told apart. */
export const deepest = 4;
/** Names that are remembered of the bodies of one operation. */
export const mostNames = 500;
/** Of a list and of an object so many are looked at. */
const mostItems = 10;
const mostProperties = 200;
/** Scripts may answer in any media type. */
const mostTypes = 20;

/** What consumers have done with one operation: counters and names, and nothing of what they sent. */
export class SeenOperation {
  requests = 0;
  /** Status → Content-Type → how often. */
  readonly answers = new Map<number, Map<string, number>>();
  readonly sent = new Set<Parameter>();
  readonly names: Names = new Map();
  #nameCount = 0;

  note({ parameters, values, body, status, type }: Happened): void {
    this.requests += 1;
    if (status !== undefined) this.count(status, type, 1);
    if (values && this.sent.size < parameters.length) this.#noteParameters(parameters, values);
    if (typeof body === "object" && body !== null) this.#noteNames(body, this.names, 1);
  }

  count(status: number, type: string, times: number): void {
    let types = this.answers.get(status);
    if (!types) this.answers.set(status, (types = new Map<string, number>()));
    const before = types.get(type);
    if (before !== undefined || types.size < mostTypes) types.set(type, (before ?? 0) + times);
  }

  /** Takes over what another has seen of the same operation. */
  add(other: SeenOperation): void {
    this.requests += other.requests;
    for (const [status, types] of other.answers) {
      for (const [type, times] of types) this.count(status, type, times);
    }
    for (const parameter of other.sent) this.sent.add(parameter);
    this.#addNames(other.names, this.names);
  }

  #noteParameters(parameters: readonly Parameter[], values: ParameterValues): void {
    for (const parameter of parameters) {
      if (values[parameter.in][parameter.name] !== undefined) this.sent.add(parameter);
    }
  }

  #noteNames(value: object, within: Names, depth: number): void {
    if (Array.isArray(value)) {
      for (const item of value.slice(0, mostItems) as unknown[]) {
        if (typeof item === "object" && item !== null) this.#noteNames(item, within, depth);
      }
      return;
    }
    let looked = 0;
    for (const name in value) {
      if ((looked += 1) > mostProperties) return;
      const inside = this.#name(name, within);
      const child = (value as Record<string, unknown>)[name];
      if (inside && depth < deepest && typeof child === "object" && child !== null) {
        this.#noteNames(child, inside, depth + 1);
      }
    }
  }

  #addNames(names: Names, within: Names): void {
    for (const [name, inside] of names) {
      const own = this.#name(name, within);
      if (own) this.#addNames(inside, own);
    }
  }

  /** What is inside a name, which is remembered unless there are too many. */
  #name(name: string, within: Names): Names | undefined {
    const known = within.get(name);
    if (known || this.#nameCount >= mostNames) return known;
    this.#nameCount += 1;
    const inside: Names = new Map();
    within.set(name, inside);
    return inside;
  }
}
