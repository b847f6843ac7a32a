import { distinct } from "./json.ts";
import { unknownShape, type Body, type Operation, type Parameter } from "./model.ts";
import { readType } from "./type-notation.ts";

/** An operation with what its captures imply but do not say, and a sentence about each such thing. */
export interface Completed {
  readonly operation: Operation;
  readonly warnings: readonly string[];
}

/** Adds what OpenAPI asks for and no capture states: path parameters, and whether a body with required properties is. */
export function complete(operation: Operation): Completed {
  const name = `${operation.method} ${operation.path}`;
  const missing = missingPathParameters(operation);
  const required = operation.body && !operation.body.required ? requiredBy(operation.body) : [];
  return {
    operation: {
      ...operation,
      parameters: [...operation.parameters, ...missing],
      body: operation.body && { ...operation.body, required: operation.body.required || required.length > 0 },
    },
    warnings: [
      ...missing.map(
        (parameter) =>
          `${name}: no capture lists the path parameter \`${parameter.name}\`: taken to be a string`,
      ),
      ...(required.length > 0
        ? [
            `${name}: no capture calls the body required; it is taken to be, as it has required properties (${required.join(", ")})`,
          ]
        : []),
      ...(operation.servers.length === 0 ? [`${name}: no capture states a server`] : []),
      ...(operation.security.length === 0
        ? [`${name}: no capture shows any authentication: none is asked for`]
        : []),
    ],
  };
}

/** Every name in a path's template must be a parameter (OpenAPI 3.1, Path Templating). */
function missingPathParameters({ path, parameters }: Operation): Parameter[] {
  const listed = new Set(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name));
  const names = distinct([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name));
  return names
    .filter((name) => !listed.has(name))
    .map((name) => ({
      ...unknownShape,
      name,
      in: "path",
      line: 0,
      type: readType("string"),
      required: true,
      deprecated: false,
      readOnly: false,
      writeOnly: false,
    }));
}

function requiredBy({ content }: Body): string[] {
  return distinct(
    content.flatMap(({ shape }) =>
      (shape?.children ?? []).filter(({ required }) => required).map(({ name }) => name),
    ),
  );
}
