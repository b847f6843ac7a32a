import js from "@eslint/js";
import tseslint from "typescript-eslint";

const rules = {
  "max-lines": ["error", { max: 250, skipBlankLines: false, skipComments: false }],
  "max-params": ["error", 3],
  complexity: ["error", 15],
  "no-console": "error",
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
  "no-restricted-properties": [
    "error",
    {
      object: "process",
      property: "env",
      message: "Only src/cli and src/testing/environment.ts read the environment; take an option instead.",
    },
  ],
};

export default tseslint.config(
  { ignores: ["dist/", "coverage/", "data/", "node_modules/", "test/examples/*/"] },
  {
    files: ["src/**/*.ts", "test/**/*.ts"],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ["./tsconfig.json", "./test/tsconfig.json"] } },
    rules,
  },
  {
    files: ["src/cli/**/*.ts", "src/testing/environment.ts"],
    rules: { "no-restricted-properties": "off" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "max-lines": ["error", 400],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-restricted-properties": "off",
    },
  },
  {
    files: ["test/**/*.mjs", ".commonjs.mjs"],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        Buffer: "readonly",
        URL: "readonly",
        performance: "readonly",
        fetch: "readonly",
        setTimeout: "readonly",
      },
    },
  },
);
