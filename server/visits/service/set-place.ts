import { randomInt } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { checkInPlaces } from "@/db/schema/visits";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canSetPlaces } from "../access";
import { renewPlaceInput, setPlaceInput } from "../input";

const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/** Few letters, so that the picture stays coarse enough to be read from a poster across a room. */
const newToken = () => Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join("");

const thisPlace = (t: TxCtx, storeId: string) =>
  and(eq(checkInPlaces.tenantId, t.tenant), eq(checkInPlaces.storeId, storeId));

/** Nobody has changed the place since the screen was opened. */
async function placeAt(t: TxCtx, storeId: string, revision: number) {
  const [place] = await t.tx.select().from(checkInPlaces).where(thisPlace(t, storeId)).for("update");
  if ((place?.revision ?? 0) !== revision) throw new DomainError("conflict", "visits.changed_meanwhile");
  return place ?? null;
}

/**
 * Opens a store to check in at, says what proves that somebody is there, or closes it; the address stays the same. Throws not_found
 * `tenancy.store`, conflict `visits.changed_meanwhile`, forbidden.
 */
export async function setPlace(ctx: Ctx, input: z.input<typeof setPlaceInput>): Promise<{ revision: number }> {
  demand(canSetPlaces(ctx.actor));
  const { storeId, isOpen, proof, revision } = parseInput(setPlaceInput, input);
  return inTransaction(ctx, async (t) => {
    if (!(await storesOf(t)).some((store) => store.id === storeId)) throw new DomainError("not_found", "tenancy.store");
    const before = await placeAt(t, storeId, revision);
    const closedAt = isOpen ? null : (before?.closedAt ?? t.now);
    const next = revision + 1;
    const row = { proof, closedAt, revision: next };
    const written = before
      ? await t.tx.update(checkInPlaces).set(row).where(thisPlace(t, storeId)).returning()
      : await t.tx
          .insert(checkInPlaces)
          .values({ ...row, tenantId: t.tenant, storeId, token: newToken(), openedAt: t.now })
          .onConflictDoNothing()
          .returning();
    if (written.length === 0) throw new DomainError("conflict", "visits.changed_meanwhile");
    await audit(t, {
      action: "visits.set_place",
      subject: { kind: "store", id: storeId },
      ...(before ? { before: { isOpen: before.closedAt === null, checkInProof: before.proof } } : {}),
      after: { isOpen, checkInProof: proof },
    });
    return { revision: next };
  });
}

/** A new address for the store's QR code: posters that hang about lead nowhere from now on. Throws as `setPlace` does. */
export async function renewPlace(ctx: Ctx, input: z.input<typeof renewPlaceInput>): Promise<{ revision: number }> {
  demand(canSetPlaces(ctx.actor));
  const { storeId, revision } = parseInput(renewPlaceInput, input);
  return inTransaction(ctx, async (t) => {
    if (!(await storesOf(t)).some((store) => store.id === storeId)) throw new DomainError("not_found", "tenancy.store");
    if (!(await placeAt(t, storeId, revision))) throw new DomainError("not_found", "visits.place");
    await t.tx
      .update(checkInPlaces)
      .set({ token: newToken(), revision: revision + 1 })
      .where(thisPlace(t, storeId));
    await audit(t, { action: "visits.renew_place", subject: { kind: "store", id: storeId } });
    return { revision: revision + 1 };
  });
}
