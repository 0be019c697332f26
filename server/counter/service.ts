import { and, eq } from "drizzle-orm";
import { auditLog } from "@/db/schema/kernel";
import { pointJournals } from "@/db/schema/points";
import { anonymousSales, purchases } from "@/db/schema/purchases";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { undoByHand } from "@/server/points/service/undo-by-hand";
import { voidSale } from "@/server/purchases/service/void-sale";
import { canStandAt } from "./access";
import { type UndoDone, undoDoneInput } from "./input";
import { undoRefusal } from "./rules";

type Undo = { kind: UndoDone["kind"]; id: string; memberId: string | null; storeId: string };

/** When a thing was written down at this store; null when there is no such thing there. */
async function writtenAt(t: TxCtx, { kind, id, memberId, storeId }: Undo): Promise<Date | null> {
  if (kind === "sale" || kind === "return") {
    const [row] = memberId
      ? await t.tx
          .select({ at: purchases.recordedAt })
          .from(purchases)
          .where(
            and(
              eq(purchases.tenantId, t.tenant),
              eq(purchases.memberId, memberId),
              eq(purchases.id, id),
              eq(purchases.storeId, storeId),
            ),
          )
      : await t.tx
          .select({ at: anonymousSales.recordedAt })
          .from(anonymousSales)
          .where(
            and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.id, id), eq(anonymousSales.storeId, storeId)),
          );
    return row?.at ?? null;
  }
  if (kind === "card") return null;
  const [row] = await t.tx
    .select({ at: pointJournals.recordedAt })
    .from(pointJournals)
    .where(
      and(
        eq(pointJournals.tenantId, t.tenant),
        eq(pointJournals.memberId, memberId ?? ""),
        eq(pointJournals.id, id),
        eq(pointJournals.storeId, storeId),
      ),
    );
  return row?.at ?? null;
}

/**
 * Undoes what was done at this store within the last half hour: a sale as a whole, points given, taken or handed in. Repeating it does
 * nothing more. Throws forbidden `counter.role`, `counter.other_store`, not_found `counter.not_found`, refused `counter.too_late`,
 * `counter.not_undoable`, `purchases.partly_returned`, `points.insufficient`.
 */
export async function undoDone(ctx: Ctx, input: UndoDone): Promise<{ isRepeat: boolean }> {
  const asked = parseInput(undoDoneInput, input);
  const { kind, id, memberId, storeId } = asked;
  const forbidden = canStandAt(ctx.actor, storeId);
  if (forbidden) throw new DomainError("forbidden", forbidden);
  return inTransaction(ctx, async (t) => {
    const doneAt = await writtenAt(t, asked);
    if (!doneAt) throw new DomainError("not_found", "counter.not_found");
    const refusal = undoRefusal({ kind, doneAt, undoneAt: null }, t.now);
    if (refusal) throw new DomainError("refused", refusal);
    const { isRepeat } =
      kind === "sale"
        ? await voidSale(t, { memberId, purchaseId: id })
        : await undoByHand(t, { memberId: memberId ?? "", journalId: id });
    return { isRepeat };
  });
}
