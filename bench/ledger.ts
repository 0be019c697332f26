// How fast the point ledger posts, against a TPC-B-like load in the same run on the same durable cluster: rounds alternate,
// so that both meet the same machine. Both go through the same driver; the ledger runs as the web's role, behind its walls.
import { randomInt } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "../db/embedded";
import { migrate } from "../db/migrate";
import { newId } from "../server/kernel/ids";

const isSmall = process.argv.includes("--small");
const clients = 8;
const rounds = 5;
const secondsPerTurn = isSmall ? 4 : 20;
const wallets = isSmall ? 20_000 : 200_000;
const branches = isSmall ? 10 : 50;
const accounts = branches * 100_000;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const show = (value: number, digits = 2) =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });

const tpcb = `
  drop schema if exists tpcb cascade;
  create schema tpcb;
  create table tpcb.branches (bid int primary key, bbalance int, filler char(88));
  create table tpcb.tellers (tid int primary key, bid int, tbalance int, filler char(84));
  create table tpcb.accounts (aid int primary key, bid int, abalance int, filler char(84));
  create table tpcb.history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
  insert into tpcb.branches select n, 0, '' from generate_series(1, ${branches}) n;
  insert into tpcb.tellers select n, (n - 1) / 10 + 1, 0, '' from generate_series(1, ${branches * 10}) n;
  insert into tpcb.accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${accounts}) n;
  create function tpcb.post(p_aid int, p_tid int, p_bid int, p_delta int) returns int language plpgsql as $$
  declare v_balance int;
  begin
    update tpcb.accounts set abalance = abalance + p_delta where aid = p_aid;
    select abalance into v_balance from tpcb.accounts where aid = p_aid;
    update tpcb.tellers set tbalance = tbalance + p_delta where tid = p_tid;
    update tpcb.branches set bbalance = bbalance + p_delta where bid = p_bid;
    insert into tpcb.history (tid, bid, aid, delta, mtime) values (p_tid, p_bid, p_aid, p_delta, current_timestamp);
    return v_balance;
  end $$;
  analyze`;

async function connect(url: string, options = "", database?: string): Promise<pg.Client> {
  const target = new URL(url);
  if (database) target.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: target.toString(), options: `-c jit=off ${options}` });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const grantSql = `select journal_id, points from goen.ledger_grant($1, $2, $3, 'earn', $4, $5, $6, $7, $8, 'purchase', $7, $9, $7, $7,
  'system', null, null, $10, null, $11)`;
const drawSql = `select journal_id from goen.ledger_draw($1, $2, $3, 'spend', $4, $5, $6, $7, $8, $7, $7, 'system', null, null, $9, null, null)`;
const returnSql = `select journal_id, taken_back from goen.ledger_return($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $10,
  'system', null, null, null, $12)`;

const rule = { programId: newId(), ratePoints: 1, rateYen: 100, rounding: "down", pendingDays: 0, expiryMonths: 12 };
const monthEnds = Array.from({ length: 13 }, (_, n) => new Date(Date.UTC(2026, 11 + n, 1) - 9 * 3_600_000));

interface Load {
  name: string;
  make(client: pg.Client): () => Promise<void>;
  connect(): Promise<pg.Client>;
}

function ledgerLoad(tenant: string, members: string[], url: string): Load & { counts: Record<string, number> } {
  const counts: Record<string, number> = { earn: 0, spend: 0, return: 0, refused: 0 };
  return {
    name: "ledger",
    counts,
    connect: () => connect(url, `-c app.tenant_id=${tenant}`),
    make(client) {
      const sales: { member: string; purchase: string; yen: number }[] = [];
      const count = (what: string) => {
        counts[what] = (counts[what] ?? 0) + 1;
      };
      return async () => {
        const [dice, member, id, now] = [
          randomInt(10),
          members[randomInt(members.length)] as string,
          newId(),
          new Date(),
        ];
        const [day, text] = [now.toISOString().slice(0, 10), now.toISOString()];
        const sale = dice === 9 ? sales.shift() : undefined;
        if (sale) {
          await client.query({
            name: "return",
            text: returnSql,
            values: [
              tenant,
              sale.member,
              id,
              `return:${id}`,
              id,
              sale.purchase,
              sale.yen,
              sale.yen,
              monthEnds[1],
              text,
              day,
              JSON.stringify({ inputs: { saleTotalYen: sale.yen } }),
            ],
          });
          count("return");
        } else if (dice >= 6 && dice < 9) {
          try {
            await client.query({
              name: "draw",
              text: drawSql,
              values: [tenant, member, id, `spend:${id}`, id, randomInt(1, 51), text, day, newId()],
            });
            count("spend");
          } catch (error) {
            if ((error as { code?: string }).code !== "LG002") throw error;
            count("refused");
          }
        } else {
          const [yen, purchase] = [randomInt(100, 20_000), newId()];
          await client.query({
            name: "grant",
            text: grantSql,
            values: [
              tenant,
              member,
              id,
              `earn:${purchase}`,
              id,
              Math.floor(yen / 100),
              text,
              monthEnds[12],
              day,
              purchase,
              JSON.stringify({ rule, inputs: { amountYen: yen } }),
            ],
          });
          sales.push({ member, purchase, yen });
          if (sales.length > 1_000) sales.shift();
          count("earn");
        }
      };
    },
  };
}

