import { sql } from "drizzle-orm";
import { rulesAt } from "@/server/earning/queries/in-force";
import { type Ctx, read } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, businessDayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canSeeVisits, canSetPlaces } from "../access";
import { placesOf } from "./places";

type Sums = { store_id: string; today: number; week: number; month: number; people: number; points: number };

/** How many days the desk looks back. */
export const deskDays = 30;

export const addressOf = (slug: string, token: string) => new URL(`/${slug}/my/check-in/${token}`, env().GOEN_BASE_URL);

/** Every store with its place to check in, and how many came. Throws `forbidden`. */
export async function visitsDesk(ctx: Ctx) {
  demand(canSeeVisits(ctx.actor));
  const shop = await tenantOf(ctx);
  const today = businessDayIn(ctx.now, shop.timeZone, shop.businessDayStartMinutes);
  const since = addDays(today, 1 - deskDays);
  const [stores, places, inForce] = [await storesOf(ctx), await placesOf(ctx), await rulesAt(ctx, ctx.now)];
  const { sums, days } = await read(ctx, async (tx) => ({
    sums: await tx.execute<Sums>(sql`
      select store_id, (count(*) filter (where business_date = ${today}::date))::int as today,
        (count(*) filter (where business_date > ${today}::date - 7))::int as week, count(*)::int as month,
        count(distinct member_id)::int as people, coalesce(sum(points), 0)::bigint as points
      from store_visits where tenant_id = ${ctx.tenant} and business_date between ${since}::date and ${today}::date group by store_id`),
    days: await tx.execute<{ day: string; visits: number }>(sql`
      select business_date::text as day, count(*)::int as visits from store_visits
      where tenant_id = ${ctx.tenant} and business_date between ${since}::date and ${today}::date group by 1`),
  }));
  const none = { today: 0, week: 0, month: 0, people: 0, points: 0 };
  return {
    today,
    stores: stores
      .filter(({ kind }) => kind === "shop")
      .map(({ id, name }) => {
        const place = places.find(({ storeId }) => storeId === id);
        const { store_id: _storeId, ...counted } = sums.rows.find((row) => row.store_id === id) ?? {
          store_id: id,
          ...none,
        };
        return {
          storeId: id,
          name,
          isOpen: place !== undefined && place.closedAt === null,
          proof: place?.proof ?? ("poster" as const),
          revision: place?.revision ?? 0,
          address: place ? addressOf(shop.slug, place.token).href : null,
          ...counted,
        };
      }),
    days: Array.from({ length: deskDays }, (_, back) => addDays(since, back)).map((day) => ({
      day,
      visits: days.rows.find((row) => row.day === day)?.visits ?? 0,
    })),
    /** Rules that give points for it now, as the editor knows them. */
    rules: (inForce?.rules ?? []).filter(
      ({ id, gives }) => gives.kind === "occasion" && gives.occasion === "check_in" && !inForce?.pausedRuleIds.has(id),
    ),
    editRefusal: canSetPlaces(ctx.actor),
  };
}
