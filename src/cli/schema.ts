import { scenarioSchema } from "../scenarios/schema/scenario-schema.ts";
import { readArgs, type Command } from "./command.ts";
import { readContract } from "./read-contract.ts";

const help = `locum schema [document…]: makes a JSON Schema for scenario files, from the contract

  [document…]             OpenAPI 3.0 to 3.2, Swagger 2.0 or a Postman collection, JSON or YAML;
                          default: the ambassador API that comes with Locum
  --allow-ref             follow references to files outside the document's folder, and to the network

An editor that is given the schema completes operations, statuses, examples, parameters and body fields, and marks what
the contract does not know. In VS Code that is the YAML extension, and this line on top of a scenario file:
  # yaml-language-server: $schema=scenario.schema.json
locum init wires it in. A running mock has it at /__admin/scenario.schema.json.

Examples:
  locum schema petstore.yaml > scenarios/scenario.schema.json
  locum schema users.yaml orders.yaml > scenario.schema.json

Exit: 0 written, 2 when a document cannot be read.`;

const flags = { "allow-ref": { type: "boolean" } } as const;

/** `locum schema` */
export const schema: Command = {
  name: "schema",
  summary: "make a JSON Schema for scenario files, for editors",
  help,
  async run(args, { out }) {
    const { values, positionals } = readArgs(args, flags);
    const contract = await readContract(positionals, values["allow-ref"] === true);
    out(JSON.stringify(scenarioSchema(contract)));
    return 0;
  },
};
