import { eq } from "drizzle-orm";
import { accessSettings } from "@/db/schema/access";
import { type Ctx, read } from "@/server/kernel/ctx";

export const defaultApprovalAbove = 1000;

/** How strict the shop is about getting in, and about lists of persons getting out. */
export async function accessSettingsOf(ctx: Ctx): Promise<{ requiresTotp: boolean; approvalAbovePersons: number }> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({
        requiresTotp: accessSettings.requiresTotp,
        approvalAbovePersons: accessSettings.approvalAbovePersons,
      })
      .from(accessSettings)
      .where(eq(accessSettings.tenantId, ctx.tenant)),
  );
  return row ?? { requiresTotp: false, approvalAbovePersons: defaultApprovalAbove };
}
