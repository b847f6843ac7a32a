import type { Contract } from "../contract/contract.ts";
import type { DeclaredResponse, Operation, ParameterPlace } from "../contract/operation.ts";
import { bodySchemas, namesOf, requestSchemas } from "../scenarios/declared.ts";
import { Declarations } from "./declarations.ts";
import { comment, key, literal, union } from "./names.ts";
import { pointersOf } from "./pointers.ts";
import { TypeText } from "./type-text.ts";

/** Where the types came from, and how to make them again: `locum types petstore.yaml`. */
export interface ApiTextOptions {
  readonly madeBy: string;
}

/**
 * A module of TypeScript: `Api` has the operations of the contract by all their names, with parameters, bodies and
 * responses; and a type for each schema that the document gives a name.
 */
export function apiText(contract: Contract, { madeBy }: ApiTextOptions): string {
  const declarations = new Declarations(contract.schemas);
  const sent = new TypeText(contract.schemas, declarations, "request");
  const answered = new TypeText(contract.schemas, declarations, "response");
  const operations = contract.operations.flatMap((operation) => {
    const [name = operation.id, ...others] = namesOf(operation, contract);
    const also = others.map((other) => `  ${key(other)}: Api[${literal(name)}];\n`);
    return [operationText(name, operation, { contract, sent, answered }), ...also];
  });
  const title = [contract.title, contract.version].filter((word) => word !== "").join(" ");
  return [
    `// ${oneLine(title)}, as types. Written by: ${oneLine(madeBy)}\n// Write it again when the contract changes.\n\n`,
    "/** The operations, for `connect<Api>(url)` and `createMockServer<Api>(…)`. */\n",
    `export interface Api {\n${operations.join("")}}\n\n`,
    declarations.text((schema, direction) => (direction === "request" ? sent : answered).whole(schema)),
  ].join("");
}

interface Tools {
  readonly contract: Contract;
  readonly sent: TypeText;
  readonly answered: TypeText;
}

function operationText(name: string, operation: Operation, { contract, sent, answered }: Tools): string {
  const { requestBody, responses } = operation;
  const schemas = requestSchemas(operation);
  const bodies = schemas.map((schema) => sent.of(schema, "    "));
  const body = requestBody ? union([...bodies, ...(requestBody.required ? [] : ["undefined"])]) : "undefined";
  const places = (["path", "query", "header", "cookie"] as const).map(
    (place) => `    ${words[place]}: ${parametersText(operation, place, sent)};\n`,
  );
  const pointers = requestBody ? pointersOf(schemas, contract.schemas, sent) : "{}";
  return [
    `${comment(operation.summary, "  ")}  ${key(name)}: {\n`,
    ...places,
    `    body: ${requestBody && schemas.length === 0 ? "unknown" : body};\n`,
    `    /** By JSON Pointer, what lies there. */\n    places: ${pointers};\n`,
    `    responses: ${responsesText(responses, answered)};\n  };\n`,
  ].join("");
}

const words = { path: "path", query: "query", header: "headers", cookie: "cookies" } as const;

function parametersText({ parameters }: Operation, place: ParameterPlace, types: TypeText): string {
  const all = parameters.filter((parameter) => parameter.in === place);
  const lines = all.map(({ name, required, schema, description }) => {
    const written = place === "header" ? name.toLowerCase() : name;
    return `${comment(description, "      ")}      ${key(written)}${required ? "" : "?"}: ${types.of(schema, "      ")};\n`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}    }`;
}

function responsesText(responses: readonly DeclaredResponse[], types: TypeText): string {
  const lines = responses.map((response) => {
    const { content, description } = response;
    const schemas = bodySchemas([response]);
    const isOpen = content.length > schemas.length;
    const body =
      content.length === 0 ? "undefined" : union(schemas.map((schema) => types.of(schema, "      ")));
    const status = /^[1-5]\d\d$/.test(response.key) ? response.key : literal(response.key);
    return `${comment(description, "      ")}      ${status}: ${isOpen ? "unknown" : body};\n`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}    }`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
