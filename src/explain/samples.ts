import type { Parameter, SecurityNeed } from "../contract/operation.ts";

/** Characters that are worth pasting, whatever a schema asks for. */
const longest = 256;

/** A value the parameter may have, as far as its schema says so in itself. */
export function sampleOf({ schema, example, name }: Parameter): string {
  const {
    examples = [],
    default: standard,
    enum: choices = [],
    type,
    format,
    minimum,
    minLength,
    maxLength,
  } = typeof schema === "object" ? schema : {};
  const known = [example, examples[0], standard, choices[0]].find(
    (value) => value !== undefined && value !== null,
  );
  if (known !== undefined) return typeof known === "string" ? known : JSON.stringify(known);
  if (format === "uuid") return "5f0c1d9e-6c1b-4f6e-9f43-2b7a51c0e8d4";
  if (format === "date") return "2025-05-04";
  if (format === "date-time") return "2025-05-04T09:42:00Z";
  if (type === "boolean") return "true";
  if (type === "integer" || type === "number" || /id$/i.test(name)) return String(minimum ?? 1);
  return textOf(minLength, maxLength);
}

function textOf(least = 0, most = longest): string {
  return "text".padEnd(Math.min(least, longest), "text").slice(0, most);
}

/** What a request carries to be let in. */
export interface SampleCredential {
  readonly in: "header" | "query";
  readonly name: string;
  readonly value: string;
}

/** Credentials of the form that a scheme asks for; none where that cannot be sent. */
export function credentialsFor({ scheme }: SecurityNeed): readonly SampleCredential[] {
  switch (scheme.kind) {
    case "apiKey":
      if (scheme.in === "cookie") return [{ in: "header", name: "Cookie", value: `${scheme.name}=test` }];
      return [{ in: scheme.in, name: scheme.name, value: "test" }];
    case "http":
      return [{ in: "header", name: "Authorization", value: httpCredentials(scheme.scheme) }];
    case "oauth2":
    case "openIdConnect":
      return [{ in: "header", name: "Authorization", value: "Bearer test" }];
    case "mutualTLS":
    case "unknown":
      return [];
  }
}

function httpCredentials(scheme: string): string {
  if (scheme === "basic") return `Basic ${Buffer.from("test:test").toString("base64")}`;
  return `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} test`;
}
