// What files may be called, where they may lie and how long they may be (see README.md, "The house").
import { createRequire } from "node:module";
import type { HouseFile } from "./house-files";

const { moduleOrder, entryLayers } = createRequire(import.meta.url)("./dependency-cruiser.cjs") as {
  moduleOrder: string[][];
  entryLayers: string[];
};
const modules = moduleOrder.flat();

/** Longer than 300 lines, each with the reason why it is better in one piece. */
const longFiles: Readonly<Record<string, string>> = {
  "server/segments/queries/compile.db.test.ts": "one generated world, every kind of rule held against it",
  "server/trpc/procedure-wall.ts": "one table, an entry for every procedure",
  "server/imports/rules/fields.ts": "one table, an entry for every field that a file may hold",
  "server/imports/runs.db.test.ts": "one import from its file to its report",
  "server/points/queries.ts": "a wallet as it is read: balance, expiries, history, each one statement",
  "server/points/service/point-oracle.ts": "the ledger written a second time, to hold the first against",
  "server/points/service/point-fuzz.ts": "one world of random calls, and what each must answer",
  "server/points/service/ledger-model.db.test.ts": "one model, a command for every verb",
  "server/points/service/ledger.race.test.ts": "one race for every pair of verbs that can collide",
  "server/trpc/tenant-wall.db.test.ts": "one world with one of everything",
  "components/segments/leaf-controls.tsx": "one control for every kind of condition",
  "server/campaigns/composer.db.test.ts": "one campaign from its draft to its launch",
};

// One text, so that the list reads as a list.
const topLevel = new Set(
  `app bench components db docs e2e emails public server .ci .github
   README.md LICENSE CHANGELOG.md CONTRIBUTING.md SECURITY.md Dockerfile compose.yaml
   package.json package-lock.json tsconfig.json next.config.ts drizzle.config.ts proxy.ts
   vitest.config.ts playwright.config.ts postcss.config.mjs biome.json knip.jsonc .oxlintrc.json
   .dockerignore .env.example .gitattributes .gitignore .npmrc .nvmrc`.split(/\s+/),
);

const moduleFiles = new Set(["input.ts", "rules.ts", "queries.ts", "service.ts", "access.ts", "jobs.ts", "README.md"]);
const moduleFolders = new Set(["rules", "queries", "service", "channels", "adapters", "models"]);
const modulesWithAuth = new Set(["tenancy", "members"]);
const eitherOr = ["rules", "queries", "service"];

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const sourceFile = /\.(?:[cm]?[jt]s|tsx)$/;
const testSuffix = /\.(?:(?:db|race)\.)?test$/;
const vague = /^(?:index|utils?|helpers?|common|misc|shared)$|manager/i;
// Folders that the router gives a meaning: [shop], [...path], (auth), _parts, @modal.
const routerFolder = /^(?:\[{1,2}(?:\.\.\.)?[a-zA-Z]+\]{1,2}|\([a-z-]+\)|[_@][a-z-]+)$/;

const maxLines = (path: string): number => {
  if (path.startsWith("app/") && path.endsWith("/page.tsx")) return 40;
  if (path.startsWith("app/") && path.endsWith("/route.ts")) return 15;
  return 300;
};

function topLevelComplaint(path: string): string | null {
  const [entry = ""] = path.split("/");
  return topLevel.has(entry) ? null : `${entry}: not on the closed list of top-level entries`;
}

function nameComplaints(path: string): string[] {
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  const found: string[] = [];
  const inApp = folders[0] === "app";
  for (const folder of folders.filter((name) => !name.startsWith("."))) {
    if (vague.test(folder)) found.push(`${path}: a folder called "${folder}" says nothing about what is in it`);
    else if (!kebab.test(folder) && !(inApp && routerFolder.test(folder)))
      found.push(`${path}: folder "${folder}" is not kebab-case`);
  }
  if (!sourceFile.test(file)) return found;
  const stem = file.replace(sourceFile, "").replace(testSuffix, "");
  const isKebab = stem.split(".").every((part) => kebab.test(part));
  if (vague.test(stem)) found.push(`${path}: a name like "${stem}" says nothing; call it by what it does`);
  else if (!isKebab) found.push(`${path}: file names are kebab-case`);
  return found;
}

/** The closed list of names inside server/<module>: whoever knows one module's folder knows them all. */
function moduleComplaint(path: string): string | null {
  const [, place = "", ...rest] = path.split("/");
  if (!modules.includes(place)) {
    const known = place === "kernel" || entryLayers.includes(place);
    return known && rest.length > 0 ? null : `${path}: server/${place} is neither a module nor a layer`;
  }
  const [first = "", ...deeper] = rest;
  if (deeper.length === 0) {
    const isTest = sourceFile.test(first) && testSuffix.test(first.replace(sourceFile, ""));
    return moduleFiles.has(first) || isTest ? null : `${path}: not on the closed list of names of a module`;
  }
  const isAllowed = moduleFolders.has(first) || (first === "auth" && modulesWithAuth.has(place));
  return isAllowed ? null : `${path}: a module has no folder "${first}"`;
}

function twoPlacesComplaints(paths: ReadonlySet<string>): string[] {
  return modules.flatMap((module) =>
    eitherOr
      .filter((name) => paths.has(`server/${module}/${name}.ts`))
      .filter((name) => [...paths].some((path) => path.startsWith(`server/${module}/${name}/`)))
      .map((name) => `server/${module}: ${name}.ts and ${name}/ at once; keep one`),
  );
}

function sizeComplaint({ path, text }: HouseFile): string | null {
  if (!sourceFile.test(path) || Object.hasOwn(longFiles, path)) return null;
  const lines = text.trimEnd().split("\n").length;
  const most = maxLines(path);
  return lines > most ? `${path}: ${lines} lines; at most ${most}` : null;
}

/** Every breach of the naming, placing and size rules, as sentences. */
export function nameRules(files: readonly HouseFile[]): string[] {
  const perFile = files.flatMap((file) => [
    topLevelComplaint(file.path),
    ...nameComplaints(file.path),
    file.path.startsWith("server/") ? moduleComplaint(file.path) : null,
    sizeComplaint(file),
  ]);
  const all = [...perFile, ...twoPlacesComplaints(new Set(files.map(({ path }) => path)))];
  return [...new Set(all.filter((complaint) => complaint !== null))];
}
