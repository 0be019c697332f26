import type { Ctx } from "@/server/kernel/ctx";
import { searchMembers } from "@/server/members/queries/search-members";
import { storesOf } from "@/server/tenancy/queries/shop";
import { placesOf } from "@/server/visits/queries/places";
import { checkIn } from "@/server/visits/service/check-in";
import { setPlace } from "@/server/visits/service/set-place";
import { stepAt, ticketOf } from "@/server/visits/rules/code";

const [hourMs, dayMs] = [3_600_000, 86_400_000];

/** A poster at the first store, a changing code at the next ones, and three weeks of visits. */
export async function seedVisits(ctx: Ctx): Promise<void> {
  const stores = (await storesOf(ctx)).filter(({ kind }) => kind === "shop");
  const opened = { ...ctx, now: new Date(ctx.now.getTime() - 25 * dayMs) };
  for (const [index, { id }] of stores.entries())
    await setPlace(opened, { storeId: id, isOpen: true, proof: index === 0 ? "poster" : "changing", revision: 0 });
  const places = await placesOf(ctx);
  const { members } = await searchMembers(ctx, { limit: 30 });
  // The member whose log-in is printed has her story told elsewhere.
  const people = members.filter(({ withdrawnAt, givenName }) => !withdrawnAt && givenName !== "花子");
  for (let ago = 21; ago >= 1; ago--) {
    for (const [index, { memberId }] of people.entries()) {
      // Some come every week, most once a month; nobody twice on a day.
      if ((index * 7 + ago * 5) % (index % 4 === 0 ? 9 : 23) !== 0) continue;
      const place = places[(index + ago) % places.length];
      if (!place) continue;
      const now = new Date(ctx.now.getTime() - ago * dayMs + ((index % 5) - 2) * hourMs);
      const me: Ctx = { ...ctx, now, actor: { kind: "member", id: memberId } };
      const ticket = ticketOf({ tenant: ctx.tenant, storeId: place.storeId, token: place.token }, stepAt(now));
      await checkIn(me, memberId, { token: place.token, ticket });
    }
  }
}