const tpcbValues = () => [
  randomInt(accounts) + 1,
  randomInt(branches * 10) + 1,
  randomInt(branches) + 1,
  randomInt(-5_000, 5_001),
];

const tpcbCall = (url: string): Load => ({
  name: "TPC-B, one call",
  connect: () => connect(url),
  make: (client) => async () => {
    await client.query({ name: "tpcb", text: "select tpcb.post($1, $2, $3, $4)", values: tpcbValues() });
  },
});

const tpcbClassic = (url: string): Load => ({
  name: "TPC-B, five statements",
  connect: () => connect(url),
  make: (client) => async () => {
    const [aid, tid, bid, delta] = tpcbValues();
    await client.query("begin");
    await client.query({
      name: "a",
      text: "update tpcb.accounts set abalance = abalance + $2 where aid = $1",
      values: [aid, delta],
    });
    await client.query({ name: "b", text: "select abalance from tpcb.accounts where aid = $1", values: [aid] });
    await client.query({
      name: "c",
      text: "update tpcb.tellers set tbalance = tbalance + $2 where tid = $1",
      values: [tid, delta],
    });
    await client.query({
      name: "d",
      text: "update tpcb.branches set bbalance = bbalance + $2 where bid = $1",
      values: [bid, delta],
    });
    await client.query({
      name: "e",
      text: "insert into tpcb.history values ($1, $2, $3, $4, current_timestamp)",
      values: [tid, bid, aid, delta],
    });
    await client.query("commit");
  },
});

