import { and, eq, gt } from "drizzle-orm";
import type { z } from "zod";
import { memberPasses, passDevices } from "@/db/schema/passes";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { deviceInput } from "../input";
import { passBehind } from "../queries/pass-token";

type Door = { serialNumber: string; token: string };

/** A phone wants to hear of changes. Answers whether it is new to us. Throws `unauthenticated` for a wrong token. */
export async function registerDevice(
  ctx: Ctx,
  door: Door,
  input: z.input<typeof deviceInput>,
): Promise<{ isNew: boolean }> {
  const { memberId, id: passId } = await passBehind(ctx, door.serialNumber, door.token);
  const { deviceId, pushToken } = parseInput(deviceInput, input);
  return inTransaction(ctx, async (t) => {
    const row = { tenantId: t.tenant, memberId, passId, deviceId, pushToken, createdAt: t.now };
    const [made] = await t.tx
      .insert(passDevices)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: passDevices.deviceId });
    if (made) return { isNew: true };
    const { tenantId, memberId: member, passId: pass, deviceId: device } = passDevices;
    await t.tx
      .update(passDevices)
      .set({ pushToken })
      .where(and(eq(tenantId, t.tenant), eq(member, memberId), eq(pass, passId), eq(device, deviceId)));
    return { isNew: false };
  });
}

/** A phone no longer holds the card. No error when we did not know it. Throws `unauthenticated` for a wrong token. */
export async function forgetDevice(ctx: Ctx, door: Door, deviceId: string): Promise<void> {
  const { memberId, id } = await passBehind(ctx, door.serialNumber, door.token);
  await inTransaction(ctx, (t) =>
    t.tx
      .delete(passDevices)
      .where(
        and(
          eq(passDevices.tenantId, t.tenant),
          eq(passDevices.memberId, memberId),
          eq(passDevices.passId, id),
          eq(passDevices.deviceId, deviceId),
        ),
      ),
  );
}

/**
 * Which of a phone's cards have changed after `since` (milliseconds, as we said it last time; 0: all), with what to say next time. Apple
 * sends no token here: a device id is a secret between phone and us, and serial numbers open nothing.
 */
export async function changedPasses(
  ctx: Ctx,
  deviceId: string,
  since: number,
): Promise<{ serialNumbers: string[]; lastUpdated: string } | null> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ serialNumber: memberPasses.memberId, changedAt: memberPasses.changedAt })
      .from(passDevices)
      .innerJoin(
        memberPasses,
        and(
          eq(memberPasses.tenantId, passDevices.tenantId),
          eq(memberPasses.memberId, passDevices.memberId),
          eq(memberPasses.id, passDevices.passId),
        ),
      )
      .where(
        and(
          eq(passDevices.tenantId, ctx.tenant),
          eq(passDevices.deviceId, deviceId),
          gt(memberPasses.changedAt, new Date(since)),
        ),
      ),
  );
  if (rows.length === 0) return null;
  return {
    serialNumbers: rows.map((row) => row.serialNumber),
    lastUpdated: String(Math.max(...rows.map((row) => row.changedAt.getTime()))),
  };
}
