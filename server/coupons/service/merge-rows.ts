import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { keysOf, type MergeMove, type MergePart } from "@/server/kernel/member-merge";

/** Coupons that came and were used by the record that stays: they stay too, with their uses. */
async function usedSince(t: TxCtx, move: MergeMove): Promise<Set<string>> {
  const { rows } = await t.tx.execute<{ id: string }>(sql`
    select distinct u.held_id as id from coupon_uses u
    join jsonb_to_recordset(${JSON.stringify(keysOf(move, "held_coupons"))}::jsonb) h(id uuid) on h.id = u.held_id
    where u.tenant_id = ${t.tenant} and u.member_id = ${move.toMemberId}
      and u.id not in (select k.id from jsonb_to_recordset(${JSON.stringify(keysOf(move, "coupon_uses"))}::jsonb) k(id uuid))`);
  return new Set(rows.map(({ id }) => id));
}

/** A code that a member holds names its holder. */
async function codesFollow(t: TxCtx, { fromMemberId, toMemberId }: MergeMove): Promise<void> {
  await t.tx.execute(sql`update coupon_codes c set member_id = h.member_id from held_coupons h
    where c.tenant_id = ${t.tenant} and h.tenant_id = c.tenant_id and h.member_id in (${fromMemberId}, ${toMemberId})
      and c.code = h.code and c.held_id = h.id and c.member_id <> h.member_id`);
}

export const couponMerge: MergePart = {
  tables: [
    {
      table: "held_coupons",
      back: async (t, move) => {
        const staying = await usedSince(t, move);
        const keys = keysOf(move, "held_coupons").filter(({ id }) => !staying.has(String(id)));
        return { keys, left: { what: "coupons", count: staying.size } };
      },
    },
    {
      table: "coupon_uses",
      back: async (t, move) => {
        const staying = await usedSince(t, move);
        const { rows } = await t.tx.execute<{ id: string; held_id: string | null }>(sql`
          select u.id, u.held_id from coupon_uses u
          join jsonb_to_recordset(${JSON.stringify(keysOf(move, "coupon_uses"))}::jsonb) k(id uuid) on k.id = u.id
          where u.tenant_id = ${t.tenant} and u.member_id = ${move.toMemberId}`);
        return {
          keys: rows.filter((row) => row.held_id === null || !staying.has(row.held_id)).map(({ id }) => ({ id })),
        };
      },
    },
  ],
  hooks: [
    {
      name: "coupons",
      merged: async (t, move) => {
        await codesFollow(t, move);
        return { coupons: keysOf(move, "held_coupons").length };
      },
      parted: async (t, move) => {
        await codesFollow(t, move);
        return [];
      },
    },
  ],
};
