import { heldCouponsOf } from "@/server/coupons/queries/held";
import type { Ctx } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, dayIn } from "@/server/kernel/time";
import { walletOf } from "@/server/points/queries";
import { familyShareOf } from "@/server/points/service/transfer-limits";
import { type QuotedSale, quoteSale } from "@/server/purchases/service/quote-sale";
import { tillOf } from "../access";
import { type PosQuote, posQuoteInput } from "../input";
import { isPermitGood } from "@/server/members/rules/permit";
import { demandTime } from "../rules/till-clock";

export interface QuoteWarning {
  code:
    | "not_enough_points"
    | "code_needed"
    | "points_end_soon"
    | "coupon_ends_soon"
    | "coupon_unknown"
    | "coupon_not_used";
  detail: string | null;
}

const soonDays = 7;

const pointsOfLine = ({ earning }: QuotedSale, lineId: string) =>
  (earning?.parts ?? []).reduce(
    (sum, { perLine }) => sum + perLine.reduce((of, line) => of + (line.lineId === lineId ? line.points : 0), 0),
    0,
  );

/** What a basket comes to: lines, points line by line, the coupons of the card and whether they go with it, and what to tell the customer. Writes nothing. */
export async function quoteForTill(ctx: Ctx, input: PosQuote) {
  const { storeId } = tillOf(ctx.actor);
  const { permit, currency: _currency, occurredAt: at, ...asked } = parseInput(posQuoteInput, input);
  const occurredAt = at ? new Date(at) : ctx.now;
  demandTime({ occurredAt, sentAt: null, now: ctx.now, isOffline: false });
  const { memberId } = asked;
  const sale = { ...asked, storeId, occurredAt };
  const quoted = await quoteSale(ctx, sale);
  const lines = quoted.lines.map((line) => ({
    lineNo: line.lineNo,
    productId: line.productId,
    name: line.name,
    quantity: line.quantity,
    amountYen: line.amountYen,
    discountYen: line.discountYen,
    points: pointsOfLine(quoted, line.id),
  }));
  const parts = (quoted.earning?.parts ?? []).map(({ kind, label, points }) => ({ kind, label, points }));
  const { totalYen, discountYen } = quoted;
  const head = { lines, totalYen, discountYen, points: quoted.earning?.points ?? 0, parts };
  const warnings: QuoteWarning[] = (quoted.coupons?.unknown ?? []).map((code) => ({
    code: "coupon_unknown",
    detail: code,
  }));
  for (const left of quoted.coupons?.left ?? [])
    if (left.isChosen) warnings.push({ code: "coupon_not_used", detail: left.problem });
  if (memberId === null) return { ...head, pointsAvailable: null, familyAvailable: null, coupons: [], warnings };

  const shop = await tenantOf(ctx);
  const [wallet, held] = [await walletOf(ctx, memberId), await heldCouponsOf(ctx, memberId)];
  const usable = held.filter(({ state }) => state === "usable");
  const best =
    usable.length === 0
      ? null
      : (await quoteSale(ctx, { ...sale, spendPoints: 0, coupons: { chosen: [], best: true } })).coupons;
  const soon = addDays(dayIn(ctx.now, shop.timeZone), soonDays);
  const coupons = usable.map(({ heldId, couponId, code, lastDay, definition }) => ({
    heldId,
    couponId,
    code,
    title: definition.title,
    lastDay,
    /** Null: it goes with this basket. */
    problem: best?.left.find(({ ref }) => ref === heldId)?.problem ?? null,
    isInBestSet: best?.applied.some((one) => one.heldId === heldId) ?? false,
    isUsed: quoted.coupons?.applied.some((one) => one.heldId === heldId) ?? false,
  }));
  const familyAvailable = await familyShareOf(ctx, memberId);
  if (asked.spendPoints > wallet.available + (asked.useFamily ? (familyAvailable ?? 0) : 0))
    warnings.push({ code: "not_enough_points", detail: String(wallet.available) });
  const isProven = permit !== undefined && isPermitGood(ctx.tenant, memberId, permit, ctx.now);
  if (asked.spendPoints > 0 && shop.spendProof === "code" && !isProven)
    warnings.push({ code: "code_needed", detail: null });
  if (wallet.nextExpiry && wallet.nextExpiry.lastDay <= soon)
    warnings.push({ code: "points_end_soon", detail: wallet.nextExpiry.lastDay });
  for (const { heldId, lastDay, isUsed } of coupons)
    if (lastDay <= soon && !isUsed) warnings.push({ code: "coupon_ends_soon", detail: heldId });
  return { ...head, pointsAvailable: wallet.available, familyAvailable, coupons, warnings };
}
