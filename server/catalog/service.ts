import { eq, inArray, sql } from "drizzle-orm";
import { categories } from "@/db/schema/catalog";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canEditCatalog } from "./access";
import {
  type CategoryInput,
  type ProductInput,
  type ProductRow,
  upsertCategoriesInput,
  upsertProductsInput,
} from "./input";
import { categoryPaths, lastOfEachCode } from "./rules";

function authorise(ctx: Ctx): void {
  const refusal = canEditCatalog(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
}

/** The whole tree is small and one change can move a subtree, so its writers take turns. */
async function lockTree(t: TxCtx): Promise<void> {
  await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`categories:${t.tenant}`}, 3))`);
}

/** Writes categories by their codes: new ones are made, known ones renamed or moved. Throws `catalog.category_tree`. */
export async function upsertCategories(ctx: Ctx, input: CategoryInput[]): Promise<{ written: number }> {
  authorise(ctx);
  const rows = lastOfEachCode(parseInput(upsertCategoriesInput, input));
  return inTransaction(ctx, async (t) => {
    await lockTree(t);
    const known = await t.tx.select().from(categories).where(eq(categories.tenantId, t.tenant));
    const codeOf = new Map(known.map((c) => [c.id, c.externalId]));
    const tree = new Map(
      known.map((c) => [
        c.externalId,
        {
          id: c.id,
          name: c.name,
          externalId: c.externalId,
          parentExternalId: c.parentId ? (codeOf.get(c.parentId) ?? null) : null,
        },
      ]),
    );
    for (const row of rows) tree.set(row.externalId, { ...row, id: tree.get(row.externalId)?.id ?? newId() });
    const nodes = [...tree.values()];
    const made = categoryPaths(nodes);
    if ("faultyCode" in made) throw new DomainError("invalid", "catalog.category_tree", { code: made.faultyCode });
    // Parents first, for the foreign key.
    const values = nodes
      .map((n) => ({
        id: n.id,
        external_id: n.externalId,
        name: n.name,
        parent_id: n.parentExternalId === null ? null : (tree.get(n.parentExternalId)?.id ?? null),
        path: made.paths.get(n.id) ?? "",
      }))
      .sort((a, b) => a.path.length - b.path.length);
    const result = await t.tx.execute(sql`
      insert into categories as c (tenant_id, id, parent_id, external_id, name, path, created_at)
      select ${t.tenant}, r.id, r.parent_id, r.external_id, r.name, r.path, ${t.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r(id uuid, parent_id uuid, external_id text, name text, path text)
      on conflict on constraint categories_external_id do update
        set name = excluded.name, parent_id = excluded.parent_id, path = excluded.path
        where (c.name, c.parent_id, c.path) is distinct from (excluded.name, excluded.parent_id, excluded.path)`);
    const written = result.rowCount ?? 0;
    if (written > 0)
      await audit(t, {
        action: "catalog.upsert_categories",
        subject: { kind: "category", id: null },
        after: { written },
      });
    return { written };
  });
}

async function categoryIdsByCode(t: TxCtx, rows: ProductRow[]): Promise<Map<string, string>> {
  const codes = [...new Set(rows.flatMap((row) => row.categoryExternalId ?? []))];
  if (codes.length === 0) return new Map();
  const found = await t.tx
    .select({ id: categories.id, externalId: categories.externalId })
    .from(categories)
    .where(sql`${eq(categories.tenantId, t.tenant)} and ${inArray(categories.externalId, codes)}`);
  const ids = new Map(found.map((c) => [c.externalId, c.id]));
  const missing = codes.find((code) => !ids.has(code));
  if (missing !== undefined) throw new DomainError("invalid", "catalog.unknown_category", { code: missing });
  return ids;
}

export interface UpsertedProducts {
  inserted: number;
  changed: number;
}

/**
 * Writes products by their codes in one statement; rows that say what is there already change nothing.
 * Throws `catalog.unknown_category`, naming the code.
 */
export async function upsertProducts(ctx: Ctx, input: ProductInput[]): Promise<UpsertedProducts> {
  authorise(ctx);
  const rows = lastOfEachCode(parseInput(upsertProductsInput, input));
  if (rows.length === 0) return { inserted: 0, changed: 0 };
  return inTransaction(ctx, async (t) => {
    const categoryIds = await categoryIdsByCode(t, rows);
    const values = rows.map((row) => ({
      ...row,
      id: newId(),
      categoryId: row.categoryExternalId === null ? null : categoryIds.get(row.categoryExternalId),
    }));
    // xmax is 0 on a row version that this statement inserted.
    const result = await t.tx.execute<{ is_new: boolean }>(sql`
      insert into products as p (tenant_id, id, external_id, kind, jan_code, name, brand, category_id, price_yen, image_url,
        description, warranty_months, replenishment_days, created_at, updated_at, discontinued_at)
      select ${t.tenant}, r.id, r."externalId", r.kind, r."janCode", r.name, r.brand, r."categoryId", r."priceYen", r."imageUrl",
        r.description, r."warrantyMonths", r."replenishmentDays", ${t.now}::timestamptz, ${t.now}::timestamptz,
        case when r."isDiscontinued" then ${t.now}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r(id uuid, "externalId" text, kind text, "janCode" text, name text,
        brand text, "categoryId" uuid, "priceYen" bigint, "imageUrl" text, description text, "warrantyMonths" int,
        "replenishmentDays" int, "isDiscontinued" boolean)
      on conflict on constraint products_external_id do update set kind = excluded.kind, jan_code = excluded.jan_code,
        name = excluded.name, brand = excluded.brand, category_id = excluded.category_id, price_yen = excluded.price_yen,
        image_url = excluded.image_url, description = excluded.description, warranty_months = excluded.warranty_months,
        replenishment_days = excluded.replenishment_days, updated_at = excluded.updated_at,
        discontinued_at = case when excluded.discontinued_at is not null then coalesce(p.discontinued_at, excluded.discontinued_at) end
      where (p.kind, p.jan_code, p.name, p.brand, p.category_id, p.price_yen, p.image_url, p.description, p.warranty_months,
          p.replenishment_days, p.discontinued_at is null)
        is distinct from (excluded.kind, excluded.jan_code, excluded.name, excluded.brand, excluded.category_id, excluded.price_yen,
          excluded.image_url, excluded.description, excluded.warranty_months, excluded.replenishment_days, excluded.discontinued_at is null)
      returning xmax = 0 as is_new`);
    const inserted = result.rows.filter((row) => row.is_new).length;
    const changed = result.rows.length - inserted;
    if (inserted + changed > 0)
      await audit(t, {
        action: "catalog.upsert_products",
        subject: { kind: "product", id: null },
        after: { inserted, changed },
      });
    return { inserted, changed };
  });
}
