import type { Contract } from "../contract/contract.ts";
import { fieldsOf } from "../matchers/fields.ts";
import type { Finding, Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { isObject } from "../schema/pointer.ts";
import type { Credential } from "../validation/credentials.ts";

/** What an entry may say. */
export const credentialKeys = ["token", "user", "password", "scopes", "roles", "expired"] as const;
const example = "Write credentials: [{ token: reader, scopes: [read] }]";

const nothingAsked = "operations of this contract ask for no scope and no role";
const refuseByStub =
  "refuse the token by a stub instead, with when: { headers: … } and respond: { status: 403 }";

/** Longer than any token that a header can carry. */
const longest = 8192;

/**
 * Reads `credentials: [{ token, scopes, roles, expired }, { user, password, … }]`. What is wrong is told without what
 * is secret: no finding quotes a token, a name or a password.
 */
export function readCredentials(given: Given, contract: Contract): readonly Credential[] {
  const items = given.items();
  if (items.length === 0) return given.refuse("credentials are a list", example, []) ?? [];
  const asked = once(() => askedScopes(contract));
  const read = items.map((item) => readCredential(item, asked));
  refuseTwins(items, "token");
  refuseTwins(items, "user");
  return read;
}

function readCredential(given: Given, asked: () => readonly string[]): Credential {
  if (fieldsOf(given, credentialKeys) && given.has("token") === given.has("user"))
    given.refuse("credentials are a token or a user", example);
  if (given.has("password") && !given.has("user"))
    given
      .at("password")
      .refuseKey("a password belongs to a user", "Write the user beside it, or token: alone");
  return {
    token: readSecret(given, "token"),
    user: readSecret(given, "user"),
    password: readSecret(given, "password"),
    scopes: readNames(given, "scopes", asked),
    roles: readNames(given, "roles", asked),
    expired: readExpired(given),
  };
}

/** YAML reads `12345` as a number; what a header carries is a text. */
function readSecret(given: Given, key: string): string | undefined {
  if (!given.has(key)) return undefined;
  const { value } = given.at(key);
  const isEmpty = value === "" && key !== "password";
  if (typeof value === "string" && !isEmpty && value.length <= longest) return value;
  return given.at(key).refuse(`a ${key} is a text`, `Put it in quotes: ${key}: "…"`);
}

function readNames(given: Given, key: string, asked: () => readonly string[]): readonly string[] | undefined {
  if (!given.has(key)) return undefined;
  const list = given.at(key);
  if (!Array.isArray(list.value))
    return list.refuse(`${key} are a list`, `Write ${key}: [read], or [] for none`);
  return list.items().flatMap((item) => {
    const { value } = item;
    if (typeof value !== "string") return item.refuse("this is no name", `Write ${key}: [read]`, []) ?? [];
    if (asked().includes(value)) return [value];
    const cause = `no operation asks for "${value}"${didYouMean(value, asked())}`;
    const help =
      asked().length === 0 ? `O${nothingAsked.slice(1)}: ${refuseByStub}` : `Use ${listed(asked())}`;
    return item.refuse(cause, help, []) ?? [];
  });
}

/** Entries that lack a right which no operation asks for: to no request it makes a difference. */
export function idleCredentials(given: Given, contract: Contract): readonly Finding[] {
  const lacking = given.items().filter((item) => item.has("scopes") || item.has("roles"));
  if (lacking.length === 0 || askedScopes(contract).length > 0) return [];
  return lacking.map(({ path }) => ({
    path,
    of: "value",
    cause: `these credentials lack nothing: ${nothingAsked}`,
    help: `R${refuseByStub.slice(1)}`,
  }));
}

function readExpired(given: Given): boolean {
  const { value } = given.at("expired");
  if (value === undefined || typeof value === "boolean") return value ?? false;
  return given.at("expired").refuse("expired is true or false", "Write expired: true", false) ?? false;
}

/** The first of two would hide the second. */
function refuseTwins(items: readonly Given[], key: string): void {
  const seen = new Map<unknown, number>();
  for (const [index, item] of items.entries()) {
    const { value } = item.at(key);
    const before = seen.get(value);
    if (value === undefined) continue;
    if (before === undefined) seen.set(value, index + 1);
    else item.at(key).refuse(`entry ${String(before)} is for this ${key}, too`, "Write one entry for both");
  }
}

/** Scopes and roles that an operation asks for, and scopes that a flow declares. */
export function askedScopes({ operations, root }: Contract): readonly string[] {
  const asked = operations.flatMap(({ security }) => security.flat().flatMap(({ scopes }) => scopes));
  return [...new Set([...asked, ...declaredScopes(root)])];
}

function declaredScopes(root: unknown): readonly string[] {
  const values = (node: unknown) => (isObject(node) ? Object.values(node) : []);
  const schemes = values(below(root, "components", "securitySchemes"));
  return schemes
    .flatMap((scheme) => values(below(scheme, "flows")))
    .flatMap((flow) => {
      const scopes = below(flow, "scopes");
      return isObject(scopes) ? Object.keys(scopes) : [];
    });
}

function below(node: unknown, ...path: readonly string[]): unknown {
  return path.reduce((at, name) => (isObject(at) ? at[name] : undefined), node);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
