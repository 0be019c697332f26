import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { categories, products } from "@/db/schema/catalog";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { productSearch, type ProductSearch } from "./input";

const columns = {
  productId: products.id,
  externalId: products.externalId,
  kind: products.kind,
  janCode: products.janCode,
  name: products.name,
  brand: products.brand,
  categoryId: products.categoryId,
  categoryName: categories.name,
  priceYen: products.priceYen,
  imageUrl: products.imageUrl,
  warrantyMonths: products.warrantyMonths,
  replenishmentDays: products.replenishmentDays,
};

const withCategory = and(eq(categories.tenantId, products.tenantId), eq(categories.id, products.categoryId));

/** The text matches a part of the name in either case (no wildcards), or is the whole code. Products are few: a scan is fine. */
const matches = (q: string) =>
  q === ""
    ? undefined
    : or(
        eq(products.externalId, q),
        eq(products.janCode, q),
        sql`strpos(lower(normalize(${products.name}, NFKC)), lower(normalize(${q}, NFKC))) > 0`,
      );

/** Products on sale by name, a page at a time; `cursor` is null on the last page. */
export async function searchProducts(ctx: Ctx, input: ProductSearch) {
  const { q, categoryId, cursor, limit } = parseInput(productSearch, input);
  const after = cursor === undefined ? null : readCursor(cursor, 2);
  const rows = await read(ctx, (db) =>
    db
      .select(columns)
      .from(products)
      .leftJoin(categories, withCategory)
      .where(
        and(
          eq(products.tenantId, ctx.tenant),
          isNull(products.discontinuedAt),
          matches(q),
          categoryId === undefined ? undefined : sql`${categories.path} like '%/' || ${categoryId}::text || '/%'`,
          after === null ? undefined : sql`(${products.name}, ${products.id}::text) > (${after[0]}, ${after[1]})`,
        ),
      )
      .orderBy(asc(products.name), asc(sql`${products.id}::text`))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, cursor: rows.length > limit && last ? cursorOf(last.name, last.productId) : null };
}

/** Products by id, also those no longer sold; unknown ids are left out. */
export async function productsByIds(ctx: Ctx, ids: string[]) {
  if (ids.length === 0) return [];
  return read(ctx, (db) =>
    db
      .select({ ...columns, discontinuedAt: products.discontinuedAt, description: products.description })
      .from(products)
      .leftJoin(categories, withCategory)
      .where(and(eq(products.tenantId, ctx.tenant), inArray(products.id, ids))),
  );
}

/** One product. Throws `not_found`, also for another shop's. */
export async function productById(ctx: Ctx, productId: string) {
  const [row] = await productsByIds(ctx, [productId]);
  if (!row) throw new DomainError("not_found", "catalog.product_not_found");
  return row;
}

/** Products by their codes in the shop's own systems: code -> id. */
export async function productIdsByCode(ctx: Ctx, codes: string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await read(ctx, (db) =>
    db
      .select({ id: products.id, code: products.externalId })
      .from(products)
      .where(and(eq(products.tenantId, ctx.tenant), inArray(products.externalId, codes))),
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** The whole category tree, parents before children. */
export async function categoryTree(ctx: Ctx) {
  return read(ctx, (db) =>
    db
      .select({
        categoryId: categories.id,
        externalId: categories.externalId,
        parentId: categories.parentId,
        name: categories.name,
        path: categories.path,
      })
      .from(categories)
      .where(eq(categories.tenantId, ctx.tenant))
      .orderBy(sql`length(${categories.path})`, asc(categories.name)),
  );
}
