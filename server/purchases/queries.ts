import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { products } from "@/db/schema/catalog";
import { anonymousSaleLines, anonymousSales, purchaseLines, purchases } from "@/db/schema/purchases";
import { stores } from "@/db/schema/tenancy";
import { whyOf } from "@/server/earning/queries/why";
import { auditRead } from "@/server/kernel/audit";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import type { Tx } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demandMember } from "@/server/members/queries/find-member";
import { familyPartsOf } from "@/server/points/service/transfer-limits";
import { canRecord, canSeePurchases } from "./access";
import { purchaseKey, purchaseList } from "./input";

const headColumns = {
  purchaseId: purchases.id,
  kind: purchases.kind,
  externalId: purchases.externalId,
  storeId: purchases.storeId,
  storeName: stores.name,
  occurredAt: purchases.occurredAt,
  totalYen: purchases.totalYen,
  pointsEarned: purchases.pointsEarned,
  pointsSpent: purchases.pointsSpent,
  discountYen: purchases.discountYen,
};

const lineColumns = {
  purchaseId: purchaseLines.purchaseId,
  lineId: purchaseLines.id,
  lineNo: purchaseLines.lineNo,
  productId: purchaseLines.productId,
  /** The product's name, or what the receipt said. */
  name: sql<string>`coalesce(${products.name}, ${purchaseLines.description}, '')`,
  imageUrl: products.imageUrl,
  quantity: purchaseLines.quantity,
  unitPriceYen: purchaseLines.unitPriceYen,
  amountYen: purchaseLines.amountYen,
  returnedQuantity: purchaseLines.returnedQuantity,
  returnOfLineId: purchaseLines.returnOfLineId,
};

function authorise(ctx: Ctx, memberId: string): void {
  const refusal = canSeePurchases(ctx.actor, memberId);
  if (refusal) throw new DomainError("forbidden", refusal);
}

const heads = (db: Tx) =>
  db
    .select(headColumns)
    .from(purchases)
    .leftJoin(stores, and(eq(stores.tenantId, purchases.tenantId), eq(stores.id, purchases.storeId)));

async function linesOf(db: Tx, ctx: Ctx, memberId: string, purchaseIds: string[]) {
  if (purchaseIds.length === 0) return [];
  return db
    .select(lineColumns)
    .from(purchaseLines)
    .leftJoin(products, and(eq(products.tenantId, purchaseLines.tenantId), eq(products.id, purchaseLines.productId)))
    .where(
      and(
        eq(purchaseLines.tenantId, ctx.tenant),
        eq(purchaseLines.memberId, memberId),
        inArray(purchaseLines.purchaseId, purchaseIds),
      ),
    )
    .orderBy(asc(purchaseLines.lineNo));
}

/** A member's sales and returns with their lines and why they earned what they earned, newest first, a page at a time. Throws `forbidden`, `not_found`. */
export async function purchasesOf(ctx: Ctx, input: { memberId: string; cursor?: string; limit?: number }) {
  const { memberId, cursor, limit } = parseInput(purchaseList, input);
  authorise(ctx, memberId);
  const after = cursor === undefined ? null : readCursor(cursor, 2);
  const afterSql =
    after &&
    sql`(${purchases.occurredAt}, ${purchases.id}) < (${instant(after[0])}::timestamptz, ${uuid(after[1])}::uuid)`;
  const found = await read(ctx, async (db) => {
    const own = and(eq(purchases.tenantId, ctx.tenant), eq(purchases.memberId, memberId));
    const rows = await heads(db)
      .where(afterSql ? and(own, afterSql) : own)
      .orderBy(desc(purchases.occurredAt), desc(purchases.id))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const lines = await linesOf(
      db,
      ctx,
      memberId,
      page.map((row) => row.purchaseId),
    );
    const last = page.at(-1);
    return {
      rows: page.map((row) => ({ ...row, lines: lines.filter((line) => line.purchaseId === row.purchaseId) })),
      cursor: rows.length > limit && last ? cursorOf(last.occurredAt.toISOString(), last.purchaseId) : null,
    };
  });
  if (found.rows.length > 0) await auditRead(ctx, { memberId, what: "purchases" });
  else await demandMember(ctx, memberId);
  const why = await whyOf(
    ctx,
    memberId,
    found.rows.flatMap(({ purchaseId, pointsEarned }) => (pointsEarned > 0 ? [purchaseId] : [])),
  );
  return {
    ...found,
    rows: found.rows.map((row) => ({ ...row, why: why.filter(({ causeId }) => causeId === row.purchaseId) })),
  };
}

