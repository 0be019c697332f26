// How fast the point ledger posts, against a TPC-B-like load in the same run on the same durable cluster: rounds alternate,
// so that both meet the same machine. Both go through the same driver; the ledger runs as the web's role, behind its walls.
import os from "node:os";
import type pg from "pg";
import { connect, fill, type Load, ledgerLoad, type Shop, tpcbCall, tpcbClassic, tpcbTables } from "./ledger/loads";
import { databaseCpu } from "./harness/cpu";
import { benchDatabase } from "./harness/database";
import { median } from "./harness/numbers";
import { saveReport } from "./harness/report";

const isSmall = process.argv.includes("--small");
const clients = 8;
const rounds = 5;
const secondsPerTurn = isSmall ? 4 : 20;
const wallets = isSmall ? 20_000 : 200_000;
/** One shop gives out all points of the first load; the same number of wallets spread over so many shops shows what that costs. */
const spreadShops = 50;
const branches = isSmall ? 10 : 50;
const accounts = branches * 100_000;

const show = (value: number, digits = 2) =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });

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
  const log = ((await logBytes(watcher)) - logBefore) / done;
  return {
    tps: done / seconds,
    logBytes: log,
    cpuUs: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / done,
  };
}

const cluster = await benchDatabase({ name: "ledger", port: 54_720 });
try {
  const owner = await connect(cluster.ownerUrl);
  const watcher = await connect(cluster.superuserUrl);
  console.log(`filling: ${show(wallets, 0)} wallets, ${show(accounts, 0)} accounts`);
  const shop = await fill(owner, wallets);
  const { tenant } = shop;
  const many: Shop[] = [];
  for (let n = 0; n < spreadShops; n += 1) many.push(await fill(owner, wallets / spreadShops));
  await owner.query(tpcbTables(branches));
  await watcher.query("vacuum analyze");
  await watcher.query("checkpoint");
  const durability = (
    await owner.query(
      "select current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') as s, current_setting('server_version') as v",
    )
  ).rows[0];

  const ledger = ledgerLoad("ledger, one issuer", [shop], cluster.appUrl);
  const spread = ledgerLoad(`ledger, ${spreadShops} issuers`, many, cluster.batchUrl);
  const loads: Load[] = [ledger, spread, tpcbCall(cluster.ownerUrl, branches), tpcbClassic(cluster.ownerUrl, branches)];
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
      "select name, checked::int, violations::int from goen.ledger_proof($1, $2)",
      [tenant, new Date()],
    )
  ).rows;
  const broken = proof.filter((line) => line.violations > 0);
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
  const ratioTo = (n: number) => median((results[0] ?? []).map((r, k) => r.tps / (results[n]?.[k]?.tps ?? Number.NaN)));
  const [toSpread, toClassic] = [ratioTo(1), ratioTo(loads.length - 1)];
  const verdict = (isMet: boolean) => (isMet ? "met" : "NOT met");
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
    `Goals: at least 0.75 of the TPC-B-like load as pgbench sends it (five statements): ${show(toClassic)}, ${verdict(toClassic >= 0.75)}; one issuer costs at most 10 %: ${show((1 - toSpread) * 100, 0)} %, ${verdict(toSpread >= 0.9)}.`,
    `Invariants afterwards: ${proof.length} checked over ${show(Number(proof.find((p) => p.name === "no_empty_journal")?.checked), 0)} journals, ${broken.length} broken${broken.length ? ` (${broken.map((b) => b.name).join(", ")})` : ""}; TPC-B balances equal history: ${sums.is_whole ? "yes" : "NO"}.`,
  ].join("\n");
  console.log(`\n${report}`);
  if (process.argv.includes("--write")) {
    saveReport("ledger", report);
  }
  await owner.query("drop schema tpcb cascade");
  await Promise.all([owner.end(), watcher.end()]);
  if (broken.length > 0 || !sums.is_whole) process.exitCode = 1;
} finally {
  await cluster.close();
}
