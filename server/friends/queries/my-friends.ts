import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { earnPromises } from "@/db/schema/earning";
import { referrals } from "@/db/schema/visits";
import { whyOf } from "@/server/earning/queries/why";
import { occasionCause } from "@/server/earning/service/give-occasion";
import { keyOfPromise } from "@/server/earning/service/promises";
import { type Ctx, read } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { tenantOf } from "@/server/kernel/gate";
import { friendCodeOf } from "@/server/members/queries/friend-code";
import { recordsOf } from "@/server/members/queries/merged-records";
import { cardSvg } from "@/server/members/rules/card-svg";
import { demand } from "@/server/tenancy/access";
import { canSeeOwn } from "../access";
import { offerOf } from "./offer";

const most = 50;

export const invitationAddress = (slug: string, code: string) =>
  new URL(`/${slug}/my/invited/${code}`, env().GOEN_BASE_URL).href;

/** A member's own invitations: the link once they have asked for it, what it gives, and how their friends stand, without names. Throws forbidden. */
export async function friendsOf(ctx: Ctx, memberId: string) {
  demand(canSeeOwn(ctx.actor, memberId));
  const [code, shop] = [await friendCodeOf(ctx, memberId), await tenantOf(ctx)];
  const address = code === null ? null : invitationAddress(shop.slug, code);
  return {
    code,
    address,
    svg: address === null ? null : cardSvg(address, "qr"),
    offer: await offerOf(ctx, memberId),
    friends: await friendRows(ctx, memberId),
    /** What the member themselves was promised for having been brought. */
    own: await ownPromise(ctx, memberId),
  };
}

export type FriendState = "waiting" | "bought" | "over";

async function friendRows(ctx: Ctx, memberId: string) {
  // Whom a merged record invited is remembered with that one, so that an undoing has nothing to sort out.
  const inviters = await recordsOf(ctx, memberId);
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        acceptedAt: referrals.acceptedAt,
        boughtAt: referrals.boughtAt,
        points: earnPromises.points,
        key: earnPromises.key,
        attempt: earnPromises.attempt,
        keptAt: earnPromises.keptAt,
        lapsedAt: earnPromises.lapsedAt,
      })
      .from(referrals)
      .leftJoin(
        earnPromises,
        and(
          eq(earnPromises.tenantId, referrals.tenantId),
          eq(earnPromises.memberId, memberId),
          eq(earnPromises.occasion, "referral"),
          eq(earnPromises.key, sql`${referrals.memberId}::text`),
        ),
      )
      .where(
        and(eq(referrals.tenantId, ctx.tenant), inArray(referrals.inviterId, inviters), isNull(referrals.refusedFor)),
      )
      .orderBy(desc(referrals.acceptedAt))
      .limit(most),
  );
  const causeOf = (row: (typeof rows)[number]) =>
    row.keptAt !== null && row.key !== null
      ? occasionCause(ctx.tenant, {
          memberId,
          occasion: "referral",
          key: keyOfPromise({ key: row.key, attempt: row.attempt ?? 1 }),
        })
      : null;
  const parts = await whyOf(
    ctx,
    memberId,
    rows.flatMap((row) => causeOf(row) ?? []),
  );
  return rows.map((row) => {
    const cause = causeOf(row);
    const given = parts.filter((part) => part.causeId === cause).reduce((sum, part) => sum + part.points, 0);
    const state: FriendState = row.keptAt || row.boughtAt ? "bought" : row.lapsedAt ? "over" : "waiting";
    return { acceptedAt: row.acceptedAt, state, points: cause === null ? (row.points ?? 0) : given };
  });
}

async function ownPromise(ctx: Ctx, memberId: string) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ points: earnPromises.points, until: earnPromises.expiresAt })
      .from(earnPromises)
      .where(
        and(
          eq(earnPromises.tenantId, ctx.tenant),
          eq(earnPromises.memberId, memberId),
          eq(earnPromises.occasion, "referred"),
          isNull(earnPromises.keptAt),
          isNull(earnPromises.lapsedAt),
        ),
      )
      .limit(1),
  );
  return row ?? null;
}

/** Everything held of a person here, for the export: when they came by an invitation, and when friends came by theirs. */
export async function referralsForPerson(ctx: Ctx, memberId: string) {
  const records = await recordsOf(ctx, memberId);
  const of = (who: "memberId" | "inviterId") =>
    read(ctx, (tx) =>
      tx
        .select({ acceptedAt: referrals.acceptedAt, boughtAt: referrals.boughtAt, refusedFor: referrals.refusedFor })
        .from(referrals)
        .where(and(eq(referrals.tenantId, ctx.tenant), inArray(referrals[who], records)))
        .orderBy(desc(referrals.acceptedAt)),
    );
  return { wasInvited: await of("memberId"), invited: await of("inviterId") };
}
