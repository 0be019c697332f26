// How long lists and searches take at a million members: `npm run bench -- pages [--small] [--members n] [--save]`. Each is asked over
// HTTP as the screens ask it, answered as the web's role behind row-level security, and held against the same rows by hand. Goal:
// 95 of 100 answers within 150 ms.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createTRPCClient, httpLink } from "@trpc/client";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import pg from "pg";
import superjson from "superjson";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import type { AppRouter } from "@/server/trpc/root";
import { type Api, benchNow, benchTenant, type Question, questions, type Somebody } from "./pages/questions";
import { quantile } from "./harness/numbers";

const { values: flags } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    members: { type: "string" },
    save: { type: "boolean", default: false },
  },
});
const members = flags.members ? Number(flags.members) : flags.small ? 100_000 : 1_000_000;
const asked = 60;
const goalMs = 150;
const number = new Intl.NumberFormat("en");
const lines: string[] = [];
const say = (line = "") => {
  lines.push(line);
  console.log(line);
};

async function ensureShop(superuser: pg.Client): Promise<void> {
  const found = await superuser.query("select 1 from tenants where id = $1", [benchTenant]);
  if (found.rowCount) return;
  console.log(`making ${number.format(members)} members (once) ...`);
  const begun = performance.now();
  await superuser.query(readFileSync(path.join(import.meta.dirname, "pages/shop.sql"), "utf8"));
  await superuser.query("begin; set local session_replication_role = replica; set local work_mem = '256MB'");
  await superuser.query("call pg_temp.fill(2, $1::bigint, $2::timestamptz)", [members / 10, benchNow.toISOString()]);
  await superuser.query("call pg_temp.fill(1, $1::bigint, $2::timestamptz)", [members, benchNow.toISOString()]);
  await superuser.query("commit");
  await superuser.query("vacuum (analyze)");
  console.log(`made in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

/** The product's own router over HTTP, as an owner of the shop. */
async function serve() {
  // Settings are read when these are loaded; the cluster's addresses must stand in them by then.
  const { database } = await import("@/server/kernel/database");
  const { findTenantBySlug } = await import("@/server/kernel/gate");
  const { newId } = await import("@/server/kernel/ids");
  const { appRouter } = await import("@/server/trpc/root");
  const shop = await findTenantBySlug(database("app"), "bench-1");
  if (!shop) throw new Error("the shop is not there");
  const staff = { kind: "staff", id: newId(), accountId: newId(), role: "owner", storeId: null } as const;
  const none = async () => null;
  const server = createHTTPServer({
    router: appRouter,
    allowMethodOverride: true,
    createContext: () => ({
      shop,
      db: database("app"),
      now: benchNow,
      requestId: newId(),
      staff: async () => staff,
      member: none,
      link: none,
    }),
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const link = httpLink<AppRouter>({
    url: `http://127.0.0.1:${port}`,
    transformer: superjson,
    methodOverride: "POST",
  });
  const client = createTRPCClient<AppRouter>({ links: [link] });
  const api: Api = {
    members: { search: (input) => client.members.search.query(input) },
    member: (input) => client.members.byId.query(input),
    audit: (input) => client.access.audit.query(input),
    log: (input) => client.results.log.query(input),
    campaigns: (input) => client.campaigns.list.query(input),
    segments: () => client.segments.list.query(),
    purchases: (input) => client.purchases.ofMember.query(input),
  };
  return { api, server };
}

