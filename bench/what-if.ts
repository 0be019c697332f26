// How long a what-if over past sales takes: `npm run bench -- what-if [--small] [--file sales.csv.gz] [--save]`. The file is UCI Online Retail
// (541,909 lines); small takes its first 60,000. Goal: under 60 seconds for all of it, and the same sums at a second run.
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { parseMapping } from "../server/kernel/csv-mapping";
import { benchDatabase } from "./harness/database";
import { saveReport } from "./harness/report";

const { values: flags } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    save: { type: "boolean", default: false },
    file: { type: "string", default: "../shared/data/online-retail/online-retail.csv.gz" },
  },
});
const goalSeconds = 60;
if (!existsSync(flags.file)) throw new Error(`no such file: ${flags.file} (give it with --file)`);
const folder = mkdtempSync(path.join(os.tmpdir(), "goen-bench-what-if-"));

/** The first lines of the file, unpacked; all of them where `most` is null. */
async function unpack(most: number | null): Promise<{ filePath: string; lines: number }> {
  const filePath = path.join(folder, "sales.csv");
  const out = createWriteStream(filePath);
  let lines = -1;
  for await (const line of createInterface({ input: createReadStream(flags.file).pipe(createGunzip()) })) {
    out.write(`${line}\n`);
    lines += 1;
    if (most !== null && lines >= most) break;
  }
  await new Promise<void>((resolve) => {
    out.end(() => resolve());
  });
  return { filePath, lines };
}

const cluster = await benchDatabase({ name: "what-if", port: 54_740, isFresh: true });
try {
  const { database } = await import("../server/kernel/database");
  const { systemCtx } = await import("../server/kernel/ctx");
  const { vouchedTenant } = await import("../server/kernel/gate");
  const { newId } = await import("../server/kernel/ids");
  const { insertTenant } = await import("../db/testing/factories");
  const { setProgram } = await import("../server/points/service/set-program");
  const { importPurchases } = await import("../server/purchases/service/import-purchases");
  const { saveRule } = await import("../server/earning/service/edit-draft");
  const { replayById } = await import("../server/replay/queries/runs");
  const { runReplay } = await import("../server/replay/service/run-replay");
  const { startReplay } = await import("../server/replay/service/start-replay");
  const tenant = vouchedTenant(newId());
  await database("batch").transaction(tenant, "write", (tx) => insertTenant(tx, { id: tenant }));
  const ctx = systemCtx(tenant, "bench", database("app"), new Date());
  await setProgram(ctx, {
    ratePoints: 1,
    rateYen: 100,
    rounding: "down",
    pendingDays: 0,
    expiryMonths: 12,
    returnGraceDays: 30,
    validFrom: new Date("2009-01-01"),
  });
  const { filePath, lines } = await unpack(flags.small ? 60_000 : null);
  const mapping = parseMapping(JSON.parse(readFileSync("db/seed/mappings/online-retail.json", "utf8")));
  await importPurchases(ctx, { filePath, mapping });

  const rule = (name: string, gives: object, more: object = {}) => ({
    id: newId(),
    name,
    when: {},
    gives,
    stacking: { kind: "sum" },
    precedence: 100,
    limits: {},
    life: {},
    ...more,
  });
  const rules = [
    rule(
      "Fridays double",
      { kind: "multiply", timesHundredths: 200 },
      { when: { weekdays: [5] }, limits: { perSale: 500 } },
    ),
    rule(
      "Mornings",
      { kind: "multiply", timesHundredths: 150 },
      { when: { hours: { fromMinutes: 480, untilMinutes: 660 } } },
    ),
    rule("Large baskets", { kind: "bonus", points: 100, per: "sale" }, { when: { minYen: 50_000 } }),
    rule("Net of tax", { kind: "rate", points: 1, perYen: 200, rounding: "half_up", taxBase: "excluded" }),
    rule("First", { kind: "bonus", points: 300, per: "sale" }, { when: { isFirstPurchase: true } }),
    rule(
      "Monthly limit",
      { kind: "multiply", timesHundredths: 120 },
      { limits: { perMember: { points: 200, period: "month" }, budget: { points: 500_000, period: "month" } } },
    ),
  ];
  let revision = 0;
  for (const one of rules) ({ revision } = await saveRule(ctx, { rule: one, revision }));
  const runs = [];
  for (const name of ["first", "second"]) {
    const { runId } = await startReplay(ctx, { name, fromDay: "2009-01-01", untilDay: "2012-12-31" });
    const cpuBefore = process.cpuUsage();
    const began = performance.now();
    const state = await runReplay(ctx, runId);
    const seconds = (performance.now() - began) / 1_000;
    const cpu = process.cpuUsage(cpuBefore);
    const { result, salesDone, linesDone } = await replayById(ctx, { runId });
    if (state !== "done" || result === null) throw new Error(`the what-if ended as ${state}`);
    runs.push({ seconds, salesDone, linesDone, result, cpuSeconds: (cpu.user + cpu.system) / 1e6 });
  }
  const [first, second] = runs;
  if (!first || !second) throw new Error("no runs");
  const seconds = Math.max(first.seconds, second.seconds);
  const isSame = JSON.stringify(first.result) === JSON.stringify(second.result);
  const { salesDone, linesDone, result } = first;
  const number = new Intl.NumberFormat("en");
  const report = [
    `# What-if over past sales (${new Date().toISOString().slice(0, 10)}${flags.small ? ", small" : ""})`,
    "",
    `Node ${process.version}, ${os.cpus().length} x ${os.cpus()[0]?.model.trim()}. UCI Online Retail, ${number.format(lines)} lines of the file; those of a sale to somebody known are replayed.`,
    "",
    "| sales | lines | rules | first run, s | second run, s | processor time, µs per line | points now | points by the rules |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    `| ${[salesDone, linesDone, rules.length].map((n) => number.format(n)).join(" | ")} | ${runs.map((run) => run.seconds.toFixed(1)).join(" | ")} | ${((first.cpuSeconds * 1e6) / linesDone).toFixed(0)} | ${number.format(result.pointsNow)} | ${number.format(result.pointsNew)} |`,
    "",
    `Both runs say ${isSame ? "the same" : "DIFFERENT THINGS"}. Goal: under ${goalSeconds} s: ${seconds < goalSeconds ? "met" : "missed"}.`,
  ].join("\n");
  console.log(`\n${report}`);
  if (flags.save) saveReport("what-if", report);
  if (!isSame) throw new Error("two runs differ");
  if (seconds > goalSeconds) throw new Error(`slower than ${goalSeconds} s`);
} finally {
  await cluster.close();
  rmSync(folder, { recursive: true });
}
