import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { canPostSale, forbidUnless } from "../access";
import { post } from "./posting";

/** Wallets settled per transaction: few enough that a till never waits long for one of their locks. */
const walletsPerTransaction = 200;

/**
 * Posts activations and expiries that are due, wallet by wallet, until none is left. Spending never waits for it (each call
 * settles its own wallet first); it keeps lists, segments and liability current. Returns the number of wallets.
 */
export async function settleDue(ctx: Ctx): Promise<number> {
  forbidUnless(canPostSale(ctx.actor));
  let total = 0;
  for (;;) {
    const { settled } = await inTransaction(ctx, (t) =>
      post<{ settled: number }>(
        t,
        sql`select goen.ledger_settle_due(${t.tenant}, ${t.now.toISOString()}, ${walletsPerTransaction}) as settled`,
      ),
    );
    total += settled;
    if (settled < walletsPerTransaction) return total;
  }
}
