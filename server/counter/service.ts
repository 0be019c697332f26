import { and, eq, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema/kernel";
import { pointJournals } from "@/db/schema/points";
import { anonymousSales, purchases } from "@/db/schema/purchases";
import type { z } from "zod";
import { guardGuesses } from "@/server/coupons/service/guesses";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demandSpendProof } from "@/server/members/service/spend-proof";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { redeemPoints } from "@/server/points/service/redeem-points";
import { undoByHand } from "@/server/points/service/undo-by-hand";
import { lockReceiptNumber } from "@/server/purchases/service/receipt-number";
import { type RecordedSale, recordSale } from "@/server/purchases/service/record-sale";
import { voidSale } from "@/server/purchases/service/void-sale";
import { exchangeAtCounter } from "@/server/rewards/service/exchange-reward";
import { canStandAt } from "./access";
import { counterExchangeInput, counterRedeemInput, counterSaleInput, type UndoDone, undoDoneInput } from "./input";
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
  if (kind === "card") {
    const [row] = await t.tx
      .select({ at: auditLog.at })
      .from(auditLog)
      .where(
        and(
          eq(auditLog.tenantId, t.tenant),
          eq(auditLog.memberId, id),
          eq(auditLog.action, "members.issue_card"),
          sql`${auditLog.after} ->> 'storeId' = ${storeId}`,
        ),
      );
    return row?.at ?? null;
  }
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
 * Takes back a card that was handed out by mistake: only while nobody has it on a phone, nothing was bought and no points moved. Throws
 * refused `counter.card_in_use`.
 */
async function undoCard(t: TxCtx, memberId: string): Promise<{ isRepeat: boolean }> {
  const { rows } = await t.tx.execute<{ used: boolean }>(sql`
    select m.claimed or exists (select from member_sessions s where s.tenant_id = ${t.tenant} and s.member_id = ${memberId})
      or exists (select from purchases p where p.tenant_id = ${t.tenant} and p.member_id = ${memberId})
      or exists (select from point_journals j where j.tenant_id = ${t.tenant} and j.member_id = ${memberId}) as used
    from (select email_normalised is not null or phone_normalised is not null or name_normalised is not null as claimed
      from members where tenant_id = ${t.tenant} and member_id = ${memberId} for update) m`);
  if (rows[0]?.used) throw new DomainError("refused", "counter.card_in_use");
  const { isRepeat } = await withdrawMember(
    { ...t, actor: { kind: "system", name: "counter.undo_card" } },
    { memberId },
  );
  if (!isRepeat) await audit(t, { action: "counter.undo_card", subject: { kind: "member", id: memberId }, memberId });
  return { isRepeat };
}

/** Records a sale of the counter; points are spent with a proof. Throws what `recordSale` and `demandSpendProof` throw. */
export async function sellAtCounter(ctx: Ctx, input: z.input<typeof counterSaleInput>): Promise<RecordedSale> {
  const { proof, ...sale } = parseInput(counterSaleInput, input);
  const { memberId, externalId, spendPoints } = sale;
  if (memberId === null || spendPoints === 0) return recordSale(ctx, sale);
  await guardGuesses(ctx, sale.coupons?.chosen ?? []);
  return inTransaction(ctx, async (t) => {
    // A receipt that is recorded already is answered again, whatever time it is.
    const { kind } = await lockReceiptNumber(t, externalId);
    const late = sale.occurredAt && { madeAt: sale.occurredAt, points: spendPoints };
    if (kind === "nobody") await demandSpendProof(t, memberId, proof, late);
    return recordSale(t, sale);
  });
}

/** Takes points for something that is no sale, with a proof. Throws what `redeemPoints` and `demandSpendProof` throw. */
export async function redeemAtCounter(ctx: Ctx, input: z.input<typeof counterRedeemInput>) {
  const { proof, ...wanted } = parseInput(counterRedeemInput, input);
  return inTransaction(ctx, async (t) => {
    await demandSpendProof(t, wanted.memberId, proof);
    return redeemPoints(t, wanted);
  });
}

/** Exchanges a member's points for a reward, with a proof. Throws what `exchangeAtCounter` and `demandSpendProof` throw. */
export async function exchangeWithProof(ctx: Ctx, input: z.input<typeof counterExchangeInput>) {
  const { proof, ...wanted } = parseInput(counterExchangeInput, input);
  return inTransaction(ctx, async (t) => {
    await demandSpendProof(t, wanted.memberId, proof);
    return exchangeAtCounter(t, wanted);
  });
}

/**
 * Undoes what was done at this store within the last half hour: a sale as a whole, points given, taken or handed in, a card nobody
 * uses yet. Repeating it does
 * nothing more. Throws forbidden `counter.role`, `counter.other_store`, not_found `counter.not_found`, refused `counter.too_late`,
 * `counter.not_undoable`, `counter.card_in_use`, `purchases.partly_returned`, `points.insufficient`.
 */
export async function undoDone(ctx: Ctx, input: UndoDone): Promise<{ isRepeat: boolean }> {
  const asked = parseInput(undoDoneInput, input);
  const { kind, id, memberId, storeId } = asked;
  const forbidden = canStandAt(ctx.actor, storeId);
  if (forbidden) throw new DomainError("forbidden", forbidden);
  return inTransaction(ctx, async (t) => {
    const recordedAt = await writtenAt(t, asked);
    if (!recordedAt) throw new DomainError("not_found", "counter.not_found");
    const refusal = undoRefusal({ kind, recordedAt, undoneAt: null }, t.now);
    if (refusal) throw new DomainError("refused", refusal);
    if (kind === "card") return undoCard(t, id);
    const { isRepeat } =
      kind === "sale"
        ? await voidSale(t, { memberId, purchaseId: id })
        : await undoByHand(t, { memberId: memberId ?? "", journalId: id });
    return { isRepeat };
  });
}
