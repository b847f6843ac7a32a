import type { Faker } from "@faker-js/faker";
import { didYouMean } from "../../problem/nearest.ts";
import { fraction, mix } from "../hash.ts";
import { readArguments } from "./arguments.ts";
import { meantMethod } from "./renamed.ts";

/** What a schema's `x-faker` asks for: a method of faker, to be called with a seed, or why it cannot be. */
export type Asked =
  | {
      /** `person.firstName`, as it is called now. */
      readonly method: string;
      readonly isBare: boolean;
      /** What faker makes of it, as JSON has it but for dates; throws what faker throws. */
      readonly call: (seed: number) => unknown;
    }
  | { readonly mistake: string };

/** Reads `x-faker`: `internet.email`, or `{ "commerce.price": { min: 5, max: 50 } }`, arguments as faker has them. */
export type ReadAsked = (said: unknown) => Asked;

// `helpers` fills templates and patterns of the caller's own: nobody needs it for a value, and it can be made to hang.
const modules = [
  "airline",
  "animal",
  "book",
  "color",
  "commerce",
  "company",
  "database",
  "datatype",
  "date",
  "finance",
  "food",
  "git",
  "hacker",
  "image",
  "internet",
  "location",
  "lorem",
  "music",
  "number",
  "person",
  "phone",
  "science",
  "string",
  "system",
  "vehicle",
  "word",
] as const;

type Method = (...given: readonly unknown[]) => unknown;

/** Calls of a faker of its own, made on first use, so that no call changes what another one gives. */
export function createCalls(faker: Faker, now: number): ReadAsked {
  let state = 0;
  let methods: ReadonlyMap<string, Method> | undefined;
  const made = (): ReadonlyMap<string, Method> => {
    // Seeding faker's own randomizer takes 80 µs. Its class cannot be imported without all its locales.
    const Own = faker.constructor as typeof Faker;
    const randomizer = { next: () => fraction((state = mix(state, 0xfa))), seed: () => undefined };
    const own = new Own({ locale: faker.rawDefinitions, randomizer });
    own.setDefaultRefDate(now);
    return methodsOf(own);
  };
  const known = new Map<string, Asked>();
  const read = (said: unknown): Asked => {
    const { name, given } = namedIn(said);
    if (name === undefined) return { mistake: shapeHelp };
    methods ??= made();
    const method = meantMethod(name);
    const call = methods.get(method);
    if (call === undefined) {
      return { mistake: `faker has no ${JSON.stringify(name)}${didYouMean(method, [...methods.keys()])}` };
    }
    const args = readArguments(method, given);
    if (typeof args === "string") return { mistake: args };
    return {
      method,
      isBare: args.length === 0,
      call: (seed) => {
        state = seed;
        return call(...structuredClone(args));
      },
    };
  };
  return (said) => {
    const key = JSON.stringify(said);
    let asked = known.get(key);
    if (asked === undefined) known.set(key, (asked = read(said)));
    return asked;
  };
}

const shapeHelp =
  'x-faker is a method of faker such as "person.firstName", or one with its arguments: { "lorem.words": 3 }';

function namedIn(said: unknown): { name?: string; given?: unknown } {
  if (typeof said === "string") return { name: said };
  if (typeof said !== "object" || said === null || Array.isArray(said)) return {};
  const [entry, ...more] = Object.entries(said);
  return entry && more.length === 0 ? { name: entry[0], given: entry[1] as unknown } : {};
}

/** Says so on the console whenever it is called. */
const deprecated = "urlLoremFlickr";

/** Every method of the modules that are open, by its full name. */
function methodsOf(faker: Faker): ReadonlyMap<string, Method> {
  return new Map(
    modules.flatMap((module) =>
      Object.entries(faker[module]).flatMap(([name, method]: [string, unknown]) =>
        typeof method === "function" && name !== deprecated
          ? [[`${module}.${name}`, method as Method] as const]
          : [],
      ),
    ),
  );
}
