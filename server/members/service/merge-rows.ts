import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { keysOf, type MergeMove, type MergePart } from "@/server/kernel/member-merge";

/** A tag's members come in the order of joining, which is repeated in the link. */
async function tagsInOrder(t: TxCtx, { fromMemberId, toMemberId }: MergeMove): Promise<void> {
  await t.tx.execute(sql`update member_tag_links l set joined_at = m.joined_at from members m
    where l.tenant_id = ${t.tenant} and l.member_id in (${fromMemberId}, ${toMemberId})
      and m.tenant_id = l.tenant_id and m.member_id = l.member_id and l.joined_at <> m.joined_at`);
}

/** What the members module has of a person beside the profile itself (see `merge-profiles.ts`). */
export const memberMerge: MergePart = {
  tables: [
    { table: "members", kept: "The record that closes points at the one that stays." },
    { table: "member_words", kept: "Follow the name of each record." },
    { table: "consents", kept: "Evidence of what was said to whom; the stricter word is written anew." },
    { table: "member_passwords", kept: "The record that stays is signed in to with its own." },
    { table: "mail_preferences", kept: "Only a no is copied." },
    { table: "member_notes" },
    { table: "member_tag_links" },
  ],
  hooks: [
    {
      name: "members",
      merged: async (t, move) => {
        await tagsInOrder(t, move);
        await t.tx.execute(sql`insert into mail_preferences (tenant_id, member_id, kind, is_wanted, changed_at)
          select p.tenant_id, ${move.toMemberId}, p.kind, false, ${t.now.toISOString()}::timestamptz from mail_preferences p
          where p.tenant_id = ${t.tenant} and p.member_id = ${move.fromMemberId} and not p.is_wanted
          on conflict (tenant_id, member_id, kind) do update set is_wanted = false, changed_at = excluded.changed_at
          where mail_preferences.is_wanted`);
        return { notes: keysOf(move, "member_notes").length, tags: keysOf(move, "member_tag_links").length };
      },
      parted: async (t, move) => {
        await tagsInOrder(t, move);
        return [];
      },
    },
  ],
};
