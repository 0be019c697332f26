import { and, count, eq } from "drizzle-orm";
import { repairPhotos } from "@/db/schema/repairs";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { keepFiles } from "@/server/kernel/files";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import type { z } from "zod";
import { canManageRepairs } from "../access";
import { itemInput, noteInput, photosInput } from "../input";
import { eraseIfLeft } from "./erase-contact";
import { addEvent, changeRow, lockRepair } from "./repair-row";
import { addPhotos } from "./request-repair";

/** With the five of the request, a technician may add as many again. */
const mostPhotos = 10;

/** Writes something down for the shop's people; members never see it. It does not stand in the way of anybody's next step. */
export async function noteOnRepair(ctx: Ctx, input: z.input<typeof noteInput>): Promise<{ eventId: string }> {
  demand(canManageRepairs(ctx.actor));
  const { repairId, text } = parseInput(noteInput, input);
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId);
    await audit(t, { action: "repairs.note", subject: { kind: "repair", id: row.id }, memberId: row.memberId });
    return { eventId: await addEvent(t, row, { kind: "note", note: text, isInternal: true }) };
  });
}

/**
 * The product has come into the shop, or gone back to the customer. Throws `refused` when it is there already, `not_found` for a store
 * of another shop.
 */
export async function moveItem(ctx: Ctx, input: z.input<typeof itemInput>): Promise<{ version: number }> {
  demand(canManageRepairs(ctx.actor));
  const { repairId, version, place, storeId, accessories } = parseInput(itemInput, input);
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId, version);
    const isHere = row.itemInAt !== null && row.itemOutAt === null;
    if (isHere === (place === "shop")) throw new DomainError("refused", "repairs.item_already_there", { place });
    if (storeId && !(await storesOf(t)).some(({ id }) => id === storeId))
      throw new DomainError("not_found", "tenancy.store");
    await audit(t, {
      action: "repairs.move_item",
      subject: { kind: "repair", id: row.id },
      memberId: row.memberId,
      after: { place },
    });
    await addEvent(t, row, { kind: "item", details: { place }, note: accessories ?? null });
    const changes =
      place === "shop"
        ? {
            itemInAt: t.now,
            itemOutAt: null,
            ...(storeId ? { storeId } : {}),
            ...(accessories ? { accessories } : {}),
          }
        : { itemOutAt: t.now };
    const changed = await changeRow(t, row, changes);
    if (place === "customer") await eraseIfLeft(t, row.memberId);
    return { version: changed };
  });
}

/** Adds pictures taken in the shop. Throws `refused` beyond ten, `not_found` for a picture that is not the actor's upload. */
export async function addRepairPhotos(ctx: Ctx, input: z.input<typeof photosInput>): Promise<void> {
  demand(canManageRepairs(ctx.actor));
  const { repairId, photoIds } = parseInput(photosInput, input);
  await inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId);
    const [has] = await t.tx
      .select({ n: count() })
      .from(repairPhotos)
      .where(
        and(
          eq(repairPhotos.tenantId, t.tenant),
          eq(repairPhotos.memberId, row.memberId),
          eq(repairPhotos.repairId, row.id),
        ),
      );
    const before = has?.n ?? 0;
    if (before + photoIds.length > mostPhotos)
      throw new DomainError("refused", "repairs.too_many_photos", { most: mostPhotos });
    await keepFiles(t, { fileIds: photoIds, kind: "repair_photo", memberId: row.memberId });
    await audit(t, {
      action: "repairs.add_photos",
      subject: { kind: "repair", id: row.id },
      memberId: row.memberId,
      after: { count: photoIds.length },
    });
    await addEvent(t, row, { kind: "photo", isInternal: true, details: { count: photoIds.length } });
    await addPhotos(t, row, photoIds, before);
  });
}
