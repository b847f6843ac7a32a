import type { MatcherWord } from "../../matchers/read.ts";
import type { Schema } from "../../schema/schema.ts";
import {
  chosenShapes,
  choiceShapes,
  patchShapes,
  responseShapes,
  sequenceShapes,
} from "./response-shapes.ts";
import { closed, matcher, milliseconds } from "./shapes.ts";
import {
  credentialShapes,
  effectShapes,
  scenarioShapes,
  storeShapes,
  stubShapes,
  thenShapes,
  whenShapes,
} from "./stub-shapes.ts";

const bound = { type: ["number", "string"] };

const matcherShapes: Readonly<Record<MatcherWord, Schema>> = {
  equals: { description: "The same value." },
  matches: { description: "A regular expression (RE2) found in the text.", type: "string" },
  contains: { description: "A piece of a text, an item of a list, or some properties of an object." },
  exists: { description: "Whether it is there at all; null is there.", type: "boolean" },
  in: { description: "One of these values.", type: "array", minItems: 1 },
  gt: { description: "Greater than.", ...bound },
  gte: { description: "At least.", ...bound },
  lt: { description: "Less than.", ...bound },
  lte: { description: "At most.", ...bound },
  not: { description: "The opposite.", allOf: [matcher] },
  any: { description: "At least one of these matchers.", type: "array", minItems: 1, items: matcher },
  schema: {
    description: 'A JSON Schema that the value satisfies, or { $ref: "#/components/schemas/…" }.',
    type: ["object", "boolean"],
  },
  all: { description: "All of these matchers.", type: "array", minItems: 1, items: matcher },
};

/** The language of scenario files but for what only a contract knows: `operation`, `collection` and `scope` are still to be defined. */
export const grammar: Readonly<Record<string, Schema>> = {
  when: closed(whenShapes, { description: "What the request must have; all of it." }),
  store: closed(storeShapes, {
    description: "What the session's store must hold.",
    required: ["collection"],
  }),
  credential: closed(credentialShapes, { oneOf: [{ required: ["token"] }, { required: ["user"] }] }),
  then: closed(thenShapes, { description: "What follows the answer.", minProperties: 1 }),
  effect: closed(effectShapes, {
    oneOf: [{ required: ["put"] }, { required: ["update"] }, { required: ["remove"] }],
  }),
  response: closed(responseShapes),
  chosen: closed(chosenShapes),
  patch: closed(patchShapes, { required: ["op", "path"] }),
  sequence: closed(sequenceShapes),
  choice: closed(choiceShapes),
  undeclared: { required: ["undeclared"], properties: { undeclared: { const: true } } },
  respond: {
    description: "The answer; what is left out comes from the contract.",
    if: { required: ["sequence"] },
    then: { $ref: "#/$defs/sequence" },
    else: {
      if: { required: ["choose"] },
      then: { $ref: "#/$defs/choice" },
      else: closed({ ...responseShapes, sequence: sequenceShapes.sequence, ...choiceShapes }),
    },
  },
  delay: {
    description: 'Milliseconds to wait: 300, "100-500", or "80~0.4" (lognormal: the median, then sigma).',
    anyOf: [
      milliseconds,
      { type: "string", pattern: "^\\d{1,6}(-\\d{1,6}|~\\d{1,2}(\\.\\d{1,6})?)?$" },
      closed({ min: milliseconds, max: milliseconds }, { required: ["min", "max"] }),
      closed({ median: milliseconds, sigma: { type: "number" } }, { required: ["median", "sigma"] }),
    ],
  },
  dribble: {
    description: "The answer comes in pieces: milliseconds for all of it, or { chunks: 10, duration: 2000 }.",
    anyOf: [
      milliseconds,
      { type: "string", pattern: "^\\d{1,6}$" },
      closed({ chunks: { type: "integer", minimum: 1 }, duration: milliseconds }, { minProperties: 1 }),
    ],
  },
  matcher: {
    description: "A value, which is short for equals, or matchers that must all hold.",
    type: ["object", "string", "number", "boolean", "null"],
    minProperties: 1,
    properties: matcherShapes,
    additionalProperties: false,
  },
};

/** A scenario file; its stubs are still to be defined. */
export const scenarioShape = closed(scenarioShapes, {
  required: ["scenario"],
  anyOf: [{ required: ["stubs"] }, { required: ["credentials"] }],
});

/** A stub of any operation. */
export const stubShape = closed(stubShapes, { required: ["operation"] });
