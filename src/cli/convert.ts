import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { convertCaptures } from "../convert/convert.ts";
import { reportJson, reportText } from "../convert/report.ts";
import { InputError } from "../problem/input-error.ts";
import { readArgs, text, type Command } from "./command.ts";

const help = `locum convert <capture…> [-o <file>]: makes an OpenAPI document of saved documentation pages

  <capture…>              operation pages saved as text; several pages of one operation are merged
  -o, --output <file>     where the document goes; default: standard output
  --report <file>         also write the report there; it always goes to standard error
  --json                  the report as JSON

The report names every difference between the captures, and what that difference means.

Examples:
  locum convert spec/captures/* -o spec/ambassador.openapi.yaml
  locum convert page.txt > api.yaml

Exit: 0 converted, 2 when a capture cannot be read.`;

const flags = {
  output: { type: "string", short: "o" },
  report: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `locum convert` */
export const convert: Command = {
  name: "convert",
  summary: "make an OpenAPI document of saved documentation pages",
  help,
  async run(args, { out, err }) {
    const { values, positionals } = readArgs(args, flags);
    if (positionals.length === 0) {
      throw new InputError("no capture was named", {
        help: "Name at least one: locum convert page.txt -o api.yaml",
      });
    }
    const captures = await Promise.all(positionals.map(readCapture));
    const conversion = convertCaptures(captures);
    const report = values["json"] === true ? reportJson(conversion) : reportText(conversion);
    await writeOrSay(text(values, "output"), conversion.yaml, out);
    await writeOrSay(text(values, "report"), report, () => undefined);
    err(report);
    return 0;
  },
};

async function readCapture(path: string): Promise<{ name: string; text: string }> {
  try {
    return { name: basename(path), text: await readFile(path, "utf8") };
  } catch (error) {
    throw new InputError(`the capture cannot be read: ${(error as Error).message}`, {
      place: path,
      help: "Give the path of a saved page.",
    });
  }
}

async function writeOrSay(
  path: string | undefined,
  content: string,
  say: (content: string) => void,
): Promise<void> {
  if (path === undefined) {
    say(content.trimEnd());
    return;
  }
  try {
    await writeFile(path, content.endsWith("\n") ? content : `${content}\n`);
  } catch (error) {
    throw new InputError(`this file cannot be written: ${(error as Error).message}`, {
      place: path,
      help: "Choose another place with -o.",
    });
  }
}
