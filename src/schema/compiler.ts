import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject, Options, ValidateFunction } from "ajv";
import { addKnownFormats } from "./formats.ts";
import { replaceKeywords } from "./keywords.ts";
import { compilePattern } from "./pattern.ts";
import type { Schema } from "./schema.ts";
import { unusable } from "./unusable.ts";

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
  const thorough = createAjv({ allErrors: true, verbose: true, code: { process: stopAtLimit } });
  return {
    add(name, schema) {
      brief.addSchema(schema, name);
      thorough.addSchema(schema, name);
    },
    compile(schema, place) {
      let full: ValidateFunction | undefined;
      const explain = () => (full ??= attempt(() => thorough.compile(schema), place));
      let isValid = briefly(schema, place) ?? explain();
      return (value) => {
        try {
          if (isValid(value)) return undefined;
        } catch (error) {
          if (!(error instanceof RangeError) || isValid === full) throw error;
          isValid = explain();
          if (isValid(value)) return undefined;
        }
        const judge = explain();
        judge(value);
        return judge.errors ?? [];
      };
    },
  };

  /**
   * Undefined where it cannot be compiled so: each of thousands of properties is nested in the one before it, which
   * overflows the engine's parser, now or when it first runs. What says everything nests nothing.
   */
  function briefly(schema: Schema, place: string): ValidateFunction | undefined {
    try {
      return brief.compile(schema);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw unusable(error, place);
    }
  }
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
      regExp: Object.assign(patternFor, { code: "" }),
      ...code,
    },
  });
  addKnownFormats(ajv);
  replaceKeywords(ajv);
  return ajv;
}

/** AJV keeps the patterns it has by what their `toString` says: without one of their own, all would be the first. */
const patternFor = (source: string) => ({ ...compilePattern(source), toString: () => source });

function attempt<T>(compile: () => T, place: string): T {
  try {
    return compile();
  } catch (error) {
    throw unusable(error, place);
  }
}
