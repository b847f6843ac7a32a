// Jest runs tests as CommonJS unless it is told otherwise, and cannot load ES modules then. So what tests import is there
// twice: this turns the client and the Jest and Playwright helpers, as tsc left them in dist, and whatever those reach,
// into dist/cjs. The server stays ESM only, as what it is built on is.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const from = "dist";
const to = "dist/cjs";
const entries = ["testing/client", "testing/jest/jest", "testing/playwright/playwright"];

rmSync(to, { recursive: true, force: true });
write("package.json", '{ "type": "commonjs" }\n');
for (const file of reached(".js")) write(file, asCommonJs(file));
for (const file of reached(".d.ts")) write(file, read(file));

/** The entries, and all that they import from here, as paths in dist. */
function reached(extension) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    const { importedFiles } = ts.preProcessFile(read(file), true, true);
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith(".")) visit(join(dirname(file), fileName.replace(/\.[jt]s$/, extension)));
    }
  };
  for (const entry of entries) visit(entry + extension);
  return found;
}

function asCommonJs(file) {
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2023,
    esModuleInterop: true,
  };
  return ts.transpileModule(read(file), { compilerOptions, fileName: file }).outputText;
}

function read(file) {
  return readFileSync(join(from, file), "utf8");
}

function write(file, text) {
  const path = join(to, relative(".", file));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
