import * as files from "node:fs/promises";
import fc from "fast-check";
import type { Contract } from "../../src/contract/contract.ts";
import { openContract } from "../../src/contract/open.ts";
import { InputError } from "../../src/problem/input-error.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import { everyPart } from "../support/documents.ts";

type Place = readonly (string | number)[];

const open = (document: object) =>
  openContract([{ document: document as Record<string, unknown> }], { files, allowRef: false });

/** Every place in a value, the root aside. */
function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    const place = [...here, key];
    return [place, ...placesIn((value as Record<string | number, unknown>)[key], place)];
  });
}

function replaced(value: unknown, [key, ...rest]: Place, made: unknown): unknown {
  if (key === undefined) return made;
  if (typeof value !== "object" || value === null) return value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, made);
  return copy;
}

/** Reads whatever a contract can tell; what cannot be told is refused in the words of a person. */
function readAll(contract: Contract): void {
  const tell = (value: unknown, depth = 0): void => {
    if (typeof value !== "object" || value === null || depth > 8) return;
    for (const name of Object.keys(value)) {
      try {
        tell((value as Record<string, unknown>)[name], depth + 1);
      } catch (error) {
        if (!(error instanceof InputError) && !(error instanceof ProblemError)) throw error;
      }
    }
  };
  tell(contract.unusable);
  for (const operation of contract.operations) {
    tell(operation);
    contract.find(
      operation.method,
      (operation.basePaths[0] ?? "") + operation.path.replaceAll(/\{[^{}]*\}/g, "1"),
    );
  }
}

const places = placesIn(everyPart);
const strange = fc.oneof(
  fc.constantFrom<unknown>(null, [], {}, "", "x", 0, -1.5, true, [null], [[]], { "": {} }, "true", "#"),
  fc.constantFrom<unknown>(
    { $ref: 5 },
    { $ref: "#" },
    { $ref: "" },
    { $ref: "#/paths" },
    { $ref: "#/components/schemas/Gone" },
    { $ref: "#gone" },
    { $ref: "gone.yaml#/x" },
    { $ref: "http://localhost:1/x" },
    { $ref: "::::" },
    { $ref: "%E0%A4%A" },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

test("a document that is broken anywhere is served, or refused in words", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...places), strange), { minLength: 1, maxLength: 3 }),
      async (breaks) => {
        const document = breaks.reduce<unknown>(
          (made, [place, value]) => replaced(made, place, value),
          everyPart,
        );
        try {
          readAll(await open(document as object));
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("the document that is broken is a good one before", async () => {
  const contract = await open(everyPart);
  expect(contract.unusable).toEqual([]);
  expect(contract.operations.map(({ id }) => id)).toEqual(["listThings", "createThing", "GET /things/{id}"]);
});
