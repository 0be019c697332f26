import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { businessDayIn } from "@/server/kernel/time";

/** Counts points paid with at a till or counter without a connection. Throws refused `pos.offline_limit` {most} above the card's limit of the day. */
export async function countOffline(t: TxCtx, memberId: string, points: number, occurredAt: Date): Promise<void> {
  const shop = await tenantOf(t);
  const most = shop.offlineSpendPerDay;
  const day = businessDayIn(occurredAt, shop.timeZone, shop.businessDayStartMinutes);
  const counted =
    points > most
      ? 0
      : (
          await t.tx.execute(sql`
            insert into pos_offline_spends as s (tenant_id, member_id, business_date, points)
            values (${t.tenant}, ${memberId}, ${day}, ${points})
            on conflict (tenant_id, member_id, business_date) do update set points = s.points + excluded.points
              where s.points + excluded.points <= ${most}`)
        ).rowCount;
  if (!counted) throw new DomainError("refused", "pos.offline_limit", { field: "spendPoints", most });
}
