import { sql } from "drizzle-orm";
import type { Ctx } from "@/server/kernel/ctx";
import { read } from "@/server/kernel/ctx";

/** How long after joining an invitation can still be accepted: many get their card at the counter first. */
export const newcomerDays = 30;

/** Whether somebody is still new: joined lately, and has bought nothing. */
export async function isNewcomer(ctx: Ctx, memberId: string): Promise<boolean> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute(sql`
      select 1 from members m where m.tenant_id = ${ctx.tenant} and m.member_id = ${memberId} and m.withdrawn_at is null
        and m.joined_at > ${new Date(ctx.now.getTime() - newcomerDays * 86_400_000).toISOString()}
        and not exists (select from purchases p where p.tenant_id = m.tenant_id and p.member_id = m.member_id)`),
  );
  return rows.length > 0;
}
