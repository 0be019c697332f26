import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { couponCodes, couponLinks, heldCoupons } from "@/db/schema/coupons";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canIssue } from "../access";
import { takeByCodeInput, takeByLinkInput } from "../input";
import { couponHeads, definitionsOf, versionName } from "../queries/definitions";
import { readCode } from "../rules/code";
import { openSpan, spanOf } from "../rules/validity";
import { countChanges } from "./figures";
import { guardGuesses } from "./guesses";
import { countGiven, type IssuedCoupon, issueCoupon, roomFor } from "./issue-coupon";

/**
 * A member takes a coupon by the QR code of a poster or an address; the same member gets it once per coupon, however many posters there
 * are. Throws not_found `coupons.link`, and the refusals of `issueCoupon`.
 */
export async function takeByLink(
  ctx: Ctx,
  memberId: string,
  input: z.input<typeof takeByLinkInput>,
): Promise<IssuedCoupon> {
  const { token } = parseInput(takeByLinkInput, input);
  return inTransaction(ctx, async (t) => {
    const [link] = await t.tx
      .select()
      .from(couponLinks)
      .where(and(eq(couponLinks.tenantId, t.tenant), eq(couponLinks.token, token), isNull(couponLinks.closedAt)));
    if (!link) throw new DomainError("not_found", "coupons.link");
    const { couponId, id: sourceId, storeId } = link;
    return issueCoupon(t, {
      memberId,
      couponId,
      key: `link:${couponId}`,
      source: "link",
      sourceId,
      originId: sourceId,
      storeId,
    });
  });
}

/**
 * A member types a code: a unique one becomes theirs, a word gives the coupon once. Throws not_found `coupons.unknown_code`, refused
 * `coupons.not_usable` {problem}, `limited` after too many wrong ones.
 */
export async function takeByCode(
  ctx: Ctx,
  memberId: string,
  input: z.input<typeof takeByCodeInput>,
): Promise<IssuedCoupon> {
  demand(canIssue(ctx.actor, memberId, "code"));
  const typed = parseInput(takeByCodeInput, input).code;
  const code = readCode(typed);
  await guardGuesses(ctx, [{ code: typed }]);
  const found = await inTransaction(ctx, async (t) => {
    const [row] = await t.tx
      .select()
      .from(couponCodes)
      .where(and(eq(couponCodes.tenantId, t.tenant), eq(couponCodes.code, code ?? "")));
    return row ?? null;
  });
  // What is another member's is answered like what does not exist: a guess learns nothing.
  const isStrange = !found || (found.memberId !== null && found.memberId !== memberId);
  if (isStrange) throw new DomainError("not_found", "coupons.unknown_code", { code: typed });
  if (found.kind === "word") {
    if (found.closedAt) throw refuse("stopped", found.code);
    return issueCoupon(ctx, { memberId, couponId: found.couponId, key: `word:${found.code}`, source: "code" });
  }
  return inTransaction(ctx, (t) =>
    found.heldId === null ? takeUnique(t, memberId, found) : heldBy(t, memberId, found.heldId),
  );
}

const refuse = (problem: string, title: string) =>
  new DomainError("refused", "coupons.not_usable", { problem, title, missingYen: 0 });

async function takeUnique(t: TxCtx, memberId: string, row: typeof couponCodes.$inferSelect): Promise<IssuedCoupon> {
  const [head] = await couponHeads(t, [row.couponId]);
  const definition = (await definitionsOf(t, [row])).get(versionName(row));
  if (!head || !definition) throw new DomainError("not_found", "coupons.unknown_code", { code: row.code });
  if (head.stoppedAt) throw refuse("stopped", definition.title.ja);
  const clock = await tenantOf(t);
  const open = openSpan(definition, row.createdAt, clock);
  const span = spanOf(definition, t.now, clock);
  // Days count from the making of the code where the coupon has no last day: a code in a drawer does not live for ever.
  const validUntil = span && span.validUntil < open.validUntil ? span.validUntil : open.validUntil;
  if (!span || validUntil <= span.validFrom) throw refuse("expired", definition.title.ja);
  if ((await roomFor(t, row.couponId)) < 1) throw new DomainError("refused", "coupons.all_given");
  const heldId = newId();
  // The one statement that decides between two who type the same code.
  const taken = await t.tx
    .update(couponCodes)
    .set({ memberId, heldId, takenAt: t.now })
    .where(
      and(
        eq(couponCodes.tenantId, t.tenant),
        eq(couponCodes.code, row.code),
        eq(couponCodes.used, 0),
        isNull(couponCodes.heldId),
      ),
    )
    .returning({ code: couponCodes.code });
  if (taken.length === 0) throw refuse("used", definition.title.ja);
  await t.tx.insert(heldCoupons).values({
    tenantId: t.tenant,
    memberId,
    id: heldId,
    couponId: row.couponId,
    version: row.version,
    code: row.code,
    source: "code",
    originId: row.batchId,
    issueKey: `code:${row.code}`,
    issuedAt: t.now,
    validFrom: span.validFrom,
    validUntil,
    mostUses: definition.limits.perHeld,
  });
  await countGiven(t, row.couponId, 1);
  await countChanges(t, [{ couponId: row.couponId, originId: row.batchId, storeId: null, issued: 1 }]);
  return { heldId, couponId: row.couponId, code: row.code, validFrom: span.validFrom, validUntil, isRepeat: false };
}

async function heldBy(t: TxCtx, memberId: string, heldId: string): Promise<IssuedCoupon> {
  const [held] = await t.tx
    .select()
    .from(heldCoupons)
    .where(and(eq(heldCoupons.tenantId, t.tenant), eq(heldCoupons.memberId, memberId), eq(heldCoupons.id, heldId)));
  if (!held) throw new DomainError("not_found", "coupons.not_held");
  const { couponId, code, validFrom, validUntil } = held;
  return { heldId, couponId, code, validFrom, validUntil, isRepeat: true };
}
