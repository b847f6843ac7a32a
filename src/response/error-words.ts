import { STATUS_CODES } from "node:http";
import type { Schema, Schemas } from "../schema/schema.ts";

/** Names of an error's parts, as `plainName` writes them. */
export const named = {
  message:
    /^((error|user|developer|display)?(message|msg|description|detail)|details|reason|error|summary|faultstring|text)$/,
  phrase: /^(title|statustext|statusmessage|reasonphrase|error)$/,
  status: /^(status|statuscode|httpstatus|httpcode|httpstatuscode|code|errorcode)$/,
  statusText: /^(http)?status(code)?$/,
  code: /^(code|errorcode|errortype|type|key|rule|keyword|kind|errorkey|error|reason)$/,
  field:
    /^(fields?|fieldname|property|propertyname|propertypath|path|param|parameter|name|attribute|key|pointer|jsonpointer|loc|location|source|target)$/,
  /** The field to blame, beside the message of the whole error. */
  blamed: /^(field|fieldname|property|propertyname|param|parameter|attribute|target)$/,
  /** Where an error happened, beside the message of the whole error. */
  requested: /^(path|instance)$/,
  /** What is said for certain, where `error` and `reason` may be codes. */
  sentence: /^((error|user)?(message|msg|description|detail))$/,
  place: /^(in|place|resource|object|objectname)$/,
  list: /^(sub|field|validation|form|input|body|request|global|constraint|inner)?(errors?|errormessages?|errordetails?|details?|violations?|invalidparams?|invalidparameters?|invalidfields?|issues?|messages?|fields?|problems?|causes?|reasons?|failures?)$/,
  many: /(errors|details|violations|params|parameters|issues|messages|fields|problems|failures)$/,
  nested: /(error|fault|failure|problem|exception|status|meta|response|result|body|data)$/,
  failed: /^(error|iserror|haserrors?|failed|failure)$/,
  succeeded: /^(success|ok|succeeded|successful|issuccess|isok|valid|isvalid)$/,
  /** Believable beside an error without telling anything of it. */
  beside: /^(timestamp|time|date|datetime|(request|trace|correlation|error|log|event|incident)?id)$/,
} as const;

/** `invalid-params`, `invalid_params`, `invalidParams` → `invalidparams`. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** The status in words; `Error` for one that has none. */
export function phraseOf(status: number): string {
  return STATUS_CODES[status] ?? "Error";
}

/** `not_found` */
export function snakeOf(status: number): string {
  return phraseOf(status)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
}

const invalid = ["invalid", "invalid_value", "validation", "bad", "malformed", "unprocessable"];
const ofStatus: Readonly<Record<number, readonly string[]>> = {
  400: ["bad_request", "invalid_argument", "invalid_request", "validation_error", ...invalid],
  401: ["unauthenticated", "unauthorized", "authentication"],
  403: ["permission_denied", "access_denied", "forbidden", "insufficient"],
  404: ["not_found", "missing", "unknown"],
  409: ["conflict", "already_exists", "duplicate", "aborted"],
  415: ["unsupported"],
  422: ["validation_error", "validation_failed", "invalid_argument", "invalid_request", ...invalid],
  429: ["rate_limit", "too_many", "resource_exhausted", "quota", "throttle"],
  500: ["internal", "server_error", "unknown"],
  503: ["unavailable"],
};

/** What an API may call a status in its enum of codes, best first. */
export function wordsOfStatus(status: number): readonly string[] {
  const general =
    status >= 500 ? ["server", "internal", "error", "fail"] : ["invalid_request", "fail", "error"];
  return [snakeOf(status), String(status), ...(ofStatus[status] ?? []), ...general];
}

const ofCode: Readonly<Record<string, readonly string[]>> = {
  required: ["missing_field", "missing", "required", "blank", "empty", "null"],
  dependentRequired: ["missing_field", "missing", "required"],
  undeclared: ["unknown", "unexpected", "additional", "extra", "not_allowed"],
  minimum: ["out_of_range", "too_small", "too_low", "min", "range"],
  exclusiveMinimum: ["out_of_range", "too_small", "too_low", "min", "range"],
  maximum: ["out_of_range", "too_large", "too_big", "too_high", "max", "range"],
  exclusiveMaximum: ["out_of_range", "too_large", "too_big", "too_high", "max", "range"],
  minLength: ["too_short", "min_length", "length"],
  maxLength: ["too_long", "max_length", "length"],
  format: ["invalid_format", "format"],
  pattern: ["invalid_format", "pattern", "format"],
  type: ["invalid_type", "wrong_type", "type"],
  enum: ["invalid_choice", "not_in_list", "enum", "choice", "inclusion"],
};

/** What an API may call the breach of a JSON Schema keyword in its enum of codes, best first. */
export function wordsOfCode(code: string): readonly string[] {
  return [code, ...(ofCode[code] ?? []), ...invalid];
}

/** The member of the schema's enum that means one of the words: the same word first, then one that contains it. */
export function memberFor(schema: Schema, words: readonly string[], schemas: Schemas): unknown {
  const resolved = schemas.resolve(schema);
  const members = typeof resolved === "object" ? (resolved.enum ?? []) : [];
  const known = members.flatMap((member) =>
    typeof member === "string" ? [{ member, name: plainName(member) }] : [],
  );
  const wanted = words.map(plainName);
  for (const word of wanted) {
    const found = known.find(({ name }) => name === word);
    if (found) return found.member;
  }
  for (const word of wanted) {
    const found = known.find(({ name }) => name.includes(word));
    if (found) return found.member;
  }
  return undefined;
}

/** The first of the candidates that the schema accepts. */
export function firstValid(candidates: readonly unknown[], schema: Schema, schemas: Schemas): unknown {
  const judge = schemas.validator(schema);
  return candidates.find((candidate) => candidate !== undefined && judge(candidate).length === 0);
}
