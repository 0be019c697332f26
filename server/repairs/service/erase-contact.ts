import { and, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { repairRequests } from "@/db/schema/repairs";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { memberById } from "@/server/members/queries/find-member";
import { openStates, repairStates } from "../input";

const closedStates = repairStates.filter((state) => !openStates.some((open) => open === state));
const { postalCode, prefecture, city, addressLine, contactPhone } = repairRequests;

/**
 * Erases address and phone from repairs of a member who has left, as soon as nobody needs them: the repair is over and the product is
 * not in the shop. Locks the member's repairs first, so that one which is being closed at this moment is seen as it will be. Gives how
 * many were erased; again changes nothing.
 */
export async function eraseContacts(ctx: Ctx, memberId: string): Promise<number> {
  return inTransaction(ctx, async (t) => {
    const ofMember = and(eq(repairRequests.tenantId, t.tenant), eq(repairRequests.memberId, memberId));
    await t.tx
      .select({ id: repairRequests.id })
      .from(repairRequests)
      .where(ofMember)
      .orderBy(repairRequests.id)
      .for("update");
    const erased = await t.tx
      .update(repairRequests)
      .set({ postalCode: null, prefecture: null, city: null, addressLine: null, contactPhone: null })
      .where(
        and(
          ofMember,
          inArray(repairRequests.state, closedStates),
          or(isNull(repairRequests.itemInAt), isNotNull(repairRequests.itemOutAt)),
          or(...[postalCode, prefecture, city, addressLine, contactPhone].map((column) => isNotNull(column))),
        ),
      )
      .returning({ id: repairRequests.id });
    for (const { id } of erased)
      await audit(t, { action: "repairs.erase_contact", subject: { kind: "repair", id }, memberId });
    return erased.length;
  });
}

/** The same, after a step that may have ended the last need of a member who had left before. */
export async function eraseIfLeft(t: TxCtx, memberId: string): Promise<void> {
  if ((await memberById(t, memberId)).withdrawnAt) await eraseContacts(t, memberId);
}
