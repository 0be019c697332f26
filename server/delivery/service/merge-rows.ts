import { sql } from "drizzle-orm";
import type { MergePart } from "@/server/kernel/member-merge";

export const deliveryMerge: MergePart = {
  tables: [
    {
      table: "deliveries",
      kept: "Letters in people's mailboxes name the record they were written to; nothing more is sent to it.",
    },
    { table: "suppressions", kept: "Of an address or a word; the words are copied, a bounced address is not." },
  ],
  hooks: [
    {
      name: "suppressions",
      merged: async (t, { fromMemberId, toMemberId }) => {
        await t.tx.execute(sql`insert into suppressions (tenant_id, member_id, id, channel, reason, delivery_id, at)
          select s.tenant_id, ${toMemberId}, s.id, s.channel, s.reason, s.delivery_id, s.at from suppressions s
          where s.tenant_id = ${t.tenant} and s.member_id = ${fromMemberId} and s.lifted_at is null and s.reason <> 'bounced'
          on conflict do nothing`);
        return {};
      },
      parted: async (t, { fromMemberId, toMemberId }) => {
        await t.tx.execute(sql`delete from suppressions s where s.tenant_id = ${t.tenant} and s.member_id = ${toMemberId}
          and s.id in (select o.id from suppressions o where o.tenant_id = ${t.tenant} and o.member_id = ${fromMemberId})`);
        return [];
      },
    },
  ],
};
