import { and, asc, eq, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { posReceiptCoupons } from "@/db/schema/pos";
import { canHandleCoupons, canReadCoupons } from "@/server/coupons/access";
import { couponHeads, definitionsOf, versionName } from "@/server/coupons/queries/definitions";
import { figuresByOrigin, noFigures } from "@/server/coupons/queries/figures";
import { type Ctx, read, readOnce } from "@/server/kernel/ctx";
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

type PastRow = { id: string; has_bought: boolean; last_given_at: string | null };

/** What was bought and given before, as far as the rules ask, in one look; rules that do not ask have no entry. */
async function pastOf(ctx: Ctx, rules: readonly ReceiptCouponRule[], memberId: string) {
  const asking = rules.filter(({ historyKind, againAfterDays }) => historyKind !== null || againAfterDays !== null);
  if (asking.length === 0) return new Map<string, PastRow>();
  const asked = asking.map(({ id, historyKind, historyDays, historyCategoryId, againAfterDays }) => ({
    id,
    days: historyKind === null ? null : (historyDays ?? 0),
    category: historyCategoryId === null ? null : `/${historyCategoryId}/`,
    is_again: againAfterDays !== null,
  }));
  const { rows } = await read(ctx, (tx) =>
    tx.execute<PastRow>(sql`
      select r.id, r.days is not null and exists (select from purchases p
          join purchase_lines l on l.tenant_id = p.tenant_id and l.member_id = p.member_id and l.purchase_id = p.id
          where p.tenant_id = ${ctx.tenant} and p.member_id = ${memberId} and p.kind = 'sale'
            and p.occurred_at >= ${ctx.now.toISOString()}::timestamptz - make_interval(days => r.days)
            and (r.category is null or exists (select from products g
              join categories c on c.tenant_id = g.tenant_id and c.id = g.category_id and strpos(c.path, r.category) > 0
              where g.tenant_id = l.tenant_id and g.id = l.product_id))) as has_bought,
        case when r.is_again then (select max(h.issued_at) from held_coupons h
          where h.tenant_id = ${ctx.tenant} and h.member_id = ${memberId} and h.origin_id = r.id) end as last_given_at
      from jsonb_to_recordset(${JSON.stringify(asked)}) as r(id uuid, days integer, category text, is_again boolean)`),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Rules ask for segments whose answer is not there yet: a segment is asked before a sale begins, outside of its transaction. */
export class SegmentsToAsk extends Error {
  constructor(readonly segmentIds: readonly string[]) {
    super("segments are to be asked before the sale");
  }
}

/** What the rules ask about a member: the answers of segments are given, history is looked up only where a rule asks for it. */
async function factsOf(
  ctx: Ctx,
  rules: readonly ReceiptCouponRule[],
  memberId: string,
  segments: ReadonlyMap<string, boolean>,
) {
  const past = await pastOf(ctx, rules, memberId);
  return (rule: ReceiptCouponRule) => {
    const { has_bought: hasBought = false, last_given_at: at = null } = past.get(rule.id) ?? {};
    const isInOne = rule.segmentId !== null && (segments.get(rule.segmentId) ?? false);
    return { isInSegment: isInOne, hasBought, lastGivenAt: at === null ? null : new Date(at) };
  };
}

/** The rules at work, asked once in a transaction. */
export const openReceiptRules = (ctx: Ctx) => readOnce(ctx, "receipt rules", () => receiptRules(ctx, true));

/**
 * Rules that may give this member their coupon, by what was bought before: ask before the sale is recorded. Throws SegmentsToAsk for segments
 * that `segments` has no answer for.
 */
export async function offeredCoupons(
  ctx: Ctx,
  memberId: string,
  segments: ReadonlyMap<string, boolean>,
): Promise<ReceiptCouponRule[]> {
  const rules = await openReceiptRules(ctx);
  const unknown = rules.flatMap(({ segmentId }) => (segmentId !== null && !segments.has(segmentId) ? [segmentId] : []));
  if (unknown.length > 0) throw new SegmentsToAsk(unknown);
  const facts = await factsOf(ctx, rules, memberId, segments);
  return rules.filter((rule) => problemOfMember(rule, facts(rule), ctx.now) === null);
}

/** Which segments the rules of a shop asked for last: asked ahead, so that hardly ever a sale has to begin again. */
const askedLast = new Map<string, readonly string[]>();
const mostShops = 1_000;

const answersOf = async (ctx: Ctx, segmentIds: Iterable<string>, memberId: string) => {
  const answers = new Map<string, boolean>();
  for (const id of new Set(segmentIds)) answers.set(id, await isInSegment(ctx, id, memberId));
  return answers;
};

/** Runs what asks `offeredCoupons`, with the answers of the segments that the shop's rules ask for; begins it again when it finds one missing. */
export async function withSegments<T>(
  ctx: Ctx,
  memberId: string | null,
  work: (segments: ReadonlyMap<string, boolean>) => Promise<T>,
): Promise<T> {
  if (memberId === null) return work(new Map());
  let segments = await answersOf(ctx, askedLast.get(ctx.tenant) ?? [], memberId);
  for (;;) {
    try {
      return await work(segments);
    } catch (error) {
      if (!(error instanceof SegmentsToAsk)) throw error;
      if (askedLast.size >= mostShops) askedLast.clear();
      askedLast.set(ctx.tenant, [...segments.keys(), ...error.segmentIds]);
      segments = new Map([...segments, ...(await answersOf(ctx, error.segmentIds, memberId))]);
    }
  }
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
  const segments = await answersOf(
    ctx,
    rules.flatMap(({ segmentId }) => segmentId ?? []),
    memberId,
  );
  const facts = await factsOf(ctx, rules, memberId, segments);
  const judged = [];
  let printed = 0;
  for (const { id, name, title, isCouponStopped, ...rule } of rules) {
    const problem = isCouponStopped
      ? ("stopped" as const)
      : (problemOfMember(rule, facts({ ...rule, id, name }), ctx.now) ??
        problemOfSale(rule, { totalYen, storeId, categoryIds: bought }));
    const isPrinted = problem === null && printed < mostPerReceipt;
    if (isPrinted) printed += 1;
    judged.push({ id, name, title, problem, isPrinted });
  }
  return judged;
}
