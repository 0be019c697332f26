import { and, eq } from "drizzle-orm";
import { memberPasses, passDevices } from "@/db/schema/passes";
import { type Ctx, read } from "@/server/kernel/ctx";

/** What is held of a person's cards in wallets, for the export of everything: when, and in how many phones. */
export async function passesOf(ctx: Ctx, memberId: string) {
  const passes = await read(ctx, (tx) =>
    tx
      .select()
      .from(memberPasses)
      .where(and(eq(memberPasses.tenantId, ctx.tenant), eq(memberPasses.memberId, memberId))),
  );
  const devices = await read(ctx, (tx) =>
    tx
      .select({ passId: passDevices.passId, since: passDevices.createdAt })
      .from(passDevices)
      .where(and(eq(passDevices.tenantId, ctx.tenant), eq(passDevices.memberId, memberId))),
  );
  return passes.map(({ id, platform, createdAt, changedAt }) => ({
    platform,
    created_at: createdAt,
    changed_at: changedAt,
    devices: devices.filter(({ passId }) => passId === id).map(({ since }) => ({ since })),
  }));
}
