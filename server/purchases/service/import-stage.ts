import { type CopyCell, copyInto, copyRow } from "@/db/copy";
import type { PoolClient } from "@/db/client";
import type { CsvRow } from "@/server/kernel/csv-read";
import { newId } from "@/server/kernel/ids";
import { faultReasons, type LineReading, readLine } from "../rules/import-line";

const columns = `row_no, receipt, is_return, member, store_id, product, description, pieces, unit_price, amount, points, occurred_at,
  read_thousandths, reason, is_fault, field, seen, line_id`;

/** Every line of the file, also those set aside, so that one place can say what became of each. Lives as long as the connection. */
const tables = `
  create temp table import_lines (row_no bigint not null, receipt text, is_return boolean not null, member text, store_id uuid, product text,
    description text, pieces bigint, unit_price bigint, amount bigint, points bigint, occurred_at timestamptz, read_thousandths bigint, reason text,
    is_fault boolean not null, field text, seen text, line_id uuid not null);
  create temp table import_receipts (seq bigint not null, receipt text not null, is_return boolean not null, member text, member_id uuid,
    store_id uuid, occurred_at timestamptz not null, total bigint not null, lines bigint not null, is_known boolean not null,
    is_ours boolean not null);
  create temp table import_members (value text primary key, member_id uuid, has_left boolean);
  create temp table import_products (code text primary key, product_id uuid, warranty_months int);`;

const faults: ReadonlySet<string> = new Set(faultReasons);

export interface ReadTotals {
  lines: number;
  /** Thousandths of a whole unit, returns negative; lines whose amount cannot be read count as none. */
  thousandths: bigint;
  unreadableAmounts: number;
}

/** Reads the whole file into the staging table, a few thousand rows in memory at a time. The totals are counted on the way. */
export async function stageLines(
  client: PoolClient,
  groups: AsyncIterable<CsvRow[]>,
  use: LineReading,
  onRead: (lines: number) => void,
): Promise<ReadTotals> {
  await client.query("drop table if exists import_lines, import_receipts, import_members, import_products");
  await client.query(tables);
  const totals: ReadTotals = { lines: 0, thousandths: 0n, unreadableAmounts: 0 };
  async function* rows() {
    for await (const group of groups) {
      let text = "";
      let sum = 0;
      for (const row of group) {
        const { cells, thousandths } = stagedRow(row, use);
        if (thousandths === null) totals.unreadableAmounts += 1;
        // A group's sum stays exact far longer than the file's; it is carried over as a big integer.
        else if (Number.isSafeInteger(sum + thousandths)) sum += thousandths;
        else totals.thousandths += BigInt(thousandths);
        text += copyRow(cells);
      }
      totals.lines += group.length;
      totals.thousandths += BigInt(sum);
      onRead(totals.lines);
      yield text;
    }
  }
  await copyInto(client, `import_lines (${columns})`, rows());
  await client.query("analyze import_lines");
  return totals;
}

const storable = (text: string) => text.replaceAll("\u0000", "\uFFFD").slice(0, 500).toWellFormed();

function stagedRow({ rowNo, cells }: CsvRow, use: LineReading): { cells: CopyCell[]; thousandths: number | null } {
  const { line, fault } = readLine(cells, use);
  const seen = fault === null ? null : storable(fault.field === "" ? cells.join(" | ") : use.read(cells, fault.field));
  return {
    thousandths: line.readThousandths,
    cells: [
      rowNo,
      line.receipt === null ? null : storable(line.receipt),
      line.isReturn,
      line.member === null ? null : storable(line.member),
      line.storeId,
      line.product === null ? null : storable(line.product),
      line.description === null ? null : storable(line.description),
      line.pieces,
      line.unitPrice,
      line.amount,
      line.points,
      line.occurredAt === null ? null : line.occurredAt.toISOString(),
      line.readThousandths,
      fault?.reason ?? null,
      fault !== null && faults.has(fault.reason),
      fault?.field ?? null,
      seen,
      newId(),
    ],
  };
}
