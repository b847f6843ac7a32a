/** How unrelated APIs declare their errors. */
export interface Shape {
  readonly called: string;
  readonly schema: object;
  readonly type?: string;
  readonly schemas?: Record<string, object>;
}

const text = { type: "string" };
const whole = { type: "integer" };
const listOf = (items: object) => ({ type: "array", items });
const object = (properties: Record<string, object>, required: string[] = []) => ({
  type: "object",
  properties,
  required,
});

const github = object(
  {
    message: text,
    documentation_url: text,
    errors: listOf(
      object(
        {
          resource: text,
          field: text,
          code: {
            enum: ["missing", "missing_field", "invalid", "already_exists", "unprocessable", "custom"],
          },
        },
        ["resource", "field", "code"],
      ),
    ),
  },
  ["message", "errors"],
);

/** A document whose one operation asks for `name`, an `email` and an `age` of 18, and declares all its errors alike. */
export function documentOf({ schema, type = "application/json", schemas = {} }: Shape) {
  const error = (description: string) => ({ description, content: { [type]: { schema } } });
  const person = object({
    name: text,
    email: { type: "string", format: "email" },
    age: { ...whole, minimum: 18 },
  });
  return {
    openapi: "3.1.0",
    info: { title: "People", version: "1" },
    paths: {
      "/people": {
        post: {
          requestBody: {
            required: true,
            content: { "application/json": { schema: { ...person, required: ["name", "email"] } } },
          },
          responses: {
            201: { description: "Created" },
            404: error("No such person"),
            409: error("The person exists already"),
            422: error("The person cannot be saved"),
            500: error("Something broke"),
          },
        },
      },
    },
    components: { schemas },
  };
}

export const shapes: readonly Shape[] = [
  { called: "GitHub", schema: github },
  {
    called: "Google",
    schema: object(
      {
        error: object({
          code: whole,
          message: text,
          status: text,
          details: listOf({ type: "object", properties: { "@type": text }, additionalProperties: true }),
        }),
      },
      ["error"],
    ),
  },
  {
    called: "JSON:API",
    type: "application/vnd.api+json",
    schema: object(
      {
        errors: listOf(
          object(
            {
              id: text,
              status: text,
              code: text,
              title: text,
              detail: text,
              source: object({ pointer: text, parameter: text }),
              meta: { type: "object" },
            },
            ["title"],
          ),
        ),
      },
      ["errors"],
    ),
  },
  {
    called: "Laravel with declared fields",
    schema: object(
      {
        message: text,
        errors: object({ name: listOf(text), email: listOf(text), age: listOf(text), city: listOf(text) }),
      },
      ["message", "errors"],
    ),
  },
  {
    called: "Laravel with any fields",
    schema: object({
      message: text,
      errors: { type: "object", additionalProperties: listOf(text) },
    }),
  },
  { called: "a list of texts", schema: object({ errors: listOf(text) }, ["errors"]) },
  { called: "one text", schema: object({ error: text }, ["error"]) },
  {
    called: "NestJS",
    schema: object({ statusCode: whole, message: listOf(text), error: text }, ["statusCode", "message"]),
  },
  {
    called: "Spring",
    schema: object({
      timestamp: { type: "string", format: "date-time" },
      status: whole,
      error: text,
      message: text,
      path: text,
    }),
  },
  {
    called: "problem details",
    type: "application/problem+json",
    schema: object({
      type: { type: "string", format: "uri" },
      title: text,
      status: whole,
      detail: text,
      instance: { type: "string", format: "uri-reference" },
      invalidParams: listOf(object({ name: text, reason: text }, ["name", "reason"])),
    }),
  },
  {
    called: "one of two shapes",
    schemas: {
      Locked: object({ lockedUntil: { type: "string", format: "date-time" } }, ["lockedUntil"]),
      Refused: object({ message: text, violations: listOf(object({ property: text, message: text })) }, [
        "message",
      ]),
    },
    schema: { oneOf: [{ $ref: "#/components/schemas/Locked" }, { $ref: "#/components/schemas/Refused" }] },
  },
  {
    called: "FastAPI",
    schema: object({
      detail: listOf(
        object({ loc: listOf({ anyOf: [text, whole] }), msg: text, type: text }, ["loc", "msg", "type"]),
      ),
    }),
  },
  { called: "plain text", type: "text/plain", schema: text },
  {
    called: "OData",
    schema: object(
      {
        error: object(
          {
            code: text,
            message: text,
            target: text,
            details: listOf(object({ code: text, message: text, target: text }, ["code", "message"])),
          },
          ["code", "message"],
        ),
      },
      ["error"],
    ),
  },
  {
    called: "OData 2",
    schema: object({
      error: object({ code: text, message: object({ lang: text, value: text }, ["value"]) }, ["message"]),
    }),
  },
  {
    called: "Google's older list",
    schema: object({
      error: object({
        code: whole,
        message: text,
        errors: listOf(object({ domain: text, reason: text, message: text, location: text })),
      }),
    }),
  },
  {
    called: "GraphQL",
    schema: object(
      {
        data: { type: ["object", "null"] },
        errors: {
          ...listOf(
            object(
              {
                message: text,
                path: listOf({ type: ["string", "integer"] }),
                extensions: object({ code: text }),
              },
              ["message"],
            ),
          ),
          minItems: 1,
        },
      },
      ["errors"],
    ),
  },
  {
    called: "Stripe",
    schema: object(
      {
        error: object(
          {
            type: { enum: ["api_error", "card_error", "invalid_request_error"] },
            message: text,
            param: text,
          },
          ["type"],
        ),
      },
      ["error"],
    ),
  },
  {
    called: "messages beside a map",
    schema: object({ errorMessages: listOf(text), errors: { type: "object", additionalProperties: text } }, [
      "errorMessages",
      "errors",
    ]),
  },
  { called: "anything", schema: {} },
  { called: "an object that declares nothing", schema: { type: "object" } },
  {
    called: "an error with a cause",
    schemas: {
      Failure: object({ message: text, cause: { $ref: "#/components/schemas/Failure" } }, ["message"]),
    },
    schema: { $ref: "#/components/schemas/Failure" },
  },
];
