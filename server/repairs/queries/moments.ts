import { and, desc, eq } from "drizzle-orm";
import { repairEvents, repairRequests } from "@/db/schema/repairs";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { demandMember } from "@/server/members/queries/find-member";
import { demand } from "@/server/tenancy/access";
import { canReadRepair } from "../access";
import { memberRef, type RepairState } from "../input";

/** Each step of each of a member's repairs, newest first, at most 200: for the story of the person. */
export async function repairMoments(ctx: Ctx, memberId: string) {
  const ref = parseInput(memberRef, { memberId });
  demand(canReadRepair(ctx.actor, ref.memberId));
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        at: repairEvents.at,
        repairId: repairRequests.id,
        receiptNo: repairRequests.receiptNo,
        productName: repairRequests.productName,
        state: repairEvents.toState,
      })
      .from(repairEvents)
      .innerJoin(
        repairRequests,
        and(
          eq(repairRequests.tenantId, repairEvents.tenantId),
          eq(repairRequests.memberId, repairEvents.memberId),
          eq(repairRequests.id, repairEvents.repairId),
        ),
      )
      .where(
        and(
          eq(repairEvents.tenantId, ctx.tenant),
          eq(repairEvents.memberId, ref.memberId),
          eq(repairEvents.kind, "state"),
        ),
      )
      .orderBy(desc(repairEvents.at), desc(repairEvents.id))
      .limit(200),
  );
  if (rows.length === 0) await demandMember(ctx, ref.memberId);
  return rows.map((row) => ({ ...row, state: row.state as RepairState }));
}
