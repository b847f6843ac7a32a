import type { DeclaredResponse, MediaType, NamedExample, Operation } from "../contract/operation.ts";
import { badPreference } from "./preferences.ts";

export interface ExampleWish {
  readonly operation: Operation;
  readonly declared: DeclaredResponse;
  readonly media: MediaType | undefined;
  /** By name; undefined: any. */
  readonly name: string | undefined;
  readonly dynamic: boolean;
}

/** The authored example to answer with; undefined: generate. Throws where one is asked for that there is not. */
export function exampleFor(wish: ExampleWish): NamedExample | undefined {
  const { media, name, dynamic } = wish;
  if (name === undefined) return dynamic ? undefined : media?.examples[0];
  const found = media?.examples.find((example) => example.name === name);
  if (found) return found;
  throw badPreference("example", name, validNames(wish) || "no example: the contract has none here");
}

/** Names of this response, and how to have the same name where another response has it. */
function validNames({ operation, declared, name = "" }: ExampleWish): string {
  const here = namesOf(declared);
  const elsewhere = operation.responses
    .filter((response) => response !== declared && namesOf(response).includes(name))
    .map(({ key }) => `code=${key} with example=${name}`);
  return [...new Set([...here, ...elsewhere])].join(", ");
}

function namesOf({ content }: DeclaredResponse): string[] {
  return content.flatMap(({ examples }) => examples.map((example) => example.name));
}
