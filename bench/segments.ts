// Counts of typical segments through the product (rule tree, engine's role, row-level security) against the same question
// written by hand and run without any wall: `npm run bench -- segments [--small] [--save]`. Goal: at most 1.5 times as long.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import pg from "pg";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { recommendationsFor } from "@/server/insights/queries";
import { refreshNeighbours } from "@/server/insights/service";
import { systemCtx } from "@/server/kernel/ctx";
import { closeDatabases, database } from "@/server/kernel/database";
import { vouchedTenant } from "@/server/kernel/gate";
import { compileSegment, countMemory } from "@/server/segments/queries/compile";
import { countSegment } from "@/server/segments/queries/count";
import { benchNow, benchTenant, type Question, questions } from "./segments/questions";
import { median } from "./harness/numbers";

const { values: flags } = parseArgs({
  options: { small: { type: "boolean", default: false }, save: { type: "boolean", default: false } },
});
const members = flags.small ? 100_000 : 1_000_000;
const rounds = 5;
const goal = 1.5;
const lines: string[] = [];
const say = (line = "") => {
  lines.push(line);
  console.log(line);
};

const number = new Intl.NumberFormat("en");
const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
const spread = (values: number[]) =>
  `${median(values).toFixed(0)} (${sorted(values)[0]?.toFixed(0)}-${sorted(values).at(-1)?.toFixed(0)})`;

/** Keeps what has been said so far, so that a long run that is stopped leaves its finished part. */
function keep(): void {
  if (!flags.save) return;
  const file = path.join(import.meta.dirname, "results", `segments-${new Date().toISOString().slice(0, 10)}.md`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join("\n")}\n`);
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Fills the database once; a later run finds it. */
async function ensureShop(superuser: pg.Client): Promise<void> {
  const found = await superuser.query("select 1 from tenants where id = $1", [benchTenant]);
  if (found.rowCount) return;
  console.log(`making ${number.format(members)} members and their purchases (once) ...`);
  const { ms } = await timed(async () => {
    await superuser.query(readFileSync(path.join(import.meta.dirname, "segments/shop.sql"), "utf8"));
    await superuser.query("begin; set local session_replication_role = replica; set local work_mem = '256MB'");
    await superuser.query("call pg_temp.fill(2, $1::bigint, $2::timestamptz)", [members / 10, benchNow.toISOString()]);
    await superuser.query("call pg_temp.fill(1, $1::bigint, $2::timestamptz)", [members, benchNow.toISOString()]);
    await superuser.query("commit");
    await superuser.query(
      "vacuum (analyze) members, purchases, purchase_lines, warranties, wallets, point_lots, products, categories",
    );
  });
  console.log(`made in ${(ms / 1000).toFixed(0)} s`);
}

interface PlanNode extends Record<string, unknown> {
  "Node Type": string;
  "Join Type"?: string;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: PlanNode[];
}

/** A plan in one line: joins and scans, outermost first. */
function inOneLine(node: PlanNode): string {
  const join = node["Join Type"] && node["Join Type"] !== "Inner" ? ` ${node["Join Type"].toLowerCase()}` : "";
  const at = node["Index Name"] ?? node["Relation Name"];
  const own = /Scan|Join|Loop/.test(node["Node Type"]) ? `${node["Node Type"]}${join}${at ? ` ${at}` : ""}` : "";
  const inner = (node.Plans ?? []).map(inOneLine).filter(Boolean).join(", ");
  return own && inner ? `${own} (${inner})` : own || inner;
}

/** The plan of the count that runs in a session with automatic plans logged to the client. */

/** The plan of the product's own count, as the engine's role. */
async function planOf(question: Question): Promise<string> {
  const tenant = vouchedTenant(benchTenant);
  const predicate = compileSegment(question.rule, { tenant, now: benchNow, timeZone: "Asia/Tokyo", isWholeShop: true });
  return database("batch").transaction(tenant, "read", async (tx) => {
    await tx.execute(sql.raw(`set local work_mem = '${countMemory}'`));
    const { rows } = await tx.execute<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      sql`explain (format json) select count(*) from members m where ${predicate}`,
    );
    return rows[0] ? inOneLine(rows[0]["QUERY PLAN"][0].Plan) : "";
  });
}

async function main(): Promise<boolean> {
  const name = flags.small ? "segments_small" : "segments_full";
  const cluster = await startEmbedded({ dataDir: ".data/bench/segments", port: 54_700, databaseName: name });
  process.env.DATABASE_URL = cluster.ownerUrl;
  process.env.DATABASE_APP_URL = cluster.appUrl;
  process.env.DATABASE_BATCH_URL = cluster.batchUrl;
  const bare = new pg.Client({ connectionString: cluster.superuserUrl, options: "-c jit=off" });
  bare.on("error", () => {});
  try {
    await migrate(cluster.ownerUrl);
    await bare.connect();
    await ensureShop(bare);
    // The hand-written count gets the memory that the product gives its own, or the comparison would flatter the product.
    await bare.query(`set work_mem = '${countMemory}'`);
    return await measure(bare);
  } finally {
    await bare.end();
    await closeDatabases();
    await cluster.stop();
  }
}

async function measure(bare: pg.Client): Promise<boolean> {
  const size = await bare.query<{ m: number; l: number }>(
    "select (select count(*) from members where tenant_id = $1) as m, (select count(*) from purchase_lines where tenant_id = $1) as l",
    [benchTenant],
  );
  const server = await bare.query<{ server_version: string }>("show server_version");
  const ctx = systemCtx(vouchedTenant(benchTenant), "bench", database("batch"), benchNow);
  say(
    `# Segment counts: ${number.format(size.rows[0]?.m ?? 0)} members, ${number.format(size.rows[0]?.l ?? 0)} purchase lines`,
  );
  say();
  say(
    `PostgreSQL ${server.rows[0]?.server_version}, Node ${process.version}, ${os.cpus().length} CPUs (${os.cpus()[0]?.model.trim()}), ${(os.totalmem() / 2 ** 30).toFixed(0)} GB.`,
  );
  say(
    `Load average before: ${os
      .loadavg()
      .map((l) => l.toFixed(1))
      .join(" ")}. ${rounds} alternating rounds after one to warm up; milliseconds: median (least-most).`,
  );
  say();
  say(`| question | members found | product | by hand | ratio | goal <= ${goal} |`);
  say("| --- | ---: | ---: | ---: | ---: | --- |");
  let isGood = true;
  for (const question of questions) {
    const product: number[] = [];
    const byHand: number[] = [];
    let counts: [number, number] = [-1, -2];
    for (let round = 0; round <= rounds; round += 1) {
      const a = await timed(() => countSegment(ctx, question.rule));
      const b = await timed(() => bare.query<{ n: number }>(question.bare));
      counts = [a.result, b.result.rows[0]?.n ?? -1];
      if (counts[0] !== counts[1]) break;
      if (round === 0) continue;
      product.push(a.ms);
      byHand.push(b.ms);
    }
    const isEqual = counts[0] === counts[1];
    const ratio = median(product) / median(byHand);
    const isMet = isEqual && ratio <= goal;
    isGood &&= isMet;
    const found = isEqual ? number.format(counts[0]) : `${counts[0]} against ${counts[1]}`;
    say(
      `| ${question.name} | ${found} | ${spread(product)} | ${spread(byHand)} | ${ratio.toFixed(2)} | ${isMet ? "met" : isEqual ? "missed" : "COUNTS DIFFER"} |`,
    );
  }
  say();
  say("Plans of the product's counts:");
  say();
  for (const question of questions) say(`- ${question.name}: ${await planOf(question)}`);
  keep();
  await measureRecommendations(bare, ctx);
  keep();
  return isGood;
}

