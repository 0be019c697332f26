import { sql } from "drizzle-orm";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { dayIn } from "@/server/kernel/time";
import { everyProof } from "@/server/points/queries";

/** The kept figure that says how many cases break what always holds. */
export const proofFigure = "proof_breaks";

/** Proves the ledger, coupons and ranks once a day and keeps how many cases break it, for the home page, which must not wait for a proof. */
export async function proveDaily(ctx: Ctx): Promise<boolean> {
  const { timeZone } = await tenantOf(ctx);
  const day = dayIn(ctx.now, timeZone);
  const known = await read(ctx, (tx) =>
    tx.execute(sql`select 1 from daily_figures
      where tenant_id = ${ctx.tenant} and day = ${day}::date and figure = ${proofFigure}`),
  );
  if (known.rowCount !== 0) return false;
  const breaks = (await everyProof(ctx)).reduce((sum, line) => sum + line.violations, 0);
  await inTransaction(ctx, (t) =>
    t.tx.execute(sql`insert into daily_figures (tenant_id, day, figure, value, computed_at)
      values (${t.tenant}, ${day}::date, ${proofFigure}, ${breaks}, ${t.now.toISOString()}) on conflict do nothing`),
  );
  return true;
}
