// How long a million unique codes take by the job's own work, against the same rows put into a table of the same indexes by one INSERT
// SELECT in the same run: `npm run bench -- codes [--small]` (50,000 codes when small), three rounds that take turns.
import { benchDatabase } from "./harness/database";
import { median } from "./harness/numbers";
import { saveReport } from "./harness/report";

const isSmall = process.argv.includes("--small");
const wanted = isSmall ? 50_000 : 1_000_000;
const rounds = 3;
const cluster = await benchDatabase({ name: "codes", port: 54_745, isFresh: true });
try {
  const { default: pg } = await import("pg");
  const { database } = await import("../server/kernel/database");
  const { systemCtx } = await import("../server/kernel/ctx");
  const { vouchedTenant } = await import("../server/kernel/gate");
  const { newId } = await import("../server/kernel/ids");
  const { insertTenant } = await import("../db/testing/factories");
  const { createCoupon } = await import("../server/coupons/service/save-coupon");
  const { makeCodes, resumeBatch, runBatch, stopBatch } = await import("../server/coupons/service/make-codes");
  const { readCode, looksLikeCoupon } = await import("../server/coupons/rules/code");
  const tenant = vouchedTenant(newId());
  await database("batch").transaction(tenant, "write", (tx) => insertTenant(tx, { id: tenant }));
  const ctx = systemCtx(tenant, "bench", database("app"), new Date());
  const raw = new pg.Client(cluster.ownerUrl);
  await raw.connect();
  const count = async (sql: string, values: unknown[] = []) =>
    Number((await raw.query<{ n: string }>(sql, values)).rows[0]?.n ?? 0);
  const seconds = async (work: () => Promise<unknown>) => {
    const begun = performance.now();
    await work();
    return (performance.now() - begun) / 1_000;
  };
  const faults: string[] = [];
  const must = (isTrue: boolean, what: string) => isTrue || faults.push(what);
  const made: number[] = [];
  const limits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { couponId } = await createCoupon(ctx, {
      name: `round ${round}`,
      definition: {
        title: { ja: "500円引き", en: "500 yen off" },
        benefit: { kind: "amount", yen: 500 },
        validity: { days: 30 },
      },
    });
    const { batchId } = await makeCodes(ctx, { couponId, count: wanted, name: "bench" });
    if (round === 0) {
      // Stopped before it begins nothing is made; stopped on the way what was made stays, and what is missing comes afterwards.
      await stopBatch(ctx, { batchId });
      await runBatch(ctx, batchId);
      must((await count("select made as n from coupon_batches where id = $1", [batchId])) === 0, "stopped before");
      await resumeBatch(ctx, { batchId });
      const running = runBatch(ctx, batchId);
      await stopBatch(ctx, { batchId });
      await running;
      const sofar = await count("select made as n from coupon_batches where id = $1", [batchId]);
      must(
        (await count("select count(*) as n from coupon_codes where batch_id = $1", [batchId])) === sofar,
        "progress",
      );
      await resumeBatch(ctx, { batchId });
      await runBatch(ctx, batchId);
    } else made.push(await seconds(() => runBatch(ctx, batchId)));
    must((await count("select count(*) as n from coupon_codes where batch_id = $1", [batchId])) === wanted, "count");
    must(
      (await count("select count(distinct code) as n from coupon_codes where batch_id = $1", [batchId])) === wanted,
      "distinct",
    );
    const { rows } = await raw.query<{ code: string }>("select code from coupon_codes where batch_id = $1 limit 1000", [
      batchId,
    ]);
    must(
      rows.every(({ code }) => looksLikeCoupon(code) && readCode(code) === code),
      "readable",
    );
    await raw.query("create table if not exists raw_codes (like coupon_codes including all)");
    if (round > 0)
      limits.push(
        await seconds(() =>
          raw.query("insert into raw_codes select * from coupon_codes where batch_id = $1", [batchId]),
        ),
      );
    else await raw.query("insert into raw_codes select * from coupon_codes where batch_id = $1", [batchId]);
  }
  await raw.end();
  const [ours, limit] = [median(made), median(limits)];
  const report = [
    `# ${wanted.toLocaleString("en-US")} unique codes`,
    "",
    `Made by the job's work: ${made.map((one) => one.toFixed(2)).join(", ")} s (${Math.round(wanted / ours).toLocaleString("en-US")} codes a second).`,
    `The same rows by one INSERT SELECT into a table with the same indexes: ${limits.map((one) => one.toFixed(2)).join(", ")} s.`,
    `Ratio: ${(limit / ours).toFixed(2)} of the raw insert.`,
    `Checked: count, distinct, readable, progress, stopped and gone on with${faults.length > 0 ? `; FAULTS: ${faults.join(", ")}` : ""}.`,
  ].join("\n");
  console.log(report);
  if (!isSmall) saveReport("codes", report);
  if (faults.length > 0) throw new Error(faults.join(", "));
} finally {
  await cluster.close();
}
