module.exports = {
  preset: "ts-jest",
  testMatch: ["**/test/*.test.ts"],
  globalSetup: "locum/jest/setup",
  globalTeardown: "locum/jest/teardown",
  globals: { locum: { document: "../books.yaml", strict: true } },
};
