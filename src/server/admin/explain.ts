import { negotiate } from "../../http/accept.ts";
import type { ExplainInput } from "../explain/input.ts";
import { explain } from "../explain/explain.ts";
import { longestUrl } from "../explain/input.ts";
import type { AdminOperation } from "./operation.ts";
import { jsonReply, textReply } from "./reply.ts";
import { exchangeRequestSchema, jsonResponse, listed, objectOf, problemResponse } from "./schemas.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const orNull = (schema: object) => ({ anyOf: [schema, { type: "null" }] });
const headers = { type: "object", additionalProperties: text };

const comparison = objectOf({
  place: { ...text, examples: ["header x-tenant", "body /name", "state", "times"] },
  expected: { ...text, description: "To be read after the place." },
  came: text,
  holds: flag,
});

const explanationSchema = {
  ...objectOf({
    session: { type: ["string", "null"] },
    request: exchangeRequestSchema,
    operationId: { type: ["string", "null"] },
    answer: orNull(
      objectOf({
        status: { type: "integer" },
        source: { type: ["string", "null"] },
        headers,
        body: true,
        delay: { type: "integer", minimum: 0, description: "Milliseconds." },
        fault: { type: ["string", "null"] },
      }),
    ),
    why: listed(objectOf({ step: text, said: text })),
    nearest: listed(
      objectOf({
        operationId: text,
        method: text,
        path: text,
        advice: listed(text),
        rows: listed(objectOf({ left: text, right: text, differs: flag })),
      }),
    ),
    violations: listed({
      allOf: [{ $ref: "#/components/schemas/Violation" }, objectOf({ demand: true, came: text })],
    }),
    stubs: listed(
      objectOf({
        id: text,
        name: text,
        scenario: { type: ["string", "null"] },
        phase: { enum: ["first", "after"] },
        isOn: { ...flag, description: "Whether it is asked at all." },
        matched: flag,
        answered: flag,
        verdict: text,
        comparisons: listed(comparison),
      }),
    ),
    moreStubs: { type: "integer", minimum: 0, description: "How many are asked and not shown." },
    elsewhere: listed(objectOf({ session: text, said: text })),
    untold: { ...listed(text), description: "What cannot be told without doing it." },
    fixes: listed(objectOf({ said: text, paste: { ...text, description: "A line for the shell." } })),
    text: { ...text, description: "All of it in two columns; lines that differ begin with `!`." },
  }),
  description: "What a request would get, and why not anything else. Secrets are redacted.",
};

/** What a request would get, without leaving a trace. */
export const explainRequest: AdminOperation = {
  id: "explainRequest",
  method: "POST",
  path: "/requests/explain",
  summary: "What a request would get, and why not anything else, without sending it",
  ofSession: true,
  requestBody: {
    required: true,
    content: {
      "application/json": {
        schema: {
          type: "object",
          required: ["url"],
          properties: {
            method: { ...text, default: "GET" },
            url: {
              ...text,
              minLength: 1,
              maxLength: longestUrl,
              description:
                "A path with its query, or a whole URL; /__session/<name> in front names the session.",
            },
            headers: { ...headers, description: "A request in the journal has them redacted." },
            body: { description: "Text is sent as it is, everything else as JSON, null not at all." },
          },
          examples: [{ method: "POST", url: "/pets", body: { name: "Ada" } }],
        },
      },
    },
  },
  responses: {
    200: {
      description: "The explanation; as plain text for those who ask for it.",
      content: {
        ...jsonResponse("", explanationSchema).content,
        "text/plain": { schema: text },
      },
    },
    400: problemResponse("No client could send such a request."),
  },
  async answer({ served, session, host, body, accept }) {
    const explanation = await explain({ served, session, host }, body as ExplainInput);
    const wanted = negotiate(accept, [{ type: "application/json" }, { type: "text/plain" }]);
    const vary = { Vary: "Accept" };
    if (wanted?.type === "text/plain") return textReply(explanation.text, vary);
    return jsonReply(explanation, vary);
  },
};
