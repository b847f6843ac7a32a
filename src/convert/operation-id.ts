import type { Operation } from "./model.ts";

const BY_METHOD: Readonly<Record<string, string>> = {
  POST: "create",
  PUT: "replace",
  PATCH: "update",
  DELETE: "delete",
};

const VERBS = new Set(
  (
    "add archive cancel change check clone close confirm copy count create delete disable edit enable export fetch " +
    "find generate get import invite list login logout modify move open publish register remove rename replace reset " +
    "restore resume retrieve revoke run save search send set start stop sync test update upload upsert validate verify"
  ).split(" "),
);

type Named = Pick<Operation, "method" | "path" | "title">;

/**
 * An operationId per operation, unique among them: the title's verb (or the method's) and the last static segment of the
 * path, in the singular unless the operation answers a collection. Where two agree, the segment before comes along.
 */
export function operationIds(operations: readonly Named[]): string[] {
  const given = new Set<string>();
  return operations.map((operation) => {
    const segments = staticSegments(operation);
    const candidates = segments.map((_, at) => compose(operation, segments.slice(-at - 1)));
    const base = candidates.find((id) => !given.has(id)) ?? candidates.at(-1) ?? verbOf(operation);
    let id = base;
    for (let number = 2; given.has(id); number++) id = `${base}${number}`;
    given.add(id);
    return id;
  });
}

/** The noun of an operation's resource, in words: `["point", "of", "sale"]`. */
export function resourceWords(operation: Named): string[] {
  return toWords(singular(staticSegments(operation).at(-1) ?? ""));
}

function compose(operation: Named, segments: readonly string[]): string {
  const last = segments.at(-1) ?? "";
  const verb = verbOf(operation);
  const owners = segments.slice(0, -1).map(singular);
  const noun = listsCollection(operation, verb) ? last : singular(last);
  return verb + [...owners, noun].flatMap(toWords).map(capitalize).join("");
}

/** A last segment that is the title's verb (`POST /users/{id}/activate`, "Activate a user") is not the noun. */
function staticSegments(operation: Named): string[] {
  const segments = operation.path.split("/").filter((segment) => segment !== "" && !segment.includes("{"));
  const action = segments.length > 1 && segments.at(-1)?.toLowerCase() === firstWord(operation);
  return segments.length === 0 ? ["root"] : action ? segments.slice(0, -1) : segments;
}

function verbOf(operation: Named): string {
  const { method, path } = operation;
  const word = firstWord(operation);
  const noun = staticSegments(operation).at(-1) ?? "";
  const action = word !== "" && path.toLowerCase().endsWith(`/${word}`) && noun.toLowerCase() !== word;
  if (VERBS.has(word) || action) return word;
  const collection = method === "GET" && !path.endsWith("}") && singular(noun) !== noun;
  return BY_METHOD[method] ?? (collection ? "list" : method.toLowerCase());
}

function listsCollection({ method, path }: Named, verb: string): boolean {
  return (
    ["list", "search", "find"].includes(verb) || (method === "GET" && verb === "get" && !path.endsWith("}"))
  );
}

function firstWord({ title }: Named): string {
  return /^[A-Za-z]+/.exec(title)?.[0].toLowerCase() ?? "";
}

function singular(word: string): string {
  if (/[^aeiou]ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|z|tus)es$/i.test(word)) return word.slice(0, -2);
  return /[^su]s$/i.test(word) && !/is$/i.test(word) ? word.slice(0, -1) : word;
}

function toWords(text: string): string[] {
  return text.split(/[^A-Za-z0-9]+/).filter(Boolean);
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
