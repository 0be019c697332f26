// What `npm run import` does once the database answers.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { usualMapping } from "@/server/imports/rules/fields";
import type { RowCounts, RowFault } from "@/server/imports/input";
import { alone } from "@/server/imports/service/import-lock";
import { importRows, type RowKind, rowKinds } from "@/server/imports/service/take-rows";
import { type CsvMapping, parseMapping } from "@/server/kernel/csv-mapping";
import { type CsvEncoding, sourceOnDisk } from "@/server/kernel/csv-read";
import { type Ctx, inTransaction, systemCtx } from "@/server/kernel/ctx";
import { closeDatabases, database } from "@/server/kernel/database";
import { DomainError, toPublicError } from "@/server/kernel/errors";
import { allTenants, vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { beginImportRun, endImportRun } from "@/server/kernel/import-runs";
import { setProgram } from "@/server/points/service/set-program";
import { reconcile, reportMarkdown } from "@/server/purchases/rules/import-report";
import { importPurchases } from "@/server/purchases/service/import-purchases";
import { createTenant } from "@/server/tenancy/service/create-tenant";
import { FaultFile, fill, type Language, progressOn, sentenceOf, type Words, wordsOf } from "./import-output";

const optionTypes = {
  shop: { type: "string" },
  "new-shop": { type: "string" },
  mapping: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  errors: { type: "string" },
  report: { type: "string" },
  encoding: { type: "string" },
  lang: { type: "string" },
} as const;

interface Command {
  kind: "purchases" | RowKind;
  filePath: string;
  mapping: CsvMapping;
  encoding: CsvEncoding;
  isDryRun: boolean;
  shop: string | undefined;
  newShop: string | undefined;
  errors: string | undefined;
  report: string | undefined;
  words: Words;
}

const kinds: readonly string[] = ["purchases", ...rowKinds];
const encodings: readonly string[] = ["auto", "utf-8", "shift_jis"];

/** The command in the arguments; null when they are none. Throws for a mapping that cannot be used. */
function readCommand(args: string[], words: Words): Command | null {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: optionTypes });
  const [kind, filePath] = positionals;
  if (!kind || !kinds.includes(kind) || !filePath || (values.encoding && !encodings.includes(values.encoding)))
    return null;
  const mapping = values.mapping
    ? parseMapping(JSON.parse(readFileSync(values.mapping, "utf8")))
    : usualMapping(kind as "purchases" | RowKind);
  if (mapping.kind !== kind) throw new Error(fill(words.cli.badMapping, { kind: mapping.kind }));
  return {
    kind: mapping.kind,
    filePath,
    mapping,
    encoding: (values.encoding as CsvEncoding | undefined) ?? mapping.encoding,
    isDryRun: values["dry-run"],
    shop: values.shop,
    newShop: values["new-shop"],
    errors: values.errors,
    report: values.report,
    words,
  };
}

/** A shop for a file that brings its own world: one point per hundred units, whenever the sale was. */
async function makeShop(slug: string, name: string, now: Date): Promise<Ctx> {
  const ctx = systemCtx(vouchedTenant(newId()), "import", database("app"), now);
  await createTenant(ctx, {
    slug,
    name,
    nameLatin: name,
    trade: "general",
    brandColor: "#0b5cad",
    mailFromName: name,
    mailFromAddress: `news@${slug}.example`,
    legalName: name,
    legalAddress: "-",
    contactUrl: `https://${slug}.example/contact`,
  });
  const rule = {
    ratePoints: 1,
    rateYen: 100,
    rounding: "down",
    pendingDays: 0,
    expiryMonths: 12,
    returnGraceDays: 30,
  } as const;
  await setProgram(ctx, { ...rule, validFrom: new Date(0) });
  return ctx;
}

async function openShop(command: Command, now: Date): Promise<Ctx> {
  const { shop: slug, newShop, words } = command;
  const shops = await allTenants(database("app"));
  const found = slug ? shops.find((shop) => shop.slug === slug) : shops.length === 1 ? shops[0] : undefined;
  if (found) return systemCtx(found.id, "import", database("app"), now);
  if (!slug || !newShop)
    throw new DomainError("not_found", "imports.shop", {
      slug: slug ?? "",
      found: shops.map((shop) => shop.slug).join(", "),
    });
  const ctx = await makeShop(slug, newShop, now);
  console.log(fill(words.cli.shopMade, { slug }));
  return ctx;
}

