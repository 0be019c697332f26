// How fast a file of sales is staged, and that memory does not grow with it: `npm run bench -- import [--small]`. The file is
// made on the way, is gzip, and holds a million lines (200,000 when small).
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { onlineRetailHeader, onlineRetailInvoices } from "../db/testing/online-retail";
import { parseMapping } from "../server/kernel/csv-mapping";
import { benchDatabase } from "./harness/database";

const isSmall = process.argv.includes("--small");
const wantedLines = isSmall ? 200_000 : 1_000_000;
const folder = mkdtempSync(path.join(tmpdir(), "goen-bench-import-"));
const filePath = path.join(folder, "sales.csv.gz");
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

let lines = 0;
function* fileText() {
  yield `${onlineRetailHeader}\n`;
  let text = "";
  for (const invoice of onlineRetailInvoices({ invoices: wantedLines, seed: 11, customers: 20_000, codes: 4_000 })) {
    text += invoice.csv;
    lines += invoice.lines.length;
    if (text.length > 200_000) {
      yield text;
      text = "";
    }
    if (lines >= wantedLines) break;
  }
  yield text;
}
await pipeline(Readable.from(fileText()), createGzip({ level: 1 }), createWriteStream(filePath));

const cluster = await benchDatabase({ name: "import", port: 54_700 });
try {
  const { database } = await import("../server/kernel/database");
  const { systemCtx } = await import("../server/kernel/ctx");
  const { vouchedTenant } = await import("../server/kernel/gate");
  const { newId } = await import("../server/kernel/ids");
  const { insertTenant } = await import("../db/testing/factories");
  const { importPurchases } = await import("../server/purchases/service/import-purchases");
  const { reconcile } = await import("../server/purchases/rules/import-report");
  const tenant = vouchedTenant(newId());
  await database("batch").transaction(tenant, "write", (tx) => insertTenant(tx, { id: tenant }));
  const mapping = parseMapping(JSON.parse(readFileSync("db/seed/mappings/online-retail.json", "utf8")));
  const cpuBefore = process.cpuUsage();
  const baseline = process.memoryUsage().rss;
  let peak = baseline;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const report = await importPurchases(systemCtx(tenant, "bench", database("app"), new Date()), {
    filePath,
    mapping,
    isDryRun: isSmall,
  });
  clearInterval(watch);
  const cpu = process.cpuUsage(cpuBefore);
  const result = {
    date: new Date().toISOString().slice(0, 10),
    lines,
    isDryRun: isSmall,
    isExact: reconcile(report).isExact,
    seconds: report.seconds,
    linesPerSecondRead: Math.round(lines / report.seconds.read),
    cpuMicrosecondsPerLine: Math.round((cpu.user + cpu.system) / lines),
    memoryMegabytes: { before: megabytes(baseline), peak: megabytes(peak) },
  };
  console.log(JSON.stringify(result, null, 2));
  if (!result.isExact || report.read.lines !== lines) throw new Error("the books do not come out even");
  if (peak - baseline > 400 * 1024 * 1024) throw new Error("memory grows with the file");
} finally {
  await cluster.close();
  rmSync(folder, { recursive: true });
}
