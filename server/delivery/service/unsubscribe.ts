import { and, eq, isNull } from "drizzle-orm";
import { suppressions } from "@/db/schema/delivery";
import { members } from "@/db/schema/members";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { setConsent } from "@/server/members/service/set-consent";
import type { TrackingToken } from "../rules/tracking-token";
import { liftSuppression, suppress } from "./suppressions";

/** Which wording of the page and of the mail's footer the person answered to. */
const textVersion = "unsubscribe-1";

// The signed token vouches for the person: whoever holds the mail may stop it (RFC 8058 asks for no more), and may take
// back that same step, but gains nothing else.
const asHolder = (ctx: Ctx, token: TrackingToken): Ctx => ({
  ...ctx,
  actor: { kind: "link", memberId: token.memberId },
});
const asProduct = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "system", name: "unsubscribe_link" } });

/** Stops marketing mail to the holder of an unsubscribe link: the consent is withdrawn and the address suppressed, at once. Safe to repeat. */
export const unsubscribe = (ctx: Ctx, token: TrackingToken): Promise<void> =>
  inTransaction(asHolder(ctx, token), async (t) => {
    await setConsent(t, {
      memberId: token.memberId,
      channel: "mail",
      isGranted: false,
      source: "unsubscribe_link",
      textVersion,
    });
    await suppress(t, { memberId: token.memberId, reason: "unsubscribed", deliveryId: token.deliveryId });
  });

/** Takes an unsubscription back, if one is open. Anyone who never unsubscribed gains no consent by this. */
export const resubscribe = (ctx: Ctx, token: TrackingToken): Promise<{ isRestored: boolean }> =>
  inTransaction(asHolder(ctx, token), async (t) => {
    const { lifted } = await liftSuppression(t, { memberId: token.memberId });
    if (lifted === 0) return { isRestored: false };
    await setConsent({ ...asProduct(t), tx: t.tx } as typeof t, {
      memberId: token.memberId,
      channel: "mail",
      isGranted: true,
      source: "unsubscribe_link",
      textVersion,
    });
    return { isRestored: true };
  });

/**
 * A yes given elsewhere (My Page, the counter) ends an earlier unsubscription: whoever asks for mail again should get it. Not
 * a bounce or a complaint. Does nothing when the yes has been taken back meanwhile.
 */
export const followConsent = (ctx: Ctx, memberId: string): Promise<{ lifted: number }> =>
  inTransaction({ ...ctx, actor: { kind: "member", id: memberId } }, async (t) => {
    const [member] = await t.tx
      .select({ mailOptIn: members.mailOptIn })
      .from(members)
      .where(and(eq(members.tenantId, t.tenant), eq(members.memberId, memberId)));
    return member?.mailOptIn ? liftSuppression(t, { memberId }) : { lifted: 0 };
  });

/** Whether the holder of the link has an open unsubscription. */
export async function isUnsubscribed(ctx: Ctx, token: TrackingToken): Promise<boolean> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ id: suppressions.id })
      .from(suppressions)
      .where(
        and(
          eq(suppressions.tenantId, ctx.tenant),
          eq(suppressions.memberId, token.memberId),
          eq(suppressions.reason, "unsubscribed"),
          isNull(suppressions.liftedAt),
        ),
      )
      .limit(1),
  );
  return rows.length > 0;
}
