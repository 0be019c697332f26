// The steps of `npm test`, in the order in which they find mistakes most cheaply.

export type Step = {
  name: string;
  /** A script of ours or of a package, run by this very Node, so that no shell and no PATH is needed. */
  script: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Which tool's JSON report holds the number of tests. */
  report?: "vitest" | "playwright";
  needsBrowser?: boolean;
};

/** Where a step's machine-readable report goes, relative to the root. */
export function reportFile(step: Step): string {
  return `test-results/${step.name.replaceAll(" ", "-")}.json`;
}

function vitest(name: string, project: string): Step {
  const step: Step = { name, script: "node_modules/vitest/vitest.mjs", args: [], report: "vitest" };
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile(step)}`];
  return { ...step, args: ["run", "--project", project, ...reporters] };
}

const steps = {
  routes: { name: "route types", script: "node_modules/next/dist/bin/next", args: ["typegen"] },
  // Without the types that `next dev` left behind, which may name pages that are gone.
  // By path: the name `tsc` in node_modules/.bin belongs to TypeScript 6, which only the boundary check uses.
  types: {
    name: "types",
    script: "node_modules/typescript/bin/tsc",
    args: ["--noEmit", "--project", ".ci/tsconfig.json"],
  },
  lint: { name: "lint", script: "node_modules/oxlint/bin/oxlint", args: ["--type-aware", "--deny-warnings"] },
  format: { name: "format", script: "node_modules/@biomejs/biome/bin/biome", args: ["format", "."] },
  boundaries: { name: "boundaries", script: ".ci/check-boundaries.mjs", args: [] },
  names: { name: "names", script: ".ci/check-names.ts", args: [] },
  unused: { name: "unused code", script: "node_modules/knip/bin/knip.js", args: ["--no-progress"] },
  unit: vitest("unit", "unit"),
  db: vitest("database and races", "db"),
  build: { name: "build", script: "server/processes/build.ts", args: [] },
  browser: {
    name: "browser",
    script: "node_modules/@playwright/test/cli.js",
    args: ["test"],
    report: "playwright",
    needsBrowser: true,
  },
} satisfies Record<string, Step>;

const { routes, types, lint, format, boundaries, names, unused, unit, db, build, browser } = steps;
const checks = [routes, types, lint, format, boundaries, names, unused];

export const plans: Readonly<Record<string, readonly Step[]>> = {
  test: [...checks, unit, db, build, browser],
  "test:unit": [unit],
  "test:db": [db],
  "test:e2e": [build, browser],
  verify: [...checks, unit],
};
