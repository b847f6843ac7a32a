import fc from "fast-check";
import { createGenerator } from "../../src/generate/generator.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import { createSchemas } from "../../src/schema/schemas.ts";
import type { Dialect } from "../../src/schema/translate.ts";
import { asWrittenBefore, withoutLater } from "../support/older-schemas.ts";
import { plainJudge } from "../support/schemas.ts";
import { witnessed, type Witnessed, type Written } from "../support/witnesses.ts";

/** How a schema is written in a document of a version, and what it says in JSON Schema 2020-12. */
interface Version {
  readonly dialect: Dialect;
  readonly written: (schema: Written) => unknown;
  readonly meant: (schema: Written) => Written;
}

const versions: Readonly<Record<string, Version>> = {
  "3.1": { dialect: "2020-12", written: (schema) => schema, meant: (schema) => schema },
  "3.0": { dialect: "3.0", written: asWrittenBefore, meant: withoutLater },
};

/** What is wrong with the values of a schema that can be satisfied; undefined where nothing is. */
async function failureOf({ value, schema }: Witnessed, { dialect, written, meant }: Version) {
  const judge = plainJudge(meant(schema));
  if (judge(value).length > 0) return "skipped";
  const root = { components: { schemas: { It: written(schema) } } };
  const document = createSchemas({ root, dialectAt: () => dialect });
  const generator = await createGenerator(document);
  const it = document.at("#/components/schemas/It", "response");
  for (const seed of [1, 2]) {
    try {
      const made = generator.generate(it, { seed, examples: seed === 1 });
      const errors = judge(made);
      if (errors.length > 0) return { schema, made, errors };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { schema, witness: value, called: error.problem.detail };
    }
  }
  return undefined;
}

describe.each(Object.entries(versions))(
  "a schema of OpenAPI %s, of any keywords, that is known to have a value",
  (_, version) => {
    test("gets one: of sixty of them at most one is too tangled", async () => {
      const failures: unknown[] = [];
      await fc.assert(
        fc.asyncProperty(witnessed, async (one) => {
          const failure = await failureOf(one, version);
          fc.pre(failure !== "skipped");
          if (failure) failures.push(failure);
        }),
        { numRuns: 60 },
      );
      expect(failures.slice(1)).toEqual([]);
    }, 60_000);
  },
);
