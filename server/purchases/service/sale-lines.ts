import { and, eq, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { categories, products } from "@/db/schema/catalog";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read, readOnce, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { prepared } from "@/server/kernel/prepared";
import { demandInUse, lockInUse, type RecordReasons } from "@/server/members/queries/member-record";
import type { saleLine } from "../input";
import { lineAmount, maxAheadMs, maxAmountYen } from "../rules/amounts";

type InputLine = z.output<typeof saleLine>;

export interface PricedLine {
  id: string;
  lineNo: number;
  productId: string | null;
  description: string | null;
  quantity: number;
  unitPriceYen: number;
  /** After coupons, where there are any. */
  amountYen: number;
  discountYen: number;
  warrantyMonths: number;
  /** What rules look at. */
  name: string;
  categoryIds: string[];
  brand: string | null;
  taxPercent: number;
}

/** A line as its row of the sale keeps it. */
export const storedLine = ({ id, lineNo, productId, description, quantity, unitPriceYen, amountYen }: PricedLine) => ({
  id,
  lineNo,
  productId,
  description,
  quantity,
  unitPriceYen,
  amountYen,
});

/** Refuses an instant more than a day ahead of now. */
export function refuseFuture(occurredAt: Date, now: Date): void {
  if (occurredAt.getTime() > now.getTime() + maxAheadMs) throw new DomainError("refused", "purchases.in_future");
}

const storeById = prepared(["tenantId", "storeId"], (tx, at) =>
  tx
    .select({ kind: stores.kind })
    .from(stores)
    .where(and(eq(stores.tenantId, at.tenantId), eq(stores.id, at.storeId))),
);

export const storeRow = (ctx: Ctx, storeId: string | null) =>
  readOnce(ctx, `store ${storeId}`, async (tx) =>
    storeId === null ? [] : storeById(tx, { tenantId: ctx.tenant, storeId }),
  );

/** What the store is ('shop', 'online'); null stands for no store. Throws `not_found` unless it is one of this shop's. */
export async function requireStore(ctx: Ctx, storeId: string | null): Promise<string | null> {
  if (storeId === null) return null;
  const [found] = await storeRow(ctx, storeId);
  if (!found) throw new DomainError("not_found", "purchases.store_not_found");
  return found.kind;
}

const memberReasons: RecordReasons = {
  unknown: "purchases.member_not_found",
  merged: "purchases.member_merged",
  left: "purchases.member_left",
};

/** Throws `not_found` unless the shop has the member, `refused` when the member has left or was merged into another record. */
export const lockMemberOfSale = (t: TxCtx, memberId: string) => lockInUse(t, memberId, memberReasons);

/** The same look without the lock, for a sale that is not made yet. */
export const demandMemberOfSale = (ctx: Ctx, memberId: string) => demandInUse(ctx, memberId, memberReasons);

const productsOfSale = prepared(["tenantId", "ids", "codes"], (tx, at) =>
  tx
    .select({
      id: products.id,
      code: products.externalId,
      kind: products.kind,
      name: products.name,
      brand: products.brand,
      taxPercent: products.taxPercent,
      path: categories.path,
      warrantyMonths: products.warrantyMonths,
    })
    .from(products)
    .leftJoin(categories, and(eq(categories.tenantId, products.tenantId), eq(categories.id, products.categoryId)))
    .where(
      and(
        eq(products.tenantId, at.tenantId),
        or(sql`${products.id} = any(${at.ids}::uuid[])`, sql`${products.externalId} = any(${at.codes}::text[])`),
      ),
    ),
);

async function findProducts(ctx: Ctx, lines: readonly InputLine[]) {
  const ids = lines.flatMap((line) => line.productId ?? []);
  const codes = lines.flatMap((line) => line.productCode ?? []);
  if (ids.length + codes.length === 0) return { byId: new Map(), byCode: new Map() };
  const rows = await read(ctx, (tx) => productsOfSale(tx, { tenantId: ctx.tenant, ids, codes }));
  return { byId: new Map(rows.map((row) => [row.id, row])), byCode: new Map(rows.map((row) => [row.code, row])) };
}

/** Looks up the products and prices each line. Throws `purchases.product_not_found` and `purchases.amount`, naming the line. */
export async function priceLines(ctx: Ctx, lines: InputLine[]): Promise<{ lines: PricedLine[]; totalYen: number }> {
  const { byId, byCode } = await findProducts(ctx, lines);
  const priced = lines.map((line, index) => {
    const isFree = line.productId === undefined && line.productCode === undefined;
    const product = line.productId === undefined ? byCode.get(line.productCode ?? "") : byId.get(line.productId);
    if (!product && !isFree) throw new DomainError("not_found", "purchases.product_not_found", { line: index + 1 });
    const amountYen = lineAmount(line.quantity, line.unitPriceYen, line.discountYen);
    if (amountYen === null)
      throw new DomainError("refused", "purchases.amount", { line: index + 1, max: maxAmountYen });
    return {
      id: newId(),
      lineNo: index + 1,
      productId: product?.id ?? null,
      description: line.description ?? null,
      quantity: line.quantity,
      unitPriceYen: line.unitPriceYen,
      amountYen,
      discountYen: 0,
      name: product?.name ?? line.description ?? "",
      categoryIds: (product?.path ?? "").split("/").filter((id: string) => id !== ""),
      brand: product?.brand ?? null,
      taxPercent: product?.taxPercent ?? 10,
      warrantyMonths: product?.kind === "goods" ? (product.warrantyMonths ?? 0) : 0,
    };
  });
  const totalYen = priced.reduce((sum, line) => sum + line.amountYen, 0);
  if (totalYen > maxAmountYen) throw new DomainError("refused", "purchases.amount", { max: maxAmountYen });
  return { lines: priced, totalYen };
}
