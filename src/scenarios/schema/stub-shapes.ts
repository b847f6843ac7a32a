import type { effectKeys } from "../../stubs/effect.ts";
import type { storeKeys } from "../../stubs/stored.ts";
import type { stubKeys } from "../../stubs/stub.ts";
import type { thenKeys } from "../../stubs/then.ts";
import type { whenKeys } from "../../stubs/when.ts";
import type { credentialKeys } from "../credentials.ts";
import type { scenarioKeys } from "../scenario.ts";
import { matcher, matchers, pointer, text, type Shapes } from "./shapes.ts";

const counterName = "^[A-Za-z0-9_-]{1,64}$";

/** The keys of a file. */
export const scenarioShapes: Shapes<typeof scenarioKeys> = {
  scenario: {
    description: "The name, for `Prefer: scenario=<name>`. States belong to it.",
    type: "string",
    pattern: "^[A-Za-z0-9._-]{1,64}$",
  },
  description: { description: "One sentence on what it is for.", type: "string" },
  active: { description: "true: on in every session; else when asked for by name.", type: "boolean" },
  credentials: {
    description: "Tokens and users that the API knows, and what they may do; others are accepted as usual.",
    type: "array",
    minItems: 1,
    items: { $ref: "#/$defs/credential" },
  },
  stubs: {
    description: "When this request, respond so. The first that matches answers.",
    type: "array",
    minItems: 1,
    items: { $ref: "#/$defs/stub" },
  },
};

const scopes = { type: "array", items: { $ref: "#/$defs/scope" } };

/** The keys of an entry of `credentials`. */
export const credentialShapes: Shapes<typeof credentialKeys> = {
  token: { description: "A bearer token or an API key.", ...text },
  user: { description: "Of basic authentication.", ...text },
  password: { description: "Of the user; any unless told.", type: "string" },
  scopes: { description: "The scopes it has; [] for none.", ...scopes },
  roles: { description: "The roles it has; [] for none.", ...scopes },
  expired: { description: "true: refused with 401.", type: "boolean" },
};

/** The keys of a stub. */
export const stubShapes: Shapes<typeof stubKeys> = {
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
  expires: {
    description:
      "How long from its first answer in a session (30s, 5m, 2h, 1d), or until when (2026-01-31T12:00:00Z).",
    type: "string",
    pattern: "^(\\d{1,12}(ms|s|m|h|d)|\\d{4}-\\d\\d-\\d\\d[Tt].*)$",
  },
  chance: {
    description: "It takes part in that share of the requests, drawn by the seed: 20%.",
    type: "string",
    pattern: "^\\d{1,3}(\\.\\d{1,6})?%$",
  },
  limit: {
    description: "It lets so many requests in so much time pass by, and answers those beyond: 5/10s.",
    type: "string",
    pattern: "^\\d{1,9}/\\d{0,9}(ms|s|m|h)$",
  },
  phase: {
    description:
      "first: before the request is validated (so are 401, 403, 429, 5xx and faults anyway); after: of valid requests only.",
    enum: ["first", "after"],
  },
};

/** The keys of `when`. */
export const whenShapes: Shapes<typeof whenKeys> = {
  headers: { description: "Request headers, by name.", ...matchers },
  query: { description: "Query parameters, by name.", ...matchers },
  path: { description: "Path parameters, by name.", ...matchers },
  cookies: { description: "Cookies, by name.", ...matchers },
  body: { description: "Fields of the request body, by JSON Pointer.", ...matchers, propertyNames: pointer },
  session: { description: "The session's name.", ...matcher },
  state: { description: "The scenario's state; Started until `then` says otherwise.", ...matcher },
  counter: {
    description: "Counters of the session, by name; `then: { count: … }` of some stub counts them.",
    ...matchers,
    propertyNames: { pattern: counterName },
  },
  store: { $ref: "#/$defs/store" },
};

/** The keys of `when: { store }`. */
export const storeShapes: Shapes<typeof storeKeys> = {
  collection: { $ref: "#/$defs/collection" },
  where: {
    description: "Fields of the record, by JSON Pointer.",
    type: "object",
    propertyNames: pointer,
    additionalProperties: matcher,
  },
  exists: { description: "Whether there is such a record; true unless told.", type: "boolean" },
};

/** The keys of `then`. */
export const thenShapes: Shapes<typeof thenKeys> = {
  state: { description: "The scenario's state once the last response was sent.", ...text },
  count: {
    description: "A counter of the session, which goes up by one.",
    type: "string",
    pattern: counterName,
  },
  store: {
    description: "What the answer does to the session's store, in order.",
    type: "array",
    minItems: 1,
    maxItems: 100,
    items: { $ref: "#/$defs/effect" },
  },
};

/** The keys of an item of `then: { store }`. */
export const effectShapes: Shapes<typeof effectKeys> = {
  put: { $ref: "#/$defs/collection" },
  update: { $ref: "#/$defs/collection" },
  remove: { $ref: "#/$defs/collection" },
  key: { description: "The record's id, such as {{ path.petId }}.", type: ["string", "number"] },
  where: {
    ...storeShapes.where,
    description: "Of update and remove: all records of which this holds, by JSON Pointer.",
  },
  value: { description: "The record, or for update what of it changes.", type: "object" },
};
