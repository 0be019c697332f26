import { type SQL, sql } from "drizzle-orm";
import { keysOf, type MergeMove, type MergePart, type MergeTable, type RowKey } from "@/server/kernel/member-merge";

/** A repair goes back as it now stands, with everything that has happened to it since. */
const withItsRepair = (table: string, columns: SQL, join: SQL): MergeTable => ({
  table,
  back: async (t, move: MergeMove) => {
    const repairs = JSON.stringify(keysOf(move, "repair_requests"));
    const { rows } = await t.tx.execute<RowKey>(sql`select ${columns} from ${sql.identifier(table)} x ${join}
      join jsonb_to_recordset(${repairs}::jsonb) r(id uuid) on r.id = repair_id
      where x.tenant_id = ${t.tenant} and x.member_id = ${move.toMemberId}`);
    return { keys: rows };
  },
});

const none = sql``;

export const repairMerge: MergePart = {
  tables: [
    { table: "repair_requests" },
    withItsRepair("repair_events", sql`x.id`, none),
    withItsRepair("repair_estimates", sql`x.id`, none),
    withItsRepair(
      "repair_estimate_lines",
      sql`x.estimate_id, x.line_no`,
      sql`join repair_estimates e on e.tenant_id = x.tenant_id and e.member_id = x.member_id and e.id = x.estimate_id`,
    ),
    withItsRepair("repair_photos", sql`x.repair_id, x.file_id`, none),
  ],
};
