import { apiText } from "../typescript/api-text.ts";
import { readArgs, type Command } from "./command.ts";
import { readContract } from "./read-contract.ts";

const help = `locum types [document…]: writes TypeScript types of the contract's operations, to stdout

  [document…]             OpenAPI 3, Swagger 2.0 or a Postman collection, JSON or YAML;
                          default: the ambassador API that comes with Locum
  --allow-ref             follow references to files outside the document's folder, and to the network

With them, what a test tells and asks a session is checked by the compiler: operations, statuses, bodies and fields.
  import { connect } from "locum/client";
  import type { Api } from "./api.ts";
  const mock = connect<Api>("http://127.0.0.1:4010");

Examples:
  locum types petstore.yaml > test/api.ts
  locum types users.yaml orders.yaml > test/api.ts

Exit: 0 written, 2 when a document cannot be read.`;

const flags = { "allow-ref": { type: "boolean" } } as const;

/** `locum types` */
export const types: Command = {
  name: "types",
  summary: "write TypeScript types of operations and bodies, for tests",
  help,
  async run(args, { out }) {
    const { values, positionals } = readArgs(args, flags);
    const contract = await readContract(positionals, values["allow-ref"] === true);
    out(apiText(contract, { madeBy: ["locum types", ...args].join(" ") }).trimEnd());
    return 0;
  },
};
