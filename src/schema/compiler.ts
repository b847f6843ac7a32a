import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject, Options, ValidateFunction } from "ajv";
import { ProblemError } from "../problem/problem.ts";
import { addKnownFormats } from "./formats.ts";
import { compilePattern } from "./pattern.ts";
import type { Schema } from "./schema.ts";

/** AJV's verdict: undefined when valid. */
export type Judge = (value: unknown) => readonly ErrorObject[] | undefined;

/** Enough for any person; 300,000 empty objects in a list would otherwise yield a gigabyte of errors. */
const errorLimit = 100;
const loop = /for\s*\((?:let|const) (?:i\d+\s*=\s*0|key\d+ in)[^{]*\)\s*\{/g;

/** AJV has no limit on the errors it collects: its generated loops are told to stop. */
function stopAtLimit(code: string): string {
  return code.replaceAll(
    loop,
    (head) => `${head}if(vErrors !== null && vErrors.length >= ${String(errorLimit)}) break;`,
  );
}

/** Compiles schemas that may refer to one another by name. */
export interface Compiler {
  add(name: string, schema: Schema): void;
  /** Throws ProblemError `unusable-schema`, never "everything is valid". */
  compile(schema: Schema, place: string): Judge;
}

/**
 * Two compilations of a schema: one that only says yes or no, which is all that most values need, and one that says
 * everything, made when a value first fails. Code that can say everything is five times slower even at saying yes,
 * because V8 does not optimise functions of that size.
 */
export function createCompiler(): Compiler {
  const brief = createAjv({ allErrors: false });
  const full = createAjv({ allErrors: true, verbose: true, code: { process: stopAtLimit } });
  return {
    add(name, schema) {
      brief.addSchema(schema, name);
      full.addSchema(schema, name);
    },
    compile(schema, place) {
      const isValid = attempt(() => brief.compile(schema), place);
      let explain: ValidateFunction | undefined;
      return (value) => {
        if (isValid(value)) return undefined;
        explain ??= attempt(() => full.compile(schema), place);
        explain(value);
        return explain.errors ?? [];
      };
    },
  };
}

function createAjv({ code, ...options }: Options): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    ...options,
    code: {
      // 2,000 properties: 1.5 s instead of 10 s, and what is compiled runs as fast.
      optimize: false,
      regExp: Object.assign((source: string) => compilePattern(source), { code: "" }),
      ...code,
    },
  });
  addKnownFormats(ajv);
  return ajv;
}

function attempt<T>(compile: () => T, place: string): T {
  try {
    return compile();
  } catch (error) {
    throw unusable(error, place);
  }
}

function unusable(error: unknown, place: string): ProblemError {
  const reason = error instanceof RangeError ? "it is nested too deeply" : (error as Error).message;
  return new ProblemError("unusable-schema", {
    detail: `The schema at ${place} cannot be compiled: ${reason}.`,
    help: "Correct the schema in the document; `locum validate` lists everything that is wrong with it.",
  });
}
