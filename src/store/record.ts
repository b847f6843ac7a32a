import type { JsonObject, StoredRecord } from "./store.ts";

/**
 * A record that keeps its text only and reads it when somebody asks: thousands of small objects that live long are what
 * a garbage collector is slowest at, and most records are never looked into again.
 */
export class TextRecord implements StoredRecord {
  readonly json: string;
  #value: JsonObject | undefined;

  constructor(json: string, value?: JsonObject) {
    this.json = json;
    this.#value = value;
  }

  get value(): JsonObject {
    return (this.#value ??= JSON.parse(this.json) as JsonObject);
  }

  /** Forgets the value it was made from; to be called once the store has it. */
  letGo(): void {
    this.#value = undefined;
  }
}