async function somebodies(bare: pg.Client): Promise<Somebody[]> {
  const { rows } = await bare.query<Somebody>(
    `select member_id, member_no, external_id, name_normalised, kana_normalised, family_name, family_kana, given_name, given_kana, email_normalised, phone_normalised
     from members where tenant_id = $1 and email_normalised is not null and phone_normalised is not null and withdrawn_at is null
     order by md5(member_id::text) limit $2`,
    [benchTenant, asked],
  );
  return rows;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** What is shown and what is true differ, or null. */
async function difference(question: Question, api: Api, bare: pg.Client, one: Somebody): Promise<string | null> {
  const shown = await question.ask(api, one);
  const { rows } = await bare.query<{ id: string }>(question.truth(one));
  const truth = rows.map((row) => row.id);
  if (truth.length === 0) return "nothing is there";
  return JSON.stringify(shown) === JSON.stringify(truth) ? null : `${shown.length} shown, ${truth.length} true`;
}

async function measure(bare: pg.Client): Promise<boolean> {
  const { api, server } = await serve();
  const people = await somebodies(bare);
  const version = (await bare.query<{ server_version: string }>("show server_version")).rows[0]?.server_version;
  const raw: number[] = [];
  const lookUp = "select * from members where tenant_id = $1 and member_id = $2";
  for (let round = 0; round < 3; round += 1)
    for (const { member_id } of people) raw.push(await timed(() => bare.query(lookUp, [benchTenant, member_id])));
  const [rawMedian, rawSlow] = [quantile(raw.slice(people.length), 0.5), quantile(raw.slice(people.length), 0.95)];
  say(`# Lists and searches: ${number.format(members)} members`);
  say();
  say(
    `PostgreSQL ${version}, Node ${process.version}, ${os.cpus().length} CPUs (${os.cpus()[0]?.model.trim()}), ${(os.totalmem() / 2 ** 30).toFixed(0)} GB. Load average before: ${os
      .loadavg()
      .map((l) => l.toFixed(1))
      .join(" ")}.`,
  );
  say(
    `${asked} questions each over HTTP, one at a time, after three to warm up; milliseconds. A bare look-up of one row by its key takes ${rawMedian.toFixed(2)} (p95 ${rawSlow.toFixed(2)}) in the same run. Goal: p95 <= ${goalMs}.`,
  );
  say();
  say("| page | p50 | p95 | most | p50 / bare look-up | rows | goal |");
  say("| --- | ---: | ---: | ---: | ---: | --- | --- |");
  let isGood = true;
  for (const question of questions) {
    const wrong = [];
    for (const one of people.slice(0, 3)) wrong.push(await difference(question, api, bare, one));
    const fault = wrong.find((text) => text !== null);
    const times: number[] = [];
    for (const one of people) times.push(await timed(() => question.ask(api, one)));
    const [median, slow] = [quantile(times, 0.5), quantile(times, 0.95)];
    const isMet = !fault && slow <= goalMs;
    isGood &&= isMet;
    say(
      `| ${question.name} | ${median.toFixed(1)} | ${slow.toFixed(1)} | ${Math.max(...times).toFixed(1)} | ${(median / rawMedian).toFixed(0)} | ${fault ?? "right"} | ${isMet ? "met" : "MISSED"} |`,
    );
  }
  server.close();
  server.closeAllConnections();
  return isGood;
}

async function main(): Promise<boolean> {
  const cluster = await startEmbedded({
    dataDir: path.resolve(".data/bench/pages"),
    port: 54_740,
    databaseName: `pages_${members}`,
  });
  process.env.DATABASE_URL = cluster.ownerUrl;
  process.env.DATABASE_APP_URL = cluster.appUrl;
  process.env.DATABASE_BATCH_URL = cluster.batchUrl;
  const bare = new pg.Client({ connectionString: cluster.superuserUrl, options: "-c jit=off" });
  bare.on("error", () => {});
  try {
    await migrate(cluster.ownerUrl);
    await bare.connect();
    await ensureShop(bare);
    const isGood = await measure(bare);
    if (flags.save) {
      const file = path.join(import.meta.dirname, "results", `pages-${new Date().toISOString().slice(0, 10)}.md`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${lines.join("\n")}\n`);
    }
    return isGood;
  } finally {
    await bare.end();
    await (await import("@/server/kernel/database")).closeDatabases();
    await cluster.stop();
  }
}

process.exitCode = (await main()) ? 0 : 1;
