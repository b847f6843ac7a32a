import type { DeclaredResponse, MediaType, Operation } from "../contract/operation.ts";
import { badPreference } from "./preferences.ts";
import type { UsableExample } from "./usable-example.ts";

export interface ExampleWish {
  readonly operation: Operation;
  readonly declared: DeclaredResponse;
  readonly media: MediaType | undefined;
  /** By name; undefined: any. */
  readonly name: string | undefined;
  readonly dynamic: boolean;
  /** The example of a media type that keeps its schema. */
  readonly usable: (media: MediaType) => UsableExample | undefined;
}

/**
 * The authored example to answer with; undefined: generate. One that is asked for by name is sent as it is written,
 * any other is a valid one. Throws where one is asked for that there is not.
 */
export function exampleFor(wish: ExampleWish): UsableExample | undefined {
  const { media, name, dynamic, usable } = wish;
  if (name === undefined) return dynamic || !media ? undefined : usable(media);
  const found = media?.examples.find((example) => example.name === name);
  if (found) return found;
  throw badPreference("example", name, validNames(wish) || "no example: the contract has none here");
}

/** Names of this response, and how to have the same name where another media type or response has it. */
function validNames({ operation, declared, media, name = "" }: ExampleWish): string {
  const here = namesOf(media);
  const types = declared.content
    .filter((other) => other.type !== media?.type && namesOf(other).includes(name))
    .map(({ type }) => `example=${name} with Accept: ${type}`);
  const elsewhere = operation.responses
    .filter(
      (response) => response !== declared && response.content.some((one) => namesOf(one).includes(name)),
    )
    .map(({ key }) => `code=${key} with example=${name}`);
  return [...here, ...types, ...elsewhere].join(", ");
}

function namesOf(media: MediaType | undefined): string[] {
  return (media?.examples ?? []).map((example) => example.name);
}
