import { escapeSegment, fragmentSegments, isObject, valueAt } from "../schema/pointer.ts";
import type { JsonObject } from "./read.ts";

/** References lead to references; a chain that is longer leads in a circle. */
const longestChain = 100;

interface Below {
  readonly owner: Cursor;
  readonly name: string;
}

/** A place in the document: a value and the URI fragment that leads to it, references followed. */
export class Cursor {
  readonly #root: JsonObject;
  readonly value: unknown;
  /** Written out when it is asked for: most places are passed through. */
  #place: string | Below;

  private constructor(root: JsonObject, value: unknown, place: string | Below) {
    this.#root = root;
    this.value = value;
    this.#place = place;
  }

  /** A place of the document, as it is written; the document as a whole unless a fragment is given. */
  static start(root: JsonObject, fragment = "#"): Cursor {
    return new Cursor(root, valueAt(root, fragmentSegments(fragment)), fragment);
  }

  get fragment(): string {
    if (typeof this.#place !== "string") {
      this.#place = `${this.#place.owner.fragment}/${fragmentSegment(this.#place.name)}`;
    }
    return this.#place;
  }

  /** A member, behind its `$ref` if it is one; its value is undefined where there is none. */
  get(name: string): Cursor {
    return this.written(name).#followed();
  }

  /** A member as it is written: a `$ref` is not followed. */
  written(name: string): Cursor {
    return new Cursor(this.#root, valueAt(this.value, [name]), { owner: this, name });
  }

  /** The members of an object, in the order of the document. */
  members(): [string, Cursor][] {
    return isObject(this.value) ? Object.keys(this.value).map((name) => [name, this.get(name)]) : [];
  }

  /** The items of a list. */
  items(): Cursor[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.get(String(index))) : [];
  }

  /** Whether there is no value because references lead on and on: each of them leads somewhere. */
  get isInCircle(): boolean {
    return !this.exists && valueAt(this.#root, fragmentSegments(this.fragment)) !== undefined;
  }

  /** Whether a member is written, whatever it is. */
  has(name: string): boolean {
    return isObject(this.value) && Object.hasOwn(this.value, name);
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  /** A text; YAML makes a number of a version or a name that looks like one. */
  text(name: string): string {
    const value = valueAt(this.value, [name]);
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return typeof value === "string" ? value : "";
  }

  flag(name: string): boolean {
    return valueAt(this.value, [name]) === true;
  }

  #followed(): Cursor {
    let { value } = this;
    let fragment = "";
    for (let steps = 0; steps < longestChain && isReference(value); steps++) {
      fragment = value.$ref;
      value = fragment.startsWith("#") ? valueAt(this.#root, fragmentSegments(fragment)) : undefined;
    }
    // A circle may end where it began.
    if (isReference(value)) return new Cursor(this.#root, undefined, fragment);
    return value === this.value ? this : new Cursor(this.#root, value, fragment);
  }
}

/** RFC 6901, section 6: in a URI fragment a literal `%` has to be encoded, for the reader will decode it. */
export function fragmentSegment(name: string): string {
  return /[~/%]/.test(name) ? escapeSegment(name).replaceAll("%", "%25") : name;
}

/** Whether a value is a Reference Object. */
export function isReference(value: unknown): value is { readonly $ref: string } {
  return isObject(value) && typeof value["$ref"] === "string";
}
