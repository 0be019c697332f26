// Runs dependency-cruiser over the sources: `node .ci/check-boundaries.mjs [--json] [--root <folder>]`.
import { existsSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, root: { type: "string", default: "." } },
});
const root = resolve(values.root);
const folders = ["app", "server", "db", "components", "emails", "e2e", "bench", ".ci"];

// TypeScript 7 has no compiler API yet, so dependency-cruiser refuses it and silently falls back to a loose JavaScript
// parser that cannot tell types from values. This gives it (and nobody else) the TypeScript 6 that stands beside.
registerHooks({
  resolve(specifier, context, next) {
    const isAsked = specifier === "typescript" || specifier === "typescript/package.json";
    if (!isAsked || !context.parentURL?.includes("/dependency-cruiser/")) return next(specifier, context);
    return next(specifier.replace("typescript", "@typescript/typescript6"), context);
  },
});

const { cruise, getAvailableTranspilers } = await import("dependency-cruiser");
const { default: extractTsConfig } = await import("dependency-cruiser/config-utl/extract-ts-config");
const { forbidden, options } = createRequire(import.meta.url)("./dependency-cruiser.cjs");

if (!getAvailableTranspilers().some(({ name, available }) => name === "typescript" && available)) {
  throw new Error("dependency-cruiser found no TypeScript compiler and would miss imports; see the hook in this file");
}

process.chdir(root);
const { output } = await cruise(
  folders.filter((folder) => existsSync(join(root, folder))),
  { ...options, ruleSet: { forbidden, options }, validate: true, baseDir: root, outputType: "json" },
  options.enhancedResolveOptions,
  { tsConfig: extractTsConfig("tsconfig.json") },
);
const { modules, summary } = JSON.parse(output);
const sources = modules.filter(({ source }) => /\.tsx?$/.test(source) && !source.includes("node_modules")).length;
const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));

if (values.json) {
  console.log(JSON.stringify({ modules, violations }));
} else {
  for (const { rule, from, to } of violations) {
    const comment = forbidden.find(({ name }) => name === rule)?.comment;
    console.error(`${rule}: ${from} -> ${to}${comment ? `\n    ${comment}` : ""}`);
  }
  console.log(
    `${sources} TypeScript modules, ${summary.totalDependenciesCruised} imports, ${violations.length} against the order`,
  );
}
if (sources === 0) throw new Error("No TypeScript module was read: the check would pass without looking");
process.exitCode = violations.length > 0 ? 1 : 0;
