import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { accessSettings, staffTotp } from "@/db/schema/access";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canSetAccess, demand } from "../access";
import { accessSettingsInput } from "../input";
import { accessSettingsOf } from "../queries/access-settings";

/**
 * Sets how strict the shop is. Who asks everybody for a second step must have one, or would be shut out by their own rule:
 * throws `refused` `tenancy.totp_first`.
 */
export async function setAccessSettings(ctx: Ctx, input: z.input<typeof accessSettingsInput>): Promise<void> {
  demand(canSetAccess(ctx.actor));
  const wanted = parseInput(accessSettingsInput, input);
  await inTransaction(ctx, async (t) => {
    const before = await accessSettingsOf(t);
    const after = {
      requiresTotp: wanted.requiresTotp ?? before.requiresTotp,
      approvalAbovePersons: wanted.approvalAbovePersons ?? before.approvalAbovePersons,
    };
    if (after.requiresTotp && !before.requiresTotp && t.actor.kind === "staff") {
      const own = await t.tx
        .select({ accountId: staffTotp.accountId })
        .from(staffTotp)
        .where(and(eq(staffTotp.accountId, t.actor.accountId), isNotNull(staffTotp.confirmedAt)));
      if (own.length === 0) throw new DomainError("refused", "tenancy.totp_first");
    }
    await t.tx
      .insert(accessSettings)
      .values({ tenantId: t.tenant, ...after })
      .onConflictDoUpdate({
        target: accessSettings.tenantId,
        set: after,
        setWhere: sql`${accessSettings.tenantId} = ${t.tenant}`,
      });
    await audit(t, { action: "tenancy.set_access", subject: { kind: "tenant", id: t.tenant }, before, after });
  });
}
