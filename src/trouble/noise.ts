import { below, mix } from "../generate/hash.ts";

/** From 32 to 255 bytes that mean nothing; the same for the same seed. */
export function noise(seed: number): Buffer {
  return Buffer.from(Array.from({ length: 32 + below(seed, 224) }, (_, at) => mix(seed, at) & 0xff));
}
