import { and, asc, eq, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { posReceiptCoupons } from "@/db/schema/pos";
import { canHandleCoupons, canReadCoupons } from "@/server/coupons/access";
import { couponHeads, definitionsOf, versionName } from "@/server/coupons/queries/definitions";
import { figuresByOrigin, noFigures } from "@/server/coupons/queries/figures";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { prepared } from "@/server/kernel/prepared";
import { isInSegment } from "@/server/kernel/segment-membership";
import { memberById } from "@/server/members/queries/find-member";
import { demand } from "@/server/tenancy/access";
import { receiptCouponKey, tryReceiptInput } from "../input";
import { mostPerReceipt, problemOfMember, problemOfSale, type ReceiptRule } from "../rules/receipt-coupon";

export interface ReceiptCouponRule extends ReceiptRule {
  id: string;
  couponId: string;
  name: string;
  historyCategoryId: string | null;
  historyDays: number | null;
  place: number;
  revision: number;
}

const rulesWhere = (tx: Tx, tenantId: Placeholder, which?: SQL) =>
  tx
    .select()
    .from(posReceiptCoupons)
    .where(and(eq(posReceiptCoupons.tenantId, tenantId), which))
    .orderBy(asc(posReceiptCoupons.place), asc(posReceiptCoupons.id))
    .limit(200);
const allRules = prepared(["tenantId"], (tx, { tenantId }) => rulesWhere(tx, tenantId));
const openRules = prepared(["tenantId"], (tx, { tenantId }) =>
  rulesWhere(tx, tenantId, isNull(posReceiptCoupons.stoppedAt)),
);

/** The shop's rules in the order of printing; with `isOpen` those that are at work. At most 200. */
export async function receiptRules(ctx: Ctx, isOpen: boolean): Promise<ReceiptCouponRule[]> {
  const rows = await read(ctx, (tx) => (isOpen ? openRules : allRules)(tx, { tenantId: ctx.tenant }));
  return rows.map((row) => ({
    ...row,
    storeIds: (row.storeIds ?? []) as string[],
    historyKind: row.historyKind as ReceiptRule["historyKind"],
  }));
}

/** What was bought and given before, as far as the rule asks: one that does not costs a sale no look. */
async function pastOf(ctx: Ctx, rule: ReceiptCouponRule, memberId: string) {
  const { historyKind, historyDays, historyCategoryId: categoryId, againAfterDays, id } = rule;
  if (historyKind === null && againAfterDays === null) return { hasBought: false, lastGivenAt: null };
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ has_bought: boolean; last_given_at: string | null }>(sql`
      select ${
        historyKind === null
          ? sql`false`
          : sql`exists (select from purchases p
              join purchase_lines l on l.tenant_id = p.tenant_id and l.member_id = p.member_id and l.purchase_id = p.id
              ${
                categoryId === null
                  ? sql``
                  : sql`join products g on g.tenant_id = l.tenant_id and g.id = l.product_id
                      join categories c on c.tenant_id = g.tenant_id and c.id = g.category_id and strpos(c.path, ${`/${categoryId}/`}) > 0`
              }
              where p.tenant_id = ${ctx.tenant} and p.member_id = ${memberId} and p.kind = 'sale'
                and p.occurred_at >= ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${historyDays ?? 0}::integer))`
      } as has_bought, ${
        againAfterDays === null
          ? sql`null`
          : sql`(select max(h.issued_at) from held_coupons h
              where h.tenant_id = ${ctx.tenant} and h.member_id = ${memberId} and h.origin_id = ${id})`
      } as last_given_at`),
  );
  return {
    hasBought: rows[0]?.has_bought ?? false,
    lastGivenAt: rows[0]?.last_given_at ? new Date(rows[0].last_given_at) : null,
  };
}

/** What the rules ask about a member: history and segment are asked only where a rule does. */
async function factsOf(ctx: Ctx, rule: ReceiptCouponRule, memberId: string) {
  const { segmentId } = rule;
  return {
    isInSegment: segmentId !== null && (await isInSegment(ctx, segmentId, memberId)),
    ...(await pastOf(ctx, rule, memberId)),
  };
}

/** Rules that may give this member their coupon, by what was bought before: asked before the sale begins, outside of its transaction. */
export async function offeredCoupons(ctx: Ctx, memberId: string): Promise<ReceiptCouponRule[]> {
  const fitting: ReceiptCouponRule[] = [];
  for (const rule of await receiptRules(ctx, true))
    if (problemOfMember(rule, await factsOf(ctx, rule, memberId), ctx.now) === null) fitting.push(rule);
  return fitting;
}

async function worded(ctx: Ctx, rules: readonly ReceiptCouponRule[]) {
  const ids = rules.map(({ couponId }) => couponId);
  const heads = await couponHeads(ctx, ids);
  const [definitions, figures] = [await definitionsOf(ctx, heads), await figuresByOrigin(ctx, ids)];
  return rules.map((rule) => {
    const head = heads.find(({ couponId }) => couponId === rule.couponId);
    return {
      ...rule,
      couponName: head?.name ?? "",
      title: (head && definitions.get(versionName(head))?.title) ?? { ja: "", en: "" },
      isCouponStopped: head?.stoppedAt !== null,
      figures: figures.get(rule.id) ?? noFigures,
    };
  });
}

/** All rules with their coupons and what became of them. */
export async function listReceiptCoupons(ctx: Ctx) {
  demand(canReadCoupons(ctx.actor));
  return worded(ctx, await receiptRules(ctx, false));
}

/** One rule for the editor. Throws not_found. */
export async function receiptCouponById(ctx: Ctx, input: z.input<typeof receiptCouponKey>) {
  demand(canReadCoupons(ctx.actor));
  const { receiptCouponId } = parseInput(receiptCouponKey, input);
  const rule = (await receiptRules(ctx, false)).find(({ id }) => id === receiptCouponId);
  if (!rule) throw new DomainError("not_found", "pos.receipt_coupon");
  return rule;
}

/** What would be printed for a member and a sale, and why something would not. Writes nothing. */
export async function tryReceiptCoupons(ctx: Ctx, input: z.input<typeof tryReceiptInput>) {
  demand(canHandleCoupons(ctx.actor));
  const { memberId, storeId, totalYen, categoryIds } = parseInput(tryReceiptInput, input);
  await memberById(ctx, memberId);
  const bought = new Set<string>();
  if (categoryIds.length > 0) {
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ path: string }>(
        sql`select path from categories where tenant_id = ${ctx.tenant} and id = any(${sql.param(categoryIds)}::uuid[])`,
      ),
    );
    for (const { path } of rows) for (const id of path.split("/")) bought.add(id);
  }
  const rules = await worded(ctx, await receiptRules(ctx, true));
  const judged = [];
  let printed = 0;
  for (const { id, name, title, isCouponStopped, ...rule } of rules) {
    const facts = await factsOf(ctx, { ...rule, id, name }, memberId);
    const problem = isCouponStopped
      ? ("stopped" as const)
      : (problemOfMember(rule, facts, ctx.now) ?? problemOfSale(rule, { totalYen, storeId, categoryIds: bought }));
    const isPrinted = problem === null && printed < mostPerReceipt;
    if (isPrinted) printed += 1;
    judged.push({ id, name, title, problem, isPrinted });
  }
  return judged;
}
