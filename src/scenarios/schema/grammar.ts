import type { MatcherWord } from "../../matchers/read.ts";
import type { Schema, SchemaObject } from "../../schema/schema.ts";
import { longestDelay } from "../../trouble/delay.ts";
import { spokenFaults } from "../../trouble/fault.ts";
import type { responseKeys, sequenceKeys } from "../../stubs/respond.ts";
import type { storeKeys } from "../../stubs/stored.ts";
import type { stubKeys, thenKeys } from "../../stubs/stub.ts";
import type { whenKeys } from "../../stubs/when.ts";
import type { scenarioKeys } from "../scenario.ts";

/** A schema for each key that a reader of scenario files knows: a key without one does not compile. */
type Shapes<Keys extends readonly string[]> = Readonly<Record<Keys[number], SchemaObject>>;

const matcher = { $ref: "#/$defs/matcher" };
const text = { type: "string", minLength: 1 };
const scalar = { type: ["string", "number", "boolean"] };
/** Names and matchers. */
const matchers = { type: "object", minProperties: 1, additionalProperties: matcher };
const milliseconds = { type: "integer", minimum: 0, maximum: longestDelay };
const pointer = { pattern: "^(/|$)" };
const bound = { type: ["number", "string"] };

const scenarioShapes: Shapes<typeof scenarioKeys> = {
  scenario: {
    description: "The name, for `Prefer: scenario=<name>`. States belong to it.",
    type: "string",
    pattern: "^[A-Za-z0-9._-]{1,64}$",
  },
  description: { description: "One sentence on what it is for.", type: "string" },
  active: { description: "true: on in every session; else when asked for by name.", type: "boolean" },
  stubs: {
    description: "When this request, respond so. The first that matches answers.",
    type: "array",
    minItems: 1,
    items: { $ref: "#/$defs/stub" },
  },
};

const stubShapes: Shapes<typeof stubKeys> = {
  name: { description: "What it is for; each of a file has its own.", ...text, maxLength: 200 },
  operation: { $ref: "#/$defs/operation" },
  when: { $ref: "#/$defs/when" },
  respond: { $ref: "#/$defs/respond" },
  then: { $ref: "#/$defs/then" },
  priority: { description: "The higher goes first; 0 unless told otherwise.", type: "integer" },
  times: {
    description: "How often it answers in a session; always unless told.",
    type: "integer",
    minimum: 1,
  },
  phase: {
    description:
      "first: before the request is validated (so are 401, 403, 429, 5xx and faults anyway); after: of valid requests only.",
    enum: ["first", "after"],
  },
};

const whenShapes: Shapes<typeof whenKeys> = {
  headers: { description: "Request headers, by name.", ...matchers },
  query: { description: "Query parameters, by name.", ...matchers },
  path: { description: "Path parameters, by name.", ...matchers },
  cookies: { description: "Cookies, by name.", ...matchers },
  body: { description: "Fields of the request body, by JSON Pointer.", ...matchers, propertyNames: pointer },
  session: { description: "The session's name.", ...matcher },
  state: { description: "The scenario's state; Started until `then` says otherwise.", ...matcher },
  store: { $ref: "#/$defs/store" },
};

const storeShapes: Shapes<typeof storeKeys> = {
  collection: { $ref: "#/$defs/collection" },
  where: {
    description: "Fields of the record, by JSON Pointer.",
    type: "object",
    propertyNames: pointer,
    additionalProperties: matcher,
  },
  exists: { description: "Whether there is such a record; true unless told.", type: "boolean" },
};

const thenShapes: Shapes<typeof thenKeys> = {
  state: { description: "The scenario's state once the last response was sent.", ...text },
};

const responseShapes: Shapes<typeof responseKeys> = {
  status: {
    description: "A status that the operation declares; any other beside `undeclared: true`.",
    type: "integer",
    minimum: 200,
    maximum: 599,
  },
  undeclared: { description: "The contract need not know the status or the body.", type: "boolean" },
  headers: {
    description: "Response headers. Templates are filled.",
    type: "object",
    additionalProperties: scalar,
  },
  body: {
    description: "Merged over what the contract would answer: write only what matters. Templates are filled.",
  },
  errors: {
    description: "Field and message, or messages; they take the shape of the contract's error.",
    type: "object",
    minProperties: 1,
    additionalProperties: { type: [...scalar.type, "array"], minItems: 1, items: scalar },
  },
  delay: { $ref: "#/$defs/delay" },
  fault: {
    description: "Breaks the connection, or the answer on its way.",
    enum: spokenFaults,
  },
  dribble: { $ref: "#/$defs/dribble" },
  example: { description: "The contract's example of that name.", ...text },
};

const sequenceShapes: Shapes<typeof sequenceKeys> = {
  sequence: {
    description: "One response after the other, a request each.",
    type: "array",
    minItems: 1,
    items: { $ref: "#/$defs/response" },
  },
  repeat: {
    description: "After the last response: that one again, or all from the first.",
    enum: ["last", "cycle"],
  },
};

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
  all: { description: "All of these matchers.", type: "array", minItems: 1, items: matcher },
};

/** The language of scenario files but for what only a contract knows: `operation` and `collection` are still to be defined. */
export const grammar: Readonly<Record<string, Schema>> = {
  when: closed(whenShapes, { description: "What the request must have; all of it." }),
  store: closed(storeShapes, {
    description: "What the session's store must hold.",
    required: ["collection"],
  }),
  then: closed(thenShapes, { description: "What follows.", required: ["state"] }),
  response: closed(responseShapes, {}),
  undeclared: { required: ["undeclared"], properties: { undeclared: { const: true } } },
  respond: {
    description: "The answer; what is left out comes from the contract.",
    if: { required: ["sequence"] },
    then: closed(sequenceShapes, {}),
    else: closed({ ...responseShapes, sequence: sequenceShapes.sequence }, {}),
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
export const scenarioShape = closed(scenarioShapes, { required: ["scenario", "stubs"] });

/** A stub of any operation. */
export const stubShape = closed(stubShapes, { required: ["operation"] });

function closed(properties: Readonly<Record<string, Schema>>, more: SchemaObject): SchemaObject {
  return { ...more, type: "object", properties, additionalProperties: false };
}
