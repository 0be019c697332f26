// The only authority on who may import whom. Everything follows from this one array: a module may import what stands to
// its left; modules in the same place do not know each other. To call rightwards, emit a domain event (server/kernel).
const moduleOrder = [
  ["tenancy"],
  ["members"],
  ["catalog"],
  ["points", "coupons", "warranties", "events", "surveys"],
  ["ranks"],
  ["earning", "rewards"],
  ["visits", "friends"],
  ["purchases"],
  ["repairs", "counter", "imports"],
  ["replay", "pos", "identity", "watch", "books", "passes"],
  ["insights"],
  ["segments"],
  ["contents"],
  ["delivery"],
  ["campaigns"],
  ["results"],
  ["onboarding"],
];

const entryLayers = ["trpc", "http", "jobs", "processes"];
const modules = moduleOrder.flat();
const any = (names) => `(?:${names.join("|")})`;
const anyModule = any(modules);
const anyEntry = any(entryLayers);
// server/kernel/testing.ts makes contexts for tests; to production code it is as closed as a test.
const testFile = "\\.test\\.tsx?$|^server/(?:http|kernel|points/service|ranks/service)/testing\\.ts$";
// Formats and words are shared by screens and mails, and reach nothing themselves.
const words = "^components/(?:format|messages)/";

const moduleRules = moduleOrder.flatMap((group, place) =>
  group.map((name) => {
    const left = moduleOrder.slice(0, place).flat();
    const closed = modules.filter((other) => other !== name && !left.includes(other));
    return {
      name: `left-only-${name}`,
      comment: `server/${name} may import: kernel${left.map((other) => `, ${other}`).join("")}.`,
      severity: "error",
      from: { path: `^server/${name}/` },
      to: { path: closed.length > 0 ? `^server/${any(closed)}/` : "^$" },
    };
  }),
);

const layerRules = [
  {
    name: "db-reaches-nothing",
    comment: "db is the lowest layer. Only its seed and test factories act through the modules' verbs.",
    from: { path: "^db/", pathNot: ["^db/(?:seed|testing)/", testFile] },
    to: { path: ["^(?:server|app|components|emails|e2e|bench)/", "^db/(?:seed|testing)/"] },
  },
  {
    name: "kernel-knows-db-only",
    from: { path: "^server/kernel/" },
    to: { path: [`^server/(?:${anyModule}|${anyEntry})/`, "^(?:app|components|emails)/"] },
  },
  {
    name: "modules-below-entries",
    comment: "Modules are called by trpc, http, jobs and processes, never the other way round.",
    from: { path: `^server/${anyModule}/` },
    to: { path: [`^server/${anyEntry}/`, "^app/"] },
  },
  {
    name: "modules-without-components",
    from: { path: `^server/(?:${anyModule}|${anyEntry})/` },
    to: { path: "^components/", pathNot: words },
  },
  {
    name: "server-without-app",
    from: { path: "^server/" },
    to: { path: "^app/" },
  },
  {
    name: "no-db-in-trpc-http-app",
    comment: "Entry points and screens call verbs and queries; they never touch the database.",
    from: { path: ["^server/(?:trpc|http)/", "^app/"], pathNot: testFile },
    to: { path: ["^db/", "node_modules/(?:drizzle-orm|pg)/"] },
  },
  {
    name: "components-reach-nothing",
    comment: "Props in, events out. The types of a module's input.ts are the one exception.",
    from: { path: "^components/" },
    to: { path: ["^(?:db|server|app|emails|e2e)/"], pathNot: `^server/${anyModule}/input\\.ts$` },
  },
  {
    name: "emails-reach-nothing",
    from: { path: "^emails/" },
    to: {
      path: ["^(?:db|server|app|components|e2e)/"],
      pathNot: [`^server/${anyModule}/input\\.ts$`, words],
    },
  },
  {
    name: "inputs-as-types-only",
    comment: "A component or mail may use the types of an input.ts, not its code: `import type`.",
    from: { path: "^(?:components|emails)/" },
    to: { path: `^server/${anyModule}/input\\.ts$`, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "nobody-imports-tests",
    comment: "Journeys, measurements, build checks and test factories are ends, not means.",
    from: { path: "^(?:app|server|db|components|emails)/", pathNot: ["^db/testing/", testFile] },
    to: { path: ["^(?:e2e|bench|\\.ci)/", "^db/testing/", testFile] },
  },
  {
    name: "seed-from-processes-only",
    from: { path: "^(?:app|server|components|emails)/", pathNot: ["^server/processes/", testFile] },
    to: { path: "^db/seed/" },
  },
];

const fileRules = [
  {
    name: "rules-are-pure",
    comment: "Database, clock, env and randomness come as arguments.",
    from: { path: `^server/${anyModule}/(?:rules\\.ts|rules/)`, pathNot: testFile },
    to: {
      path: [
        "^db/",
        "^server/kernel/(?:clock|ids|env|transaction|log|audit)\\.ts$",
        `^server/${anyModule}/(?:queries|service|jobs|channels|adapters|models)`,
        "^(?:node:)?(?:fs|crypto|process|os|child_process|net|http|https|timers)(?:/|$)",
        "node_modules/(?:drizzle-orm|pg)/",
      ],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "inputs-run-in-browser",
    from: { path: `^server/${anyModule}/input\\.ts$` },
    to: {
      path: [
        "^db/",
        `^server/${anyModule}/(?:queries|service|jobs|access)`,
        "node_modules/(?:drizzle-orm|pg|server-only)/",
      ],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "inputs-without-node",
    from: { path: `^server/${anyModule}/input\\.ts$` },
    to: { dependencyTypes: ["core"] },
  },
];

const packageRules = [
  {
    name: "pg-in-client-only",
    comment:
      "One place knows the driver (docs/decisions/0001-pg-driver.md). Measurements and races need bare connections.",
    from: {
      pathNot: [
        "^db/(?:client|embedded|migrate)\\.ts$",
        "^db/testing/",
        "^bench/",
        "\\.(?:db|race)\\.test\\.ts$",
        "^server/points/service/point-fuzz\\.ts$",
      ],
    },
    to: { path: "node_modules/(?:@types/)?pg/" },
  },
  {
    name: "copy-streams-in-db-only",
    from: { pathNot: ["^db/", "^bench/"] },
    to: { path: "node_modules/(?:@types/)?pg-copy-streams/" },
  },
  {
    name: "next-auth-in-one-folder",
    comment: "Sign-in stays replaceable (docs/decisions/0002-auth-behind-one-folder.md).",
    from: { pathNot: ["^server/(?:tenancy|members)/auth/", "^app/api/auth/"] },
    to: { path: "node_modules/(?:next-auth|@auth)/" },
  },
  {
    name: "no-dev-packages-at-run-time",
    from: {
      path: "^(?:app|server|db|components|emails)/",
      pathNot: [testFile, "^db/testing/"],
    },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  { name: "declared-packages-only", from: {}, to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] } },
  { name: "resolvable", from: {}, to: { couldNotResolve: true } },
  {
    name: "no-circle",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
];

module.exports = {
  moduleOrder,
  entryLayers,
  forbidden: [
    ...moduleRules,
    ...[...layerRules, ...fileRules, ...packageRules].map((r) => ({ severity: "error", ...r })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(?:^|/)(?:\\.next[^/]*|\\.data|\\.git)/" },
    // Types count too: a type imported against the order is a dependency against the order.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".cjs", ".json", ".css"],
    },
  },
};
