import { and, desc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { members } from "@/db/schema/members";
import { storeVisits } from "@/db/schema/visits";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { businessDayIn } from "@/server/kernel/time";
import { cardSvg } from "@/server/members/rules/card-svg";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canShowCode } from "../access";
import { placeKey } from "../input";
import { codeStepSeconds, screenCode, stepAt } from "../rules/code";
import { addressOf } from "./desk";
import { placesOf } from "./places";

/** Half minutes ahead, so that a screen without a connection goes on for a while. */
const stepsAhead = 8;
const latest = 8;

/**
 * What the store's screen shows: its QR code (the next ones too where it changes) and who has come today. `place` is null where the store
 * has no check-in. Throws not_found `tenancy.store`, forbidden.
 */
export async function checkInScreen(ctx: Ctx, input: z.input<typeof placeKey>) {
  demand(canShowCode(ctx.actor));
  const { storeId } = parseInput(placeKey, input);
  const store = (await storesOf(ctx)).find(({ id }) => id === storeId);
  if (!store) throw new DomainError("not_found", "tenancy.store");
  const shop = await tenantOf(ctx);
  const found = (await placesOf(ctx)).find((place) => place.storeId === storeId && place.closedAt === null);
  return {
    storeName: store.name,
    place: found ? codesOf(ctx, shop.slug, found) : null,
    visits: await comeToday(ctx, storeId, businessDayIn(ctx.now, shop.timeZone, shop.businessDayStartMinutes)),
  };
}

function codesOf(ctx: Ctx, slug: string, place: { storeId: string; token: string; proof: "poster" | "changing" }) {
  const address = addressOf(slug, place.token);
  const { proof } = place;
  if (proof === "poster")
    return { proof, address: address.href, svgs: [cardSvg(address.href, "qr")], stepSeconds: 0, firstForMs: 0 };
  const step = stepAt(ctx.now);
  const svgs = Array.from({ length: stepsAhead }, (_, ahead) => {
    const one = new URL(address);
    one.searchParams.set("c", screenCode({ tenant: ctx.tenant, ...place }, step + ahead));
    return cardSvg(one.href, "qr");
  });
  const firstForMs = (step + 1) * codeStepSeconds * 1_000 - ctx.now.getTime();
  return { proof, address: null, svgs, stepSeconds: codeStepSeconds, firstForMs };
}

async function comeToday(ctx: Ctx, storeId: string, day: string) {
  const here = and(
    eq(storeVisits.tenantId, ctx.tenant),
    eq(storeVisits.businessDate, day),
    eq(storeVisits.storeId, storeId),
  );
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        visitId: storeVisits.id,
        memberId: storeVisits.memberId,
        visitedAt: storeVisits.visitedAt,
        points: storeVisits.points,
        memberNo: members.memberNo,
        familyName: members.familyName,
        givenName: members.givenName,
      })
      .from(storeVisits)
      .innerJoin(members, and(eq(members.tenantId, storeVisits.tenantId), eq(members.memberId, storeVisits.memberId)))
      .where(and(here, isNull(members.withdrawnAt)))
      .orderBy(desc(storeVisits.visitedAt))
      .limit(latest),
  );
  const count = await read(ctx, (tx) => tx.$count(storeVisits, here));
  return { count, latest: rows };
}