type Progress = ReturnType<typeof progressOn>;

async function runPurchases(ctx: Ctx, command: Command, faults: FaultFile, progress: Progress): Promise<boolean> {
  const { words, mapping } = command;
  const header = (field: string) => [mapping.columns[field] ?? field].flat()[0] ?? field;
  const result = await importPurchases(ctx, {
    ...command,
    onProgress: ({ phase, done, total }) => {
      const unit = phase === "write" ? words.cli.receipts : words.cli.rows;
      const share = total === null ? "" : ` / ${total.toLocaleString("en")}`;
      progress.show(
        `${words.cli[`phase_${phase}`]} ${phase === "resolve" ? "" : `${done.toLocaleString("en")}${share} ${unit}`}`,
        done === total,
      );
    },
    onSetAside: (rows) =>
      faults.write(
        rows.map((r) => ({
          rowNo: r.rowNo,
          subject: r.receipt,
          column: r.field && header(r.field),
          value: r.seen,
          reason: r.reason,
        })),
      ),
  });
  progress.end();
  const text = reportMarkdown(result, words.report, words.reasons);
  console.log(`\n${text}\n${fill(words.cli.took, result.seconds)}`);
  if (command.report) {
    writeFileSync(command.report, text);
    console.log(fill(words.cli.reportIn, { path: command.report }));
  }
  return reconcile(result).isExact;
}

async function runRows(
  ctx: Ctx,
  command: Command & { kind: RowKind },
  faults: FaultFile,
  progress: Progress,
): Promise<boolean> {
  const { words } = command;
  const { kind, filePath, isDryRun } = command;
  const run = await beginImportRun(ctx, { kind, fileName: path.basename(filePath), isDryRun });
  const end = (state: "done" | "failed", report: unknown) =>
    inTransaction(ctx, (t) => endImportRun(t, run, { state, finishedAt: new Date(), report }));
  // Written after the transaction that found them: one that is begun again would write them twice.
  let found: RowFault[] = [];
  try {
    const counts = await importRows(
      ctx,
      kind,
      { ...command, source: sourceOnDisk(filePath) },
      {
        onGroup: async (_t, _now, all) => void (found = [...all]),
        onProgress: async (done) => {
          await faults.write(found);
          progress.show(`${words.cli.phase_write} ${done.toLocaleString("en")} ${words.cli.rows}`);
        },
      },
    );
    await end("done", { kind: "rows", counts });
    return tell(counts, words, progress);
  } catch (error) {
    const { reason, details } = toPublicError(error);
    await end("failed", { reason, details }).catch(() => {});
    throw error;
  }
}

function tell(counts: RowCounts, words: Words, progress: Progress): boolean {
  progress.end();
  for (const [outcome, count] of Object.entries(counts))
    console.log(`${words.cli[outcome as keyof typeof counts]}: ${count.toLocaleString("en")}`);
  return true;
}

async function run(command: Command): Promise<boolean> {
  const { words, kind } = command;
  const ctx = await openShop(command, new Date());
  const faults = new FaultFile(command.errors, words);
  const progress = progressOn(process.stderr);
  const isEven = await alone(ctx, kind, () =>
    kind === "purchases"
      ? runPurchases(ctx, command, faults, progress)
      : runRows(ctx, { ...command, kind }, faults, progress),
  );
  if (isEven === null) throw new DomainError("conflict", "imports.running");
  if (await faults.close()) console.log(fill(words.cli.errorsIn, { path: command.errors }));
  console.log(command.isDryRun ? words.cli.dryRunDone : words.cli.done);
  return isEven;
}

function languageOf(args: string[]): Language {
  const at = args.indexOf("--lang");
  const asked = at < 0 ? (process.env.LANG ?? "ja") : (args[at + 1] ?? "");
  return asked.startsWith("ja") ? "ja" : "en";
}

/** Runs the command and returns the exit code: 0 done, 1 failed or not coming out even, 2 not understood. */
export async function importCommand(args: string[]): Promise<number> {
  const language = languageOf(args);
  const words = wordsOf(language);
  try {
    const command = readCommand(args, words);
    if (!command) {
      console.error(words.cli.usage);
      return 2;
    }
    return (await run(command)) ? 0 : 1;
  } catch (error) {
    console.error(`\n${sentenceOf(error, language)}\n`);
    return 1;
  } finally {
    await closeDatabases();
  }
}
