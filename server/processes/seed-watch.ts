import { eq } from "drizzle-orm";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { type Actor, type Ctx, read, type StaffRole } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { recordSale } from "@/server/purchases/service/record-sale";
import { storesOf } from "@/server/tenancy/queries/shop";
import { askApproval, decideApproval } from "@/server/watch/service/approvals";
import { judgeFinding, markStaffCard } from "@/server/watch/service/findings";
import { lookForFraud } from "@/server/watch/service/look";
import { findingsOf } from "@/server/watch/queries/findings";
import { withoutAddress } from "./seed-tills";

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
type Colleague = Extract<Actor, { kind: "staff" }>;

async function colleagues(ctx: Ctx): Promise<Partial<Record<StaffRole, Colleague>>> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        id: staffMemberships.id,
        accountId: staffMemberships.accountId,
        role: staffMemberships.role,
        storeId: staffMemberships.storeId,
      })
      .from(staffMemberships)
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .where(eq(staffMemberships.tenantId, ctx.tenant)),
  );
  return Object.fromEntries(rows.map((row) => [row.role, { kind: "staff", ...row }]));
}

/**
 * What a shop's office looks at: requests for more points than a colleague may give, one waiting and two decided, and what the watch finds
 * in a week: a cashier's own card, a card shown too often, points given by hand again and again.
 */
export async function seedWatch(ctx: Ctx): Promise<void> {
  const { owner, marketer, store_staff: clerk } = await colleagues(ctx);
  const storeId = clerk?.storeId ?? (await storesOf(ctx))[0]?.id ?? null;
  // The first ones buy at the till of another maker.
  const cards = (await withoutAddress(ctx, 22)).slice(6);
  const [own, often, first, second, third] = cards;
  if (!owner || !marketer || !clerk || !own || !often || !first || !second || !third) return;
  const as = (actor: Colleague, ago: number): Ctx => ({ ...ctx, actor, now: new Date(ctx.now.getTime() - ago) });

  const ask = (memberId: string, points: number, reason: string, ago: number) =>
    askApproval(as(clerk, ago), { memberId, key: newId(), points, reason, storeId });
  const approved = await ask(first, 2_000, "修理の遅れのお詫び", 3 * dayMs);
  await decideApproval(as(owner, 3 * dayMs - hourMs), {
    memberId: first,
    approvalId: approved.approvalId,
    isApproved: true,
  });
  const refused = await ask(second, 5_000, "付与もれの対応", 2 * dayMs);
  await decideApproval(as(marketer, 2 * dayMs - 2 * hourMs), {
    memberId: second,
    approvalId: refused.approvalId,
    isApproved: false,
    reason: "レシートの後付けで対応してください",
  });
  await ask(third, 3_000, "配送中の破損のお詫び", 4 * hourMs);

  await markStaffCard(as(owner, 20 * dayMs), { membershipId: clerk.id, memberId: own, isLinked: true });
  const sell = (memberId: string, ago: number, yen: number) =>
    recordSale(as(clerk, ago), {
      memberId,
      storeId,
      externalId: `R-${newId().slice(-12)}`,
      lines: [{ description: "日用品", quantity: 1, unitPriceYen: yen }],
    });
  await sell(own, 2 * dayMs, 12_800);
  for (let n = 0; n < 6; n += 1) await sell(often, 3 * dayMs + n * 12 * minuteMs, 980 + n * 110);
  for (const [n, memberId] of cards.slice(5, 16).entries())
    await adjustPoints(as(marketer, 2 * dayMs + n * 4 * minuteMs), {
      memberId,
      key: newId(),
      points: 100,
      reason: "キャンペーンの付与もれ",
    });
  await lookForFraud(ctx);
  // One has been looked into already.
  const [settled] = (await findingsOf(as(owner, 0), { rule: "card_often" })).findings;
  if (settled)
    await judgeFinding(as(owner, hourMs), {
      findingId: settled.findingId,
      state: "dismissed",
      note: "ご家族で分けて会計されたとのこと。店舗に確認済み。",
    });
}
