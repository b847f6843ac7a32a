import { isHeaderName } from "../http/headers.ts";
import type { Given } from "../matchers/given.ts";
import type { Subject } from "./subject.ts";
import { compileTemplate, render, type Template } from "./template.ts";

/** A header or a field, and what it will say. */
export interface NamedTemplate {
  readonly name: string;
  readonly template: Template;
}

/** Framing belongs to the server; a stub that changed it would break the connection. */
const framing = /^(content-length|transfer-encoding|connection|keep-alive|upgrade|trailer)$/i;

/** Reads `headers: { name: value }`. */
export function readHeaders(given: Given): readonly NamedTemplate[] {
  if (!given.isObject())
    return given.refuse("headers want names and values", "Write headers: { Retry-After: 30 }", []) ?? [];
  return given.keys.map((name) => {
    const value = given.at(name);
    if (!isHeaderName(name)) value.refuseKey("this is no header name", "Use letters, digits and -");
    if (framing.test(name)) value.refuseKey(`the server sets ${name} itself`, "Leave it out");
    if (!isScalar(value.value)) value.refuse("a header has one value", "Write a text or a number");
    if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value.value)))
      value.refuse(
        "a header holds no line breaks, control characters or letters beyond Latin-1",
        "Write it in one line, letters beyond Latin-1 percent-encoded",
      );
    return { name, template: compileTemplate(value) };
  });
}

/** Reads `errors: { field: message }`, or a list of messages each. */
export function readErrors(given: Given): readonly NamedTemplate[] | undefined {
  if (!given.isObject() || given.keys.length === 0) {
    return given.refuse("errors want fields and messages", "Write errors: { email: has already been taken }");
  }
  return given.keys.map((name) => {
    const value = given.at(name);
    const messages = Array.isArray(value.value) ? value.value : [value.value];
    if (messages.length === 0 || !messages.every(isScalar)) {
      value.refuse("a field has a message or a list of messages", `Write ${name}: is wrong`);
    }
    return { name, template: compileTemplate(value) };
  });
}

/** Header values for one request. What a request brings in cannot start another header. */
export function renderHeaders(headers: readonly NamedTemplate[], subject: Subject): Record<string, string> {
  return Object.fromEntries(
    headers.map(({ name, template }) => [
      name,
      asText(render(template, subject)).replace(/[^\t\x20-\x7e\x80-\xff]/g, "?"),
    ]),
  );
}

/** Messages by field for one request. */
export function renderErrors(
  errors: readonly NamedTemplate[],
  subject: Subject,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    errors.map(({ name, template }) => {
      const value = render(template, subject);
      return [name, (Array.isArray(value) ? value : [value]).map(asText)];
    }),
  );
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