/** One sale or return with its lines, and why it earned what it earned. Throws `forbidden`, or `not_found` also for another shop's or member's. */
export async function purchaseById(ctx: Ctx, input: { memberId: string; purchaseId: string }) {
  const { memberId, purchaseId } = parseInput(purchaseKey, input);
  authorise(ctx, memberId);
  const found = await read(ctx, async (db) => {
    const [row] = await heads(db).where(
      and(eq(purchases.tenantId, ctx.tenant), eq(purchases.memberId, memberId), eq(purchases.id, purchaseId)),
    );
    if (!row) throw new DomainError("not_found", "purchases.not_found");
    return { ...row, lines: await linesOf(db, ctx, memberId, [purchaseId]) };
  });
  const familyPoints = found.pointsSpent > 0 ? await familyPartsOf(ctx, memberId, purchaseId) : [];
  return { ...found, why: await whyOf(ctx, memberId, [purchaseId]), familyPoints };
}

/** A sale to nobody known, or a return of one, as its receipt. Throws `forbidden` also for another store's staff, `not_found`. */
export async function anonymousSaleById(ctx: Ctx, saleId: string) {
  const found = await read(ctx, async (db) => {
    const [row] = await db
      .select({
        purchaseId: anonymousSales.id,
        kind: anonymousSales.kind,
        externalId: anonymousSales.externalId,
        storeId: anonymousSales.storeId,
        storeName: stores.name,
        occurredAt: anonymousSales.occurredAt,
        totalYen: anonymousSales.totalYen,
      })
      .from(anonymousSales)
      .leftJoin(stores, and(eq(stores.tenantId, anonymousSales.tenantId), eq(stores.id, anonymousSales.storeId)))
      .where(and(eq(anonymousSales.tenantId, ctx.tenant), eq(anonymousSales.id, saleId)));
    if (!row) throw new DomainError("not_found", "purchases.not_found");
    const refusal = canRecord(ctx.actor, row.storeId);
    if (refusal) throw new DomainError("forbidden", refusal);
    const lines = await db
      .select({
        lineNo: anonymousSaleLines.lineNo,
        name: sql<string>`coalesce(${products.name}, ${anonymousSaleLines.description}, '')`,
        quantity: anonymousSaleLines.quantity,
        unitPriceYen: anonymousSaleLines.unitPriceYen,
        amountYen: anonymousSaleLines.amountYen,
        returnedQuantity: anonymousSaleLines.returnedQuantity,
      })
      .from(anonymousSaleLines)
      .leftJoin(
        products,
        and(eq(products.tenantId, anonymousSaleLines.tenantId), eq(products.id, anonymousSaleLines.productId)),
      )
      .where(and(eq(anonymousSaleLines.tenantId, ctx.tenant), eq(anonymousSaleLines.saleId, saleId)))
      .orderBy(asc(anonymousSaleLines.lineNo));
    return { ...row, lines };
  });
  return { ...found, pointsEarned: 0, pointsSpent: 0, discountYen: 0, why: [] };
}

/** The sale that a line is part of, for papers about what was bought; null when it has gone. Throws `forbidden`. */
export async function purchaseOfLine(ctx: Ctx, input: { memberId: string; lineId: string }) {
  authorise(ctx, input.memberId);
  return read(ctx, async (db) => {
    const [line] = await db
      .select({ purchaseId: purchaseLines.purchaseId })
      .from(purchaseLines)
      .where(
        and(
          eq(purchaseLines.tenantId, ctx.tenant),
          eq(purchaseLines.memberId, input.memberId),
          eq(purchaseLines.id, input.lineId),
        ),
      );
    if (!line) return null;
    const [row] = await heads(db).where(
      and(
        eq(purchases.tenantId, ctx.tenant),
        eq(purchases.memberId, input.memberId),
        eq(purchases.id, line.purchaseId),
      ),
    );
    return row ?? null;
  });
}

const badCursor = () => new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
function instant(text: string | undefined): string {
  if (text === undefined || Number.isNaN(Date.parse(text))) throw badCursor();
  return text;
}
function uuid(text: string | undefined): string {
  if (text === undefined || !/^[0-9a-f-]{36}$/.test(text)) throw badCursor();
  return text;
}
