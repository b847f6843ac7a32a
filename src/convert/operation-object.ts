import { STATUS_CODES } from "node:http";
import { attributeSchema } from "./attribute-schema.ts";
import { contentObject } from "./content-object.ts";
import type { JsonObject } from "./json.ts";
import type { Attribute, Body, Operation, Parameter, Response } from "./model.ts";
import { schemeName } from "./security-schemes.ts";

/** An Operation Object (OpenAPI 3.1), but for its operationId. */
export function operationObject(operation: Operation): JsonObject {
  const { title, description, badges, security, parameters, body, responses } = operation;
  const badge = badges.filter((name) => name !== "Deprecated");
  return {
    ...(title ? { summary: title } : {}),
    ...(description ? { description } : {}),
    ...(badges.includes("Deprecated") ? { deprecated: true } : {}),
    ...(badge.length > 0 ? { "x-badges": badge } : {}),
    ...(security.length > 0
      ? { security: security.map((all) => Object.fromEntries(all.map((one) => [schemeName(one), []]))) }
      : {}),
    ...(parameters.length > 0 ? { parameters: parameters.map(parameterObject) } : {}),
    ...(body ? { requestBody: requestBodyObject(body) } : {}),
    responses: Object.fromEntries(responses.map((response) => [response.code, responseObject(response)])),
  };
}

/** Path parameters are required by definition (OpenAPI 3.1, Parameter Object). */
function parameterObject(parameter: Parameter): JsonObject {
  const { name, required, deprecated } = parameter;
  return {
    name,
    in: parameter.in,
    ...describe(parameter),
    ...(required || parameter.in === "path" ? { required: true } : {}),
    ...(deprecated ? { deprecated } : {}),
    schema: attributeSchema({ ...parameter, description: "", deprecated: false }),
  };
}

function requestBodyObject(body: Body): JsonObject {
  return {
    ...describe(body),
    ...(body.required ? { required: true } : {}),
    content: contentObject(body.content),
  };
}

function responseObject({ code, description, headers, content }: Response): JsonObject {
  return {
    description: description || (STATUS_CODES[code] ?? `Response ${code}`),
    ...(headers.length > 0
      ? { headers: Object.fromEntries(headers.map((header) => [header.name, headerObject(header)])) }
      : {}),
    ...(content.length > 0 ? { content: contentObject(content) } : {}),
  };
}

function headerObject(header: Attribute): JsonObject {
  const { required, deprecated } = header;
  return {
    ...describe(header),
    ...(required ? { required } : {}),
    ...(deprecated ? { deprecated } : {}),
    schema: attributeSchema({ ...header, description: "", deprecated: false }),
  };
}

function describe({ description }: { description: string }): JsonObject {
  return description ? { description } : {};
}
