import { sql } from "drizzle-orm";
import { productsByIds } from "@/server/catalog/queries";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { canSeeRecommendations } from "./access";

/** Why a product is shown; worded where it is read. */
export type RecommendationReason = { code: "bought_together"; anchorProductId: string } | { code: "popular" };

export interface Recommendation {
  productId: string;
  reason: RecommendationReason;
}

export const defaultCount = 3;

interface Row extends Record<string, unknown> {
  memberId: string;
  productId: string;
  anchorProductId: string | null;
}

/**
 * What to show each member next, best first, for a whole batch in one statement. The score of a product is the sum of
 * lift * ln(1 + support) over the neighbours of what the member kept; what they ever bought (returned or not), what is no
 * longer sold, has no price or is a service is left out; places left over go to what most members bought lately. Ties go
 * by id, so the same facts give the same answer. A member may get fewer than `count`, and has no entry when there is nothing.
 */
export async function recommendationsFor(
  ctx: Ctx,
  memberIds: string[],
  { count = defaultCount } = {},
): Promise<Map<string, Recommendation[]>> {
  const found = new Map<string, Recommendation[]>();
  if (memberIds.length === 0) return found;
  const tenant = sql`${ctx.tenant}::uuid`;
  const onOffer = sql`p.tenant_id = ${tenant} and p.kind = 'goods' and p.discontinued_at is null and p.price_yen is not null`;
  const { rows } = await read(ctx, async (tx) => {
    // A batch compares some hundred products per member: in memory, not on disk.
    if (memberIds.length > 50) await tx.execute(sql`set local work_mem = '64MB'`);
    return tx.execute<Row>(sql`
      with asked as materialized (select distinct unnest(${sql.param(memberIds)}::uuid[]) as member_id),
      bought as materialized (
        select l.member_id, l.product_id, bool_or(l.quantity > l.returned_quantity) as is_kept
        from purchase_lines l
        where l.tenant_id = ${tenant} and l.member_id = any(${sql.param(memberIds)}::uuid[])
          and l.product_id is not null and l.occurred_at <= ${ctx.now.toISOString()}::timestamptz
        group by 1, 2
      ),
      near as (
        -- Whole millionths: a sum of floating-point numbers would depend on their order and decide ties by chance.
        select b.member_id, n.product_id, sum((n.lift * ln(1 + n.support) * 1e6)::int8)::int8 as score
        from bought b
        join item_neighbours i on i.tenant_id = ${tenant} and i.product_id = b.product_id and i.engine = 'bought_together'
        cross join lateral unnest(i.neighbour_ids, i.supports, i.lifts) as n(product_id, support, lift)
        where b.is_kept
        group by 1, 2
      ),
      ranked as (
        select s.member_id, s.product_id, row_number() over (partition by s.member_id order by s.score desc, s.product_id) as place
        from near s
        join products p on ${onOffer} and p.id = s.product_id
        left join bought b on b.member_id = s.member_id and b.product_id = s.product_id
        where b.member_id is null
      ),
      together as materialized (
        -- What they have that speaks loudest for it; looked up for the winners only.
        select distinct on (r.member_id, r.product_id) r.member_id, r.product_id, r.place, b.product_id as anchor_id
        from ranked r
        join bought b on b.member_id = r.member_id and b.is_kept
        join item_neighbours i on i.tenant_id = ${tenant} and i.product_id = b.product_id and i.engine = 'bought_together'
        cross join lateral (select array_position(i.neighbour_ids, r.product_id) as at) x
        where r.place <= ${count} and x.at is not null
        order by r.member_id, r.product_id, i.lifts[x.at] * ln(1 + i.supports[x.at]) desc, b.product_id
      ),
      short as (
        select a.member_id, coalesce(t.n, 0) as n, coalesce(t.picked, '{}') as picked
        from asked a
        left join (select member_id, count(*) as n, array_agg(product_id) as picked from together group by 1) t on t.member_id = a.member_id
        where coalesce(t.n, 0) < ${count}
      ),
      filled as (
        select s.member_id, f.product_id, s.n + row_number() over (partition by s.member_id order by f.rank) as place, null::uuid as anchor_id
        from short s
        cross join lateral (
          select r.product_id, r.rank from product_popularity r
          join products p on ${onOffer} and p.id = r.product_id
          where r.tenant_id = ${tenant} and r.product_id <> all(s.picked)
            and not exists (select 1 from purchase_lines l where l.tenant_id = ${tenant} and l.product_id = r.product_id
              and l.member_id = s.member_id and l.occurred_at <= ${ctx.now.toISOString()}::timestamptz)
          order by r.rank limit ${count} - s.n
        ) f
      )
      select u.member_id as "memberId", u.product_id as "productId", u.anchor_id as "anchorProductId"
      from (select * from together union all select * from filled) u(member_id, product_id, place, anchor_id)
      order by u.member_id, u.place`);
  });
  for (const { memberId, productId, anchorProductId } of rows) {
    const reason: RecommendationReason =
      anchorProductId === null ? { code: "popular" } : { code: "bought_together", anchorProductId };
    const list = found.get(memberId);
    if (list) list.push({ productId, reason });
    else found.set(memberId, [{ productId, reason }]);
  }
  return found;
}

export interface RecommendedProduct {
  productId: string;
  name: string;
  brand: string | null;
  imageUrl: string | null;
  priceYen: number | null;
  /** `anchorName` is the product it goes with; null for a popular one. */
  reason: { code: RecommendationReason["code"]; anchorName: string | null };
}

/**
 * One member's recommendations with what a card shows, in order. Whoever only followed a link may be somebody the mail was
 * forwarded to, and is not told what the member bought. Throws `forbidden` (insights.not_yours).
 */
export async function recommendedProducts(
  ctx: Ctx,
  memberId: string,
  options: { count?: number } = {},
): Promise<RecommendedProduct[]> {
  const reason = canSeeRecommendations(ctx.actor, memberId);
  if (reason) throw new DomainError("forbidden", reason);
  const picks = (await recommendationsFor(ctx, [memberId], options)).get(memberId) ?? [];
  const anchors = picks.flatMap((pick) =>
    pick.reason.code === "bought_together" ? [pick.reason.anchorProductId] : [],
  );
  const products = new Map(
    (await productsByIds(ctx, [...new Set([...picks.map((pick) => pick.productId), ...anchors])])).map((p) => [
      p.productId,
      p,
    ]),
  );
  const isKnown = ctx.actor.kind !== "link";
  return picks.flatMap((pick) => {
    const product = products.get(pick.productId);
    if (!product) return [];
    const anchor =
      isKnown && pick.reason.code === "bought_together" ? products.get(pick.reason.anchorProductId) : undefined;
    const { productId, name, brand, priceYen, imageUrl } = product;
    return [
      {
        productId,
        name,
        brand,
        priceYen,
        imageUrl,
        reason: { code: pick.reason.code, anchorName: anchor?.name ?? null },
      },
    ];
  });
}
