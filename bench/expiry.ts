// How long the nightly expiry takes: 100,000 lots of 100,000 wallets that end at one instant, half of the wallets with points that stay:
// `npm run bench -- expiry [--small] [--save]`. Goal: under 30 seconds. The raw limit is the same rows written by one statement for each
// table, into copies with the same indexes, in the same run.
import os from "node:os";
import { parseArgs } from "node:util";
import { newId } from "../server/kernel/ids";
import { connect, emptyShop } from "./ledger/loads";
import { saveReport } from "./harness/report";
import { benchDatabase } from "./harness/database";
import { median } from "./harness/numbers";

const { values: flags } = parseArgs({
  options: { small: { type: "boolean", default: false }, save: { type: "boolean", default: false } },
});
const wallets = flags.small ? 10_000 : 100_000;
const goalSeconds = 30;
const pointsThatEnd = 300;
const rounds = 5;

const cluster = await benchDatabase({ name: "expiry", port: 54_741, isFresh: true });
try {
  const { database } = await import("../server/kernel/database");
  const { systemCtx } = await import("../server/kernel/ctx");
  const { vouchedTenant } = await import("../server/kernel/gate");
  const { settleDue } = await import("../server/points/service/settle-due");
  const owner = await connect(cluster.ownerUrl);
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const endsAt = new Date(Date.UTC(2026, 10, 30, 15));
  const staysUntil = new Date(Date.UTC(2027, 10, 30, 15));
  const earnedAt = new Date(Date.UTC(2026, 4, 1, 3));

  /** Everybody has points that end tonight; every other one also points that end next year. */
  async function fill(): Promise<string> {
    const { tenant, members } = await emptyShop(owner, wallets);
    for (let from = 0; from < wallets; from += 5_000) {
      const rows = members.slice(from, from + 5_000).flatMap((member, n) =>
        (n % 2 ? [endsAt] : [endsAt, staysUntil]).map((expires) => ({
          member_id: member,
          id: newId(),
          key: `earn:${newId()}`,
          hash: "x",
          points: pointsThatEnd,
          available_at: earnedAt,
          expires_at: expires,
          occurred_at: earnedAt,
          business_date: "2026-05-01",
          cause_id: newId(),
          snapshot: {},
        })),
      );
      await owner.query("select goen.ledger_import($1, $2, $3, 'system', null)", [
        tenant,
        JSON.stringify(rows),
        earnedAt,
      ]);
    }
    return tenant;
  }

  const copied = ["point_journals", "point_entries", "point_lot_moves", "point_lots", "wallets"];
  /** The rows that one expiry wrote, written again into copies: an insert for each table of history, an update for lots and wallets. */
  async function raw(tenant: string): Promise<number> {
    await owner.query("drop schema if exists raw cascade; create schema raw");
    for (const table of copied) await owner.query(`create table raw.${table} (like public.${table} including all)`);
    await owner.query(`insert into raw.point_lots select * from public.point_lots where tenant_id = '${tenant}'`);
    await owner.query(`insert into raw.wallets select * from public.wallets where tenant_id = '${tenant}'`);
    await owner.query("vacuum analyze raw.point_lots, raw.wallets");
    await owner.query("checkpoint").catch(() => {});
    const of = (
      table: string,
      alias: string,
    ) => `insert into raw.${table} select ${alias}.* from public.${table} ${alias}
      join public.point_journals k on k.tenant_id = ${alias}.tenant_id and k.member_id = ${alias}.member_id and k.kind = 'expire'
      where k.tenant_id = '${tenant}'`;
    const begun = performance.now();
    await owner.query("begin");
    await owner.query(
      `insert into raw.point_journals select * from public.point_journals where tenant_id = '${tenant}' and kind = 'expire'`,
    );
    await owner.query(`${of("point_entries", "e")} and k.id = e.journal_id`);
    await owner.query(`${of("point_lot_moves", "m")} and k.id = m.journal_id`);
    await owner.query("update raw.point_lots set state = 'expired' where state = 'expired'");
    await owner.query("update raw.wallets set version = version + 1");
    await owner.query("commit");
    return (performance.now() - begun) / 1_000;
  }

  const turns: { seconds: number; raw: number; cpu: number }[] = [];
  for (let round = 0; round < (flags.small ? 2 : rounds); round += 1) {
    const tenant = await fill();
    await owner.query("vacuum analyze");
    const ctx = systemCtx(vouchedTenant(tenant), "bench", database("app"), new Date(endsAt.getTime() + 1));
    const cpuBefore = cpuSeconds();
    const begun = performance.now();
    const settled = await settleDue(ctx);
    const seconds = (performance.now() - begun) / 1_000;
    const cpu = cpuSeconds() - cpuBefore;
    const { rows } = await owner.query(
      `select (select count(*)::int from point_lots where tenant_id = $1 and state = 'expired') as lots,
        (select coalesce(sum(available), 0)::int from wallets where tenant_id = $1) as left,
        (select coalesce(sum(violations), 0)::int from goen.ledger_proof($1, $2)) as violations`,
      [tenant, ctx.now],
    );
    const [{ lots, left, violations }] = rows;
    if (settled !== wallets || lots !== wallets || left !== (wallets / 2) * pointsThatEnd || violations !== 0)
      throw new Error(`wrong: ${JSON.stringify({ settled, lots, left, violations })}`);
    const limit = await raw(tenant);
    turns.push({ seconds, raw: limit, cpu });
    console.log(`round ${round + 1}: ${seconds.toFixed(1)} s, raw ${limit.toFixed(1)} s`);
  }
  await owner.end();
  const of = (pick: (turn: (typeof turns)[number]) => number) => {
    const values = turns.map(pick);
    return `${median(values).toFixed(2)} | ${Math.min(...values).toFixed(2)} | ${Math.max(...values).toFixed(2)}`;
  };
  const isMet = median(turns.map(({ seconds }) => seconds)) < goalSeconds;
  const report = [
    `# Expiry of ${wallets.toLocaleString("en-US")} lots (${new Date().toISOString().slice(0, 10)}${flags.small ? ", small" : ""})`,
    "",
    `${os.cpus().length} x ${os.cpus()[0]?.model}, load 1 min ${os.loadavg()[0]?.toFixed(2)}; ${turns.length} rounds, each with a new shop.`,
    "",
    "| | median | min | max |",
    "| --- | ---: | ---: | ---: |",
    `| the nightly job, s | ${of(({ seconds }) => seconds)} |`,
    `| the same rows by one statement a table, s | ${of(({ raw: limit }) => limit)} |`,
    `| job / raw | ${of(({ seconds, raw: limit }) => seconds / limit)} |`,
    `| processor time of the job's own process, s | ${of(({ cpu }) => cpu)} |`,
    "",
    `Goal under ${goalSeconds} s: ${isMet ? "met" : "NOT met"}. Each round: every lot expired once, the points that stay are there, all ledger proofs hold.`,
  ].join("\n");
  console.log(`\n${report}`);
  if (flags.save) saveReport("expiry", report);
} finally {
  await cluster.close();
}
