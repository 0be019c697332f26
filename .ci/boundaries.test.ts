// Plants one violation per rule in a copy of the house and expects the check to name exactly that rule.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

type Module = { source: string; dependencies: { module: string; resolved: string }[] };
type Result = { modules: Module[]; violations: { rule: string; from: string; to: string }[] };

const config = createRequire(import.meta.url)("./dependency-cruiser.cjs") as {
  moduleOrder: string[][];
  forbidden: { name: string }[];
};
const repository = process.cwd();
const run = promisify(execFile);

async function check(root: string): Promise<Result> {
  const args = [join(repository, ".ci/check-boundaries.mjs"), "--json", "--root", root];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch(
    // Exit code 1 only says that there are violations; the report is on stdout all the same.
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Result;
}

const lawful: Record<string, string> = {
  "db/client.ts": 'import pg from "pg";\nexport const db = pg;',
  "db/schema/points.ts": "export const wallets = {};",
  "db/testing/tenant.ts": "export const newTenant = () => 1;",
  "db/seed/seed.ts": 'import { award } from "@/server/points/service";\nexport const seed = award;',
  "server/kernel/ctx.ts": 'import { db } from "@/db/client";\nexport const ctx = db;',
  "server/kernel/clock.ts": "export const clock = () => 0;",
  "server/points/input.ts": 'import { z } from "zod";\nexport const award = z.string();\nexport type Award = string;',
  "server/points/queries.ts": "export const balance = () => 0;",
  "server/points/service.ts": 'import { ctx } from "@/server/kernel/ctx";\nexport const award = ctx;',
  "server/points/rules.ts": "export const round = (n: number) => n;",
  "server/purchases/service.ts": 'import { award } from "@/server/points/service";\nexport const record = award;',
  "server/trpc/root.ts": 'import { award } from "@/server/points/service";\nexport const root = award;',
  "server/processes/start.ts": 'import { seed } from "@/db/seed/seed";\nexport const start = seed;',
  "app/page.tsx": 'import { root } from "@/server/trpc/root";\nexport default () => <p>{String(root)}</p>;',
  "components/format/yen.ts": "export const yen = (n: number) => `${n}`;",
  "components/card.tsx":
    'import type { Award } from "@/server/points/input";\nexport const Card = (p: { award: Award }) => <p>{p.award}</p>;',
  "emails/notice.tsx": 'import { yen } from "@/components/format/yen";\nexport const Notice = () => <p>{yen(1)}</p>;',
  "server/members/auth/staff.ts": 'import NextAuth from "next-auth";\nexport const auth = NextAuth;',
};

// [rule, file that offends, its text]
const offences: [string, string, string][] = [
  ["left-only-points", "server/points/a.ts", 'import "@/server/purchases/service";'],
  ["left-only-coupons", "server/coupons/a.ts", 'import "@/server/points/service";'],
  ["left-only-tenancy", "server/tenancy/a.ts", 'import type { Award } from "../points/input";\nexport type A = Award;'],
  ["db-reaches-nothing", "db/a.ts", 'import "@/server/kernel/ctx";'],
  ["db-reaches-nothing", "db/b.ts", 'import "./testing/tenant";'],
  ["kernel-knows-db-only", "server/kernel/a.ts", 'import "@/server/points/rules";'],
  ["modules-below-entries", "server/points/b.ts", 'import "@/server/trpc/root";'],
  ["modules-without-components", "server/points/c.ts", 'import "@/components/card";'],
  ["server-without-app", "server/http/a.ts", 'import "@/app/page";'],
  ["no-db-in-trpc-http-app", "server/trpc/a.ts", 'import "@/db/client";'],
  ["no-db-in-trpc-http-app", "server/http/b.ts", 'export * from "drizzle-orm";'],
  [
    "no-db-in-trpc-http-app",
    "app/a.tsx",
    'import type { wallets } from "@/db/schema/points";\nexport type W = typeof wallets;',
  ],
  ["components-reach-nothing", "components/a.tsx", 'import "@/server/points/rules";'],
  ["emails-reach-nothing", "emails/a.tsx", 'import "@/components/card";'],
  [
    "inputs-as-types-only",
    "components/b.tsx",
    'import { award } from "@/server/points/input";\nexport const b = award;',
  ],
  ["nobody-imports-tests", "server/points/d.ts", 'import "@/db/testing/tenant";'],
  ["nobody-imports-tests", "app/b.tsx", 'void import("@/e2e/journey");'],
  ["seed-from-processes-only", "server/results/a.ts", 'import "@/db/seed/seed";'],
  [
    "rules-are-pure",
    "server/coupons/rules.ts",
    'import { clock } from "@/server/kernel/clock";\nexport const c = clock;',
  ],
  [
    "rules-are-pure",
    "server/surveys/rules.ts",
    'import { randomUUID } from "node:crypto";\nexport const c = randomUUID;',
  ],
  ["inputs-run-in-browser", "server/coupons/input.ts", 'import { q } from "./queries";\nexport const c = q;'],
  ["inputs-without-node", "server/surveys/input.ts", 'import { join } from "node:path";\nexport const c = join;'],
  ["pg-in-client-only", "server/points/e.ts", 'import type { Pool } from "pg";\nexport type P = Pool;'],
  ["copy-streams-in-db-only", "server/points/f.ts", 'import { from } from "pg-copy-streams";\nexport const f = from;'],
  ["next-auth-in-one-folder", "server/points/g.ts", 'import "next-auth";'],
  ["no-dev-packages-at-run-time", "server/points/h.ts", 'import fc from "fast-check";\nexport const h = fc;'],
  ["declared-packages-only", "server/points/i.ts", 'import "semver";'],
  ["resolvable", "server/points/j.ts", 'import "@/server/points/missing";'],
  ["no-circle", "server/points/k.ts", 'import { l } from "./l";\nexport const k = () => l;'],
];
const alsoNeeded: Record<string, string> = {
  "e2e/journey.ts": "export const journey = 1;",
  "server/coupons/queries.ts": "export const q = 1;",
  "server/points/l.ts": 'import { k } from "./k";\nexport const l = () => k;',
};

function plant(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

describe("boundaries", () => {
  const root = mkdtempSync(join(tmpdir(), "goen-boundaries-"));
  let before: Result;
  let after: Result;

  beforeAll(async () => {
    for (const file of ["package.json", "tsconfig.json"]) cpSync(join(repository, file), join(root, file));
    symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "junction");
    plant(root, lawful);
    before = await check(root);
    plant(root, { ...alsoNeeded, ...Object.fromEntries(offences.map(([, path, text]) => [path, text])) });
    after = await check(root);
  }, 60_000);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("accepts a lawful house", () => {
    expect(before.violations).toEqual([]);
  });

  it.each(offences)("%s: %s", (rule, path) => {
    expect(after.violations.filter(({ from }) => from === path).map((v) => v.rule)).toContain(rule);
  });

  it("blames no lawful file, except the other half of the circle", () => {
    const offenders = new Set([...offences.map(([, path]) => path), "server/points/l.ts"]);
    expect(after.violations.filter(({ from }) => !offenders.has(from))).toEqual([]);
  });

  it("has planted a violation for every rule of its own", () => {
    const planted = new Set(offences.map(([rule]) => rule));
    const rules = config.forbidden.map(({ name }) => name).filter((name) => !name.startsWith("left-only-"));
    expect(rules.filter((name) => !planted.has(name))).toEqual([]);
  });

  it("has one rule per module of the order", () => {
    const rules = config.forbidden.map(({ name }) => name);
    expect(config.moduleOrder.flat().filter((name) => !rules.includes(`left-only-${name}`))).toEqual([]);
    expect(new Set(rules).size).toBe(rules.length);
  });

  it("reads the real sources as TypeScript and resolves the alias", async () => {
    const { modules } = await check(repository);
    const layout = modules.find(({ source }) => source === "app/layout.tsx");
    const aliased = layout?.dependencies.filter(({ module }) => module.startsWith("@/")) ?? [];
    expect(aliased.some(({ resolved }) => /^[a-z]+\/.+\.(?:tsx?|css|json)$/.test(resolved))).toBe(true);
    expect(modules.some(({ source }) => source.startsWith("db/schema/"))).toBe(true);
  }, 60_000);
});
