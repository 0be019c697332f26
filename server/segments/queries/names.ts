import { and, eq, inArray } from "drizzle-orm";
import { categories, products } from "@/db/schema/catalog";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { rankNames } from "@/server/ranks/queries/standing";
import type { ReferenceKind, SegmentNames, SegmentRule } from "../input";
import { referencesOf } from "../rules/references";

/** Names of the products, categories and stores that the rules point at; what does not exist in this shop is left out. */
export async function namesIn(ctx: Ctx, ...rules: SegmentRule[]): Promise<SegmentNames> {
  const all = rules.map(referencesOf);
  const namesOf = (table: typeof products | typeof categories | typeof stores, ids: string[]) =>
    ids.length === 0
      ? Promise.resolve({})
      : read(ctx, async (tx) => {
          const rows = await tx
            .select({ id: table.id, name: table.name })
            .from(table)
            .where(and(eq(table.tenantId, ctx.tenant), inArray(table.id, ids)));
          return Object.fromEntries(rows.map((row) => [row.id, row.name]));
        });
  return {
    products: await namesOf(
      products,
      all.flatMap((r) => r.products),
    ),
    categories: await namesOf(
      categories,
      all.flatMap((r) => r.categories),
    ),
    stores: await namesOf(
      stores,
      all.flatMap((r) => r.stores),
    ),
    ...(await ranksNamed(ctx, new Set(all.flatMap((r) => r.ranks)))),
  };
}

async function ranksNamed(ctx: Ctx, wanted: ReadonlySet<string>): Promise<Pick<SegmentNames, "ranks">> {
  if (wanted.size === 0) return {};
  const known = await rankNames(ctx);
  return {
    ranks: Object.fromEntries(
      [...known].flatMap(([id, { nameJa, nameEn }]) => (wanted.has(id) ? [[id, { ja: nameJa, en: nameEn }]] : [])),
    ),
  };
}

/** Which of a rule's references exist in no row of this shop: mistyped, deleted or another shop's. */
export async function missingReferences(ctx: Ctx, rule: SegmentRule): Promise<{ kind: ReferenceKind; id: string }[]> {
  const names = await namesIn(ctx, rule);
  const wanted = referencesOf(rule);
  return (["products", "categories", "stores"] as const).flatMap((kind) =>
    wanted[kind].filter((id) => !(id in names[kind])).map((id) => ({ kind, id })),
  );
}
