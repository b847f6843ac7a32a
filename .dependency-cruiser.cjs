// The floors of the house. A file imports from lower floors and from its own room: never up, never sideways.
const floors = [
  ["http", "load-in-turn.ts", "options.ts", "ports.ts"],
  ["problem"],
  ["schema"],
  ["contract", "store", "matchers", "generate", "media"],
  ["trouble"],
  ["validation", "response", "stubs", "journal", "convert", "callbacks"],
  ["scenarios", "sessions", "lint", "explain", "coverage", "metrics"],
  ["asked.ts", "refused.ts", "typescript"],
  ["answer.ts"],
  ["exchange.ts"],
  ["rehearsal.ts"],
  ["server"],
  ["assemble.ts", "client"],
  ["open.ts"],
  ["mock-server.ts"],
  ["index.ts", "testing"],
  ["main.ts", "cli"],
];

const room = (name) => (name.endsWith(".ts") ? `src/${name.replace(".", "\\.")}$` : `src/${name}/`);
const roomsOf = (from) => floors.slice(from).flat();

const rules = floors.flatMap((rooms, floor) =>
  rooms.map((name) => {
    // main.ts and cli/ are one door: the bin starts the commands.
    const neighbours = roomsOf(floor).filter(
      (other) => other !== name && !(name === "main.ts" && other === "cli"),
    );
    return {
      name: `floor ${floor}: ${name} imports only what is below it`,
      severity: "error",
      from: { path: `^${room(name)}` },
      to: { path: neighbours.map((other) => `^${room(other)}`) },
    };
  }),
);

module.exports = {
  forbidden: [
    ...rules.filter((rule) => rule.to.path.length > 0),
    { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "every file lives in a room",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: floors.flat().map((name) => `^${room(name)}`),
      },
      to: {},
    },
    {
      name: "Express only where HTTP is",
      severity: "error",
      from: { pathNot: "^src/(server/|mock-server\\.ts$)" },
      to: { path: "node_modules/(@types/)?express" },
    },
    {
      // A test runner loads it for every file of tests; what answers requests it knows by type only.
      name: "the client is light",
      severity: "error",
      from: { path: "^src/client/" },
      to: { pathNot: "^src/(client|problem)/|^src/sessions/name\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "Prism behind one door",
      severity: "error",
      from: { pathNot: "^src/contract/prism/" },
      to: { path: "node_modules/@stoplight" },
    },
    {
      name: "lowdb behind the store",
      severity: "error",
      from: { pathNot: "^src/store/" },
      to: { path: "node_modules/(lowdb|steno)" },
    },
    {
      name: "faker behind generate",
      severity: "error",
      from: { pathNot: "^src/generate/" },
      to: { path: "node_modules/@faker-js" },
    },
    {
      name: "AJV behind schema",
      severity: "error",
      from: { pathNot: "^src/schema/" },
      to: { path: "node_modules/ajv" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
