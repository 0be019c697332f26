import type { z } from "zod";
import { mergeSettings } from "@/db/schema/identity";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canSetMerging } from "../access";
import { undoDaysInput } from "../input";
import { undoDays as daysNow } from "../queries/merges";

/** For how many days merges made from now on can be undone. Throws `forbidden`. */
export async function setUndoDays(ctx: Ctx, input: z.input<typeof undoDaysInput>): Promise<void> {
  demand(canSetMerging(ctx.actor));
  const { undoDays } = parseInput(undoDaysInput, input);
  await inTransaction(ctx, async (t) => {
    const before = await daysNow(t);
    if (before === undoDays) return;
    await t.tx
      .insert(mergeSettings)
      .values({ tenantId: t.tenant, undoDays })
      .onConflictDoUpdate({ target: mergeSettings.tenantId, set: { undoDays } });
    await audit(t, {
      action: "identity.set_undo_days",
      subject: { kind: "tenant", id: t.tenant },
      before: { undoDays: before },
      after: { undoDays },
    });
  });
}
