import { resolve } from "node:path";
import ts from "typescript";

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es5.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  skipLibCheck: true,
  types: [],
};

/** What the compiler says of these files, `file:line message` each; they lie in test/, beside nothing. */
export function mistakesIn(texts: Readonly<Record<string, string>>): readonly string[] {
  const files = new Map(Object.entries(texts).map(([name, text]) => [resolve("test", name), text]));
  const plain = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...plain,
    readFile: (name) => files.get(resolve(name)) ?? plain.readFile(name),
    fileExists: (name) => files.has(resolve(name)) || plain.fileExists(name),
    getSourceFile: (name, version, ...rest) => {
      const text = files.get(resolve(name));
      return text === undefined
        ? plain.getSourceFile(name, version, ...rest)
        : ts.createSourceFile(name, text, version, true);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const name = file?.fileName.split("/").at(-1) ?? "";
    return `${name}:${String(line)} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