async function measureRecommendations(bare: pg.Client, ctx: ReturnType<typeof systemCtx>): Promise<void> {
  const refresh = await timed(() => refreshNeighbours(ctx));
  const batchSize = 1_000;
  const { rows } = await bare.query<{ ids: string[] }>(
    `select array_agg(member_id) as ids from (select member_id, row_number() over (order by md5(member_id::text)) as n from members
      where tenant_id = $1 order by 2 limit $2) m group by n / $3`,
    [benchTenant, 10 * batchSize - 1, batchSize],
  );
  const perMember: number[] = [];
  for (const { ids } of rows)
    perMember.push((await timed(() => recommendationsFor(ctx, ids, { count: 3 }))).ms / ids.length);
  const single: number[] = [];
  for (const id of rows[0]?.ids.slice(0, 200) ?? [])
    single.push((await timed(() => recommendationsFor(ctx, [id], { count: 3 }))).ms);
  say();
  say(
    `Neighbours of ${number.format(refresh.result.products)} products refreshed in ${(refresh.ms / 1000).toFixed(1)} s.`,
  );
  say(
    `Three items for you: ${(median(perMember) * 1000).toFixed(0)} us per member in batches of ${number.format(batchSize)}; one member alone ${median(single).toFixed(1)} ms (median of ${single.length}).`,
  );
}

process.exitCode = (await main()) ? 0 : 1;
