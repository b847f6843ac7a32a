import { patchOperations, type patchKeys } from "../../stubs/patch.ts";
import type { chosenKeys, choiceKeys, responseKeys, sequenceKeys } from "../../stubs/respond.ts";
import { spokenFaults } from "../../trouble/fault.ts";
import { pointer, scalar, text, type Shapes } from "./shapes.ts";

/** The keys of an operation of `patch`. */
export const patchShapes: Shapes<typeof patchKeys> = {
  op: { enum: patchOperations },
  path: { description: "Where in the response, as JSON Pointer.", type: "string", ...pointer },
  from: { description: "Of move and copy.", type: "string", ...pointer },
  value: { description: "Of add, replace and test. Templates are filled." },
};

/** The keys of a response. */
export const responseShapes: Shapes<typeof responseKeys> = {
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
  patch: {
    description: "A JSON Patch (RFC 6902) on the body as it would be sent.",
    type: "array",
    minItems: 1,
    maxItems: 100,
    items: { $ref: "#/$defs/patch" },
  },
};

/** The keys of a response of `choose`. */
export const chosenShapes: Shapes<typeof chosenKeys> = {
  ...responseShapes,
  weight: {
    description: "How often it is drawn beside the others; 1 unless told.",
    type: "number",
    minimum: 0,
    maximum: 1_000_000,
  },
};

/** The keys of several responses, one after the other. */
export const sequenceShapes: Shapes<typeof sequenceKeys> = {
  sequence: {
    description: "One response after the other, a request each.",
    type: "array",
    minItems: 1,
    items: { $ref: "#/$defs/response" },
  },
  repeat: {
    description: "After the last response: that one again, all from the first, or other stubs from then on.",
    enum: ["last", "cycle", "once"],
  },
};

/** The keys of several responses, one of which is drawn. */
export const choiceShapes: Shapes<typeof choiceKeys> = {
  choose: {
    description: "One of several responses, drawn by the seed.",
    type: "array",
    minItems: 1,
    items: { $ref: "#/$defs/chosen" },
  },
};
