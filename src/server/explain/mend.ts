import type { Contract } from "../../contract/contract.ts";
import type { Operation, Parameter } from "../../contract/operation.ts";
import { sampleOf } from "../../explain/samples.ts";
import type { MockRequest } from "../../http/message.ts";
import { essence, isJson } from "../../http/media-type.ts";
import { nearestNames } from "../../problem/nearest.ts";
import type { Violation } from "../../problem/violation.ts";
import { isObject, pointerSegments, valueAt } from "../../schema/pointer.ts";
import { demandOf } from "./violations.ts";

/** What a request is mended with. */
export interface Mending {
  readonly operation: Operation;
  readonly contract: Contract;
  /** A JSON body that the operation takes, as text. */
  readonly sample: string | undefined;
}

/** The request with other values where it breaks the contract; whether that mends it is for the contract to say. */
export function mended(
  request: MockRequest,
  violations: readonly Violation[],
  mending: Mending,
): MockRequest {
  const own = violations.filter((one) => one.in !== "response" && one.in !== "response-header");
  const inBody = own.filter((one) => one.in === "body");
  let fixed = request;
  for (const one of own) {
    const [name = ""] = pointerSegments(one.pointer);
    const parameter = mending.operation.parameters.find(
      (known) => known.in === one.in && known.name.toLowerCase() === name.toLowerCase(),
    );
    if (parameter) fixed = withParameter(fixed, parameter);
    else if (one.in === "query" && one.code === "undeclared") fixed = withoutQuery(fixed, name);
  }
  return inBody.length === 0 ? fixed : withBody(fixed, inBody, mending);
}

function withBody(request: MockRequest, violations: readonly Violation[], mending: Mending): MockRequest {
  const { operation, sample } = mending;
  const media = operation.requestBody?.content.find(({ type }) => isJson(essence(type)));
  if (!media || sample === undefined) return request;
  const type = request.headers["content-type"] ?? "";
  const isRead = isJson(essence(type)) && violations.every(({ pointer }) => pointer !== "");
  const headers = { ...request.headers, "content-type": isJson(essence(type)) ? type : concrete(media.type) };
  const body = isRead ? mendedBody(parsed(request.body), violations, mending) : undefined;
  return { ...request, headers, body: Buffer.from(body === undefined ? sample : JSON.stringify(body)) };
}

/** `application/*` is no media type that a body can have. */
function concrete(type: string): string {
  return type.includes("*") ? "application/json" : type;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function mendedBody(value: unknown, violations: readonly Violation[], mending: Mending): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const example: unknown = JSON.parse(mending.sample ?? "null");
  // It was parsed for this alone, so it may be changed.
  for (const violation of violations) mendAt(value, violation, { example, contract: mending.contract });
  return value;
}

interface Example {
  readonly example: unknown;
  readonly contract: Contract;
}

function mendAt(root: object, violation: Violation, { example, contract }: Example): void {
  const segments = pointerSegments(violation.pointer);
  const name = segments.at(-1) ?? "";
  const owner = valueAt(root, segments.slice(0, -1));
  if (typeof owner !== "object" || owner === null) return;
  const came = valueAt(owner, [name]);
  const instead = better(came, violation.code, demandOf(violation, contract)) ?? valueAt(example, segments);
  if (instead !== undefined) (owner as Record<string, unknown>)[name] = instead;
  else if (isObject(owner)) Reflect.deleteProperty(owner, name);
}

/** The value that was probably meant; undefined where the rule alone does not tell. */
function better(came: unknown, code: string, demand: unknown): unknown {
  if (code === "type") return asType(came, [demand].flat());
  if (code === "enum" && Array.isArray(demand)) {
    const [near] = nearestNames(String(came), demand.map(String));
    return demand.find((one) => String(one) === near) ?? (demand[0] as unknown);
  }
  if (code === "minimum" || code === "maximum") return demand;
  if (code === "maxLength" && typeof came === "string") return came.slice(0, Number(demand));
  return undefined;
}

function asType(came: unknown, types: readonly unknown[]): unknown {
  const number = typeof came === "string" && came.trim() !== "" ? Number(came) : NaN;
  if (types.includes("integer") && Number.isInteger(number)) return number;
  if (types.includes("number") && Number.isFinite(number)) return number;
  if (types.includes("boolean") && (came === "true" || came === "false")) return came === "true";
  if (types.includes("string") && ["number", "boolean"].includes(typeof came)) return String(came);
  if (types.includes("array") && came !== null && !Array.isArray(came)) return [came];
  return undefined;
}

function withParameter(request: MockRequest, parameter: Parameter): MockRequest {
  const { name } = parameter;
  const value = sampleOf(parameter);
  switch (parameter.in) {
    case "query":
      return withQuery(request, name, value);
    case "header":
      return { ...request, headers: { ...request.headers, [name.toLowerCase()]: value } };
    case "cookie": {
      const cookie = request.headers["cookie"];
      const all = cookie === undefined ? "" : `${cookie}; `;
      return { ...request, headers: { ...request.headers, cookie: `${all}${name}=${value}` } };
    }
    case "path":
      return request;
  }
}

/** The request with that value, and no other, for a parameter of its query. */
export function withQuery(request: MockRequest, name: string, value: string): MockRequest {
  const rest = withoutQuery(request, name).query;
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  return { ...request, query: rest === "" ? pair : `${rest}&${pair}` };
}

function withoutQuery(request: MockRequest, name: string): MockRequest {
  const parts = request.query.split("&").filter((part) => part !== "" && nameOf(part) !== name);
  return { ...request, query: parts.join("&") };
}

function nameOf(pair: string): string {
  const [name = ""] = pair.split("=");
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}
