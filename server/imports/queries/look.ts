import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { importMappings, importRuns } from "@/db/schema/kernel";
import { columnNames, type CsvMapping, csvMapping, headerOf } from "@/server/kernel/csv-mapping";
import { type CsvSource, firstBytes, readCsv, surveyCsv } from "@/server/kernel/csv-read";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { uploadedList } from "@/server/kernel/import-runs";
import { parseInput } from "@/server/kernel/parse";
import { canImport } from "../access";
import { lookInput, type ScreenMapping } from "../input";
import { disguiseOf } from "../rules/disguise";
import { type DateForm, dateForms, importFields, type ImportKind, valuesOf } from "../rules/fields";
import { hasHeaderRow, proposeColumns, proposeDateForm, proposeDelimiter } from "../rules/propose";
import { signatureOf } from "../service/mappings";

/** So much is read to find the encoding before a screen is shown; the check reads the whole. */
const surveyedBytes = 64 * 2 ** 20;
const sampleRows = 200;
export const shownRows = 20;

/** The first rows of a file, the header among them. */
export async function firstRows(
  source: CsvSource,
  { encoding, delimiter, count }: { encoding: "utf-8" | "shift_jis"; delimiter: string; count: number },
) {
  const { rows } = await readCsv(source, { encoding, delimiter, rowsPerGroup: count });
  for await (const group of rows) return group;
  return [];
}

async function foundEncoding(source: CsvSource) {
  const head = await firstBytes(source, 8_192);
  const disguise = disguiseOf(head);
  if (disguise) throw new DomainError("invalid", `imports.not_csv_${disguise}`);
  return surveyCsv(source, surveyedBytes);
}

const decoded = async (source: CsvSource, encoding: string) => {
  const head = await firstBytes(source, 65_536);
  return new TextDecoder(encoding === "shift_jis" ? "shift_jis" : "utf-8").decode(head);
};

/**
 * What an uploaded file is, as far as can be seen without reading all of it: encoding, delimiter, header, first rows, which column
 * is likely to be what, how a file with these headers was read last time, and whether the same bytes have been taken in before.
 * Throws `imports.not_csv_*` for what only calls itself a list.
 */
export async function lookAt(ctx: Ctx, input: z.input<typeof lookInput>) {
  const refusal = canImport(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
  const { fileId, kind, isFresh, ...wanted } = parseInput(lookInput, input);
  const { source, fileName, byteCount, sha256 } = await uploadedList(ctx, fileId);
  const survey = await foundEncoding(source);
  const encoding = wanted.encoding ?? survey.encoding;
  const isPacked = (await firstBytes(source, 2)).equals(Buffer.from([0x1f, 0x8b]));
  const delimiter = wanted.delimiter ?? (isPacked ? "," : proposeDelimiter(await decoded(source, encoding)));
  const rows = await firstRows(source, { encoding, delimiter, count: sampleRows });
  const first = rows[0]?.cells;
  if (!first) throw new DomainError("invalid", "imports.empty_file");
  const hasHeader =
    wanted.hasHeader ??
    hasHeaderRow(
      kind,
      rows.slice(0, 10).map(({ cells }) => cells),
    );
  const { header, isData } = headerOf({ hasHeader }, first);
  const body = isData ? rows : rows.slice(1);
  const headers = columnNames(header);
  const cells = body.map((row) => row.cells);
  const remembered = hasHeader && !isFresh ? await rememberedFor(ctx, kind, headers) : null;
  return {
    fileName,
    byteCount,
    encoding: { used: encoding, found: survey.encoding, hasBom: survey.hasBom },
    delimiter,
    hasHeader,
    headers,
    rows: body.slice(0, shownRows).map((row) => ({ rowNo: row.rowNo, cells: row.cells })),
    proposal: remembered?.mapping ?? (await proposal(ctx, kind, { header, cells, delimiter, hasHeader })),
    remembered: remembered && { mappingId: remembered.mappingId, name: remembered.name, usedAt: remembered.usedAt },
    earlier: await earlierRun(ctx, kind, sha256),
  };
}

interface Sample {
  header: readonly string[];
  cells: string[][];
  delimiter: string;
  hasHeader: boolean;
}

async function proposal(
  ctx: Ctx,
  kind: ImportKind,
  { header, cells, delimiter, hasHeader }: Sample,
): Promise<ScreenMapping> {
  const columns = proposeColumns(kind, header, cells);
  const names = columnNames(header);
  const dated = importFields[kind].filter(({ isDate, name }) => isDate && columns[name] !== undefined);
  const samples = dated.flatMap(({ name }) => cells.map((row) => row[names.indexOf(columns[name] ?? "")] ?? ""));
  const form: DateForm = proposeDateForm(samples, (await tenantOf(ctx)).timeZone);
  return {
    kind,
    delimiter,
    hasHeader,
    columns,
    values: valuesOf(kind),
    dateFormats: [...dateForms[form]],
    ...(kind === "purchases" ? { purchases: {} } : {}),
  };
}

async function rememberedFor(ctx: Ctx, kind: ImportKind, headers: readonly string[]) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select()
      .from(importMappings)
      .where(
        and(
          eq(importMappings.tenantId, ctx.tenant),
          eq(importMappings.kind, kind),
          eq(importMappings.signature, signatureOf(headers)),
        ),
      ),
  );
  const mapping = csvMapping.safeParse(row?.mapping);
  return row && mapping.success
    ? { mappingId: row.id, name: row.name, usedAt: row.usedAt, mapping: onScreen(mapping.data) }
    : null;
}

/** A kept mapping without what only mapping files say. */
function onScreen({
  columns,
  kind,
  delimiter,
  hasHeader,
  constants,
  dateFormats,
  values,
  ...rest
}: CsvMapping): ScreenMapping {
  return {
    kind,
    delimiter,
    hasHeader,
    constants,
    dateFormats,
    values,
    columns: Object.fromEntries(Object.entries(columns).map(([field, names]) => [field, [names].flat()[0] ?? ""])),
    ...(rest.purchases === undefined ? {} : { purchases: rest.purchases }),
  };
}

async function earlierRun(ctx: Ctx, kind: ImportKind, sha256: string) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ runId: importRuns.id, finishedAt: importRuns.finishedAt })
      .from(importRuns)
      .where(
        and(
          eq(importRuns.tenantId, ctx.tenant),
          eq(importRuns.sha256, sha256),
          eq(importRuns.kind, kind),
          eq(importRuns.state, "done"),
          eq(importRuns.dryRun, 0),
        ),
      )
      .orderBy(desc(importRuns.startedAt))
      .limit(1),
  );
  return row ?? null;
}
