import type { JsonObject, StoredRecord } from "./store.ts";

/**
 * A record that keeps its bytes only and reads them when somebody asks: thousands of small objects and long texts that
 * live on are what a garbage collector is slowest at, and most records are never looked into again. The answer, the
 * file and the journal share the bytes.
 */
export class BytesRecord implements StoredRecord {
  readonly bytes: Buffer;
  #value: JsonObject | undefined;

  /** The bytes are the value's, which must stay as it is. */
  constructor(bytes: Buffer, value: JsonObject) {
    this.bytes = bytes;
    this.#value = value;
  }

  get json(): string {
    return this.bytes.toString();
  }

  get value(): JsonObject {
    return (this.#value ??= JSON.parse(this.json) as JsonObject);
  }

  /** Forgets the value it was made from; to be called once the store has it. */
  letGo(): void {
    this.#value = undefined;
  }
}