/** Processor time of the database's own processes so far, in microseconds; null where the system does not tell. */
async function databaseCpu(watcher: pg.Client): Promise<number | null> {
  try {
    const { rows } = await watcher.query<{ pid: number }>("select pid from pg_stat_activity");
    const ticks = rows.map(({ pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return Number(fields[11]) + Number(fields[12]);
    });
    return ticks.reduce((a, b) => a + b, 0) * 10_000;
  } catch {
    return null;
  }
}

const logBytes = async (watcher: pg.Client) =>
  Number((await watcher.query("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes")).rows[0].bytes);

interface Turn {
  tps: number;
  cpuUs: number | null;
  logBytes: number;
}

interface Running {
  once(): Promise<void>;
  end(): Promise<void>;
}

/** Connections as a pool keeps them: opened once, and past the first calls in which statements are still being planned. */
async function warmClients(load: Load): Promise<Running[]> {
  const open = await Promise.all(Array.from({ length: clients }, load.connect));
  return Promise.all(
    open.map(async (client) => {
      const once = load.make(client);
      for (let n = 0; n < 60; n += 1) await once();
      return { once, end: () => client.end() };
    }),
  );
}

async function turn(open: Running[], watcher: pg.Client): Promise<Turn> {
  const cpuBefore = await databaseCpu(watcher);
  const logBefore = await logBytes(watcher);
  const begun = performance.now();
  const until = begun + secondsPerTurn * 1_000;
  let done = 0;
  await Promise.all(
    open.map(async ({ once }) => {
      while (performance.now() < until) {
        await once();
        done += 1;
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  const cpuAfter = await databaseCpu(watcher);
  await Promise.all(open.map((client) => client.end()));
  const log = ((await logBytes(watcher)) - logBefore) / done;
  return {
    tps: done / seconds,
    logBytes: log,
    cpuUs: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / done,
  };
}

async function fill(owner: pg.Client): Promise<{ tenant: string; members: string[] }> {
  const tenant = newId();
  await owner.query(
    `insert into tenants (id, slug, name, name_latin, trade, brand_color, mail_from_name, mail_from_address, legal_name, legal_address,
      contact_url, created_at) values ($1, $2, 'bench', 'bench', 'x', '#000000', 'x', 'x@example.jp', 'x', 'x', 'x', now())`,
    [tenant, `b-${tenant.slice(-12)}`],
  );
  const members = Array.from({ length: wallets }, () => newId());
  await owner.query(
    `insert into members (tenant_id, member_id, member_no, joined_at, updated_at) select $1, m, m::text, now(), now() from unnest($2::uuid[]) m`,
    [tenant, members],
  );
  const now = new Date();
  for (let from = 0; from < wallets; from += 5_000) {
    const rows = members
      .slice(from, from + 5_000)
      .flatMap((member) =>
        [3, 6, 9].map((month) => ({
          member_id: member,
          id: newId(),
          key: `earn:${newId()}`,
          hash: "x",
          points: 300,
          available_at: now,
          expires_at: monthEnds[month],
          occurred_at: now,
          business_date: now.toISOString().slice(0, 10),
          cause_id: newId(),
          snapshot: {},
        })),
      );
    await owner.query("select goen.ledger_import($1, $2, $3, 'system', null)", [tenant, JSON.stringify(rows), now]);
  }
  return { tenant, members };
}

const cluster = await startEmbedded({ dataDir: path.resolve(".data/bench/ledger"), port: 54_720 });
try {
  await migrate(cluster.ownerUrl);
  const owner = await connect(cluster.ownerUrl);
  const watcher = await connect(cluster.superuserUrl);
  console.log(`filling: ${show(wallets, 0)} wallets, ${show(accounts, 0)} accounts`);
  const { tenant, members } = await fill(owner);
  await owner.query(tpcb);
  await watcher.query("vacuum analyze");
  await watcher.query("checkpoint");
  const durability = (
    await owner.query(
      "select current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') as s, current_setting('server_version') as v",
    )
  ).rows[0];

  const ledger = ledgerLoad(tenant, members, cluster.appUrl);
  const loads: Load[] = [ledger, tpcbCall(cluster.ownerUrl), tpcbClassic(cluster.ownerUrl)];
  const results = loads.map(() => [] as Turn[]);
  const running = [];
  for (const load of loads) running.push(await warmClients(load));
  for (let round = 0; round < rounds; round += 1) {
    // Every other round runs backwards, so that none always follows the same one.
    const order = loads.map((_, n) => (round % 2 ? loads.length - 1 - n : n));
    for (const n of order) results[n]?.push(await turn(running[n] as Running[], watcher));
    console.log(
      `round ${round + 1}: ${loads.map((load, n) => `${load.name} ${show(results[n]?.[round]?.tps ?? 0, 0)}/s, ${show(results[n]?.[round]?.cpuUs ?? 0, 0)} µs, ${show((results[n]?.[round]?.logBytes ?? 0) / 1024, 1)} KiB`).join(" · ")}`,
    );
  }
  await Promise.all(running.flat().map((client) => client.end()));
  const proof = (
    await owner.query<{ name: string; checked: number; violations: number }>(
      "select * from goen.ledger_proof($1, $2)",
      [tenant, new Date()],
    )
  ).rows;
  const broken = proof.filter((line) => Number(line.violations) > 0);
  const sums = (
    await owner.query(
      "select (select sum(abalance) from tpcb.accounts) = (select sum(delta) from tpcb.history) as is_whole",
    )
  ).rows[0];

  const line = (n: number) => {
    const tps = (results[n] ?? []).map((r) => r.tps);
    const cpu = (results[n] ?? []).flatMap((r) => (r.cpuUs === null ? [] : [r.cpuUs]));
    const ratios = (results[0] ?? []).map((r, k) => r.tps / (results[n]?.[k]?.tps ?? Number.NaN));
    const cell =
      n === 0 ? "1" : `**${show(median(ratios))}** (${show(Math.min(...ratios))} to ${show(Math.max(...ratios))})`;
    return `| ${loads[n]?.name} | ${show(median(tps), 0)} | ${show(Math.min(...tps), 0)} | ${show(Math.max(...tps), 0)} | ${cpu.length ? show(median(cpu), 0) : "-"} | ${show(median((results[n] ?? []).map((r) => r.logBytes)) / 1024, 1)} | ${cell} |`;
  };
  const cpuName = os.cpus()[0]?.model ?? "unknown processor";
  const report = [
    `# Ledger against TPC-B (${new Date().toISOString().slice(0, 10)}${isSmall ? ", small" : ""})`,
    "",
    `PostgreSQL ${durability.v}, fsync ${durability.s}; ${os.cpus().length} x ${cpuName}, ${Math.round(os.totalmem() / 2 ** 30)} GiB; load 1 min ${show(os.loadavg()[0] ?? 0)}.`,
    `${clients} clients, ${rounds} alternating rounds of ${secondsPerTurn} s; ${show(wallets, 0)} wallets, TPC-B scale ${branches}; mix ${JSON.stringify(ledger.counts)}.`,
    "",
    "| load | per second (median) | min | max | database CPU, µs per transaction | log, KiB per transaction | ledger / this |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...loads.map((_, n) => line(n)),
    "",
    `Invariants afterwards: ${proof.length} checked over ${show(Number(proof.find((p) => p.name === "no_empty_journal")?.checked), 0)} journals, ${broken.length} broken${broken.length ? ` (${broken.map((b) => b.name).join(", ")})` : ""}; TPC-B balances equal history: ${sums.is_whole ? "yes" : "NO"}.`,
  ].join("\n");
  console.log(`\n${report}`);
  if (process.argv.includes("--write")) {
    mkdirSync("bench/results", { recursive: true });
    writeFileSync(`bench/results/ledger-${new Date().toISOString().slice(0, 10)}.md`, `${report}\n`);
  }
  await owner.query("drop schema tpcb cascade");
  await Promise.all([owner.end(), watcher.end()]);
  if (broken.length > 0 || !sums.is_whole) process.exitCode = 1;
} finally {
  await cluster.stop();
}
