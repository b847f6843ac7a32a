import { escapeSegment, fragmentSegments, isObject, valueAt } from "../schema/pointer.ts";
import type { JsonObject } from "./read.ts";

/** A place in the document: a value and the URI fragment that leads to it, references followed. */
export class Cursor {
  readonly #root: JsonObject;
  readonly value: unknown;
  readonly fragment: string;

  private constructor(root: JsonObject, value: unknown, fragment: string) {
    this.#root = root;
    this.value = value;
    this.fragment = fragment;
  }

  /** The document as a whole. */
  static start(root: JsonObject): Cursor {
    return new Cursor(root, root, "#");
  }

  /** A member, behind its `$ref` if it is one; its value is undefined where there is none. */
  get(name: string): Cursor {
    const value = valueAt(this.value, [name]);
    return new Cursor(this.#root, value, `${this.fragment}/${escapeSegment(name)}`).#followed();
  }

  /** The members of an object, in the order of the document. */
  members(): [string, Cursor][] {
    return isObject(this.value) ? Object.keys(this.value).map((name) => [name, this.get(name)]) : [];
  }

  /** The items of a list. */
  items(): Cursor[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.get(String(index))) : [];
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  text(name: string): string {
    const value = valueAt(this.value, [name]);
    return typeof value === "string" ? value : "";
  }

  flag(name: string): boolean {
    return valueAt(this.value, [name]) === true;
  }

  #followed(): Cursor {
    let { value, fragment } = this as { value: unknown; fragment: string };
    for (let steps = 0; steps < 100 && isObject(value) && typeof value["$ref"] === "string"; steps++) {
      fragment = value["$ref"];
      value = fragment.startsWith("#") ? valueAt(this.#root, fragmentSegments(fragment)) : undefined;
    }
    return value === this.value ? this : new Cursor(this.#root, value, fragment);
  }
}
