import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { keysOf, type MergeMove, type MergePart, type RowKey } from "@/server/kernel/member-merge";

const idsOf = (move: MergeMove, table: string) =>
  sql`(select k.id from jsonb_to_recordset(${JSON.stringify(keysOf(move, table))}::jsonb) k(id uuid))`;

/** Returns made since the merge: those that take back nothing but what came go along, those that take back something else as well stay. */
const returnsSince = (t: TxCtx, move: MergeMove) => sql`
  select l.purchase_id as id, bool_and(coalesce(l.return_of_line_id in ${idsOf(move, "purchase_lines")}, false)) as is_whole,
    bool_or(l.return_of_line_id in ${idsOf(move, "purchase_lines")}) as is_part
  from purchase_lines l join purchases p on p.tenant_id = l.tenant_id and p.member_id = l.member_id and p.id = l.purchase_id
  where l.tenant_id = ${t.tenant} and l.member_id = ${move.toMemberId} and p.kind = 'return'
    and p.id not in ${idsOf(move, "purchases")}
  group by l.purchase_id`;

const all = async (t: TxCtx, statement: ReturnType<typeof sql>): Promise<RowKey[]> =>
  (await t.tx.execute<RowKey>(statement)).rows;

export const purchaseMerge: MergePart = {
  tables: [
    {
      table: "purchases",
      back: async (t, move) => {
        const whole = await all(
          t,
          sql`with since as (${returnsSince(t, move)}) select s.id from since s where s.is_whole`,
        );
        const mixed = await all(
          t,
          sql`with since as (${returnsSince(t, move)}) select s.id from since s where s.is_part and not s.is_whole`,
        );
        return { keys: [...keysOf(move, "purchases"), ...whole], left: { what: "returns", count: mixed.length } };
      },
    },
    {
      table: "purchase_lines",
      back: async (t, move) => {
        const since = await all(
          t,
          sql`with since as (${returnsSince(t, move)})
            select l.id from purchase_lines l join since s on s.id = l.purchase_id and s.is_whole
            where l.tenant_id = ${t.tenant} and l.member_id = ${move.toMemberId}`,
        );
        return { keys: [...keysOf(move, "purchase_lines"), ...since] };
      },
    },
    {
      table: "rank_facts",
      back: async (t, move) => {
        const since = await all(
          t,
          sql`with since as (${returnsSince(t, move)})
            select f.fact_id, f.counted_on::text from rank_facts f join since s on s.id = f.fact_id and s.is_whole
            where f.tenant_id = ${t.tenant} and f.member_id = ${move.toMemberId}`,
        );
        return { keys: [...keysOf(move, "rank_facts"), ...since] };
      },
    },
  ],
  hooks: [
    {
      name: "receipts",
      // The number of a return made meanwhile follows its return.
      parted: async (t, { fromMemberId, toMemberId }) => {
        await t.tx.execute(sql`update member_keys k set member_id = ${fromMemberId} from purchases p
          where k.tenant_id = ${t.tenant} and k.kind = 'receipt' and k.member_id = ${toMemberId}
            and p.tenant_id = k.tenant_id and p.member_id = ${fromMemberId} and p.external_id = k.value`);
        return [];
      },
    },
  ],
};
