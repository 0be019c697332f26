import { and, asc, desc, eq, gte, sql } from "drizzle-orm";
import type { z } from "zod";
import { couponBatches, couponCodes, couponLinks, heldCoupons } from "@/db/schema/coupons";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canEditCoupons, canReadCoupons } from "../access";
import { codeList, couponKey, type CouponDefinition } from "../input";
import { readCode, spokenCode } from "../rules/code";
import { stateOf } from "../rules/validity";
import { couponHeads, definitionsOf, versionName } from "./definitions";
import { figuresByOrigin, figuresOf, noFigures, usesByStore } from "./figures";
import { namesIn } from "./list";

/** Every id that a definition speaks of. */
export const idsIn = ({ benefit, target, storeIds, excludes }: CouponDefinition): string[] => [
  ...target.productIds,
  ...target.categoryIds,
  ...target.notProductIds,
  ...target.notCategoryIds,
  ...storeIds,
  ...excludes,
  ...(benefit.kind === "gift" ? [benefit.productId] : []),
];

/** One coupon: its terms now, what became of it, its words, runs of codes and posters. Throws not_found. */
export async function couponById(ctx: Ctx, input: z.input<typeof couponKey>) {
  demand(canReadCoupons(ctx.actor));
  const { couponId } = parseInput(couponKey, input);
  const [head] = await couponHeads(ctx, [couponId]);
  const definition = head && (await definitionsOf(ctx, [head])).get(versionName(head));
  if (!head || !definition) throw new DomainError("not_found", "coupons.coupon");
  const clock = await tenantOf(ctx);
  const [figures, byStore, byOrigin, names, parts] = [
    await figuresOf(ctx, [couponId]),
    await usesByStore(ctx, couponId),
    await figuresByOrigin(ctx, [couponId]),
    await namesIn(ctx, idsIn(definition)),
    await partsOf(ctx, couponId),
  ];
  return {
    ...head,
    definition,
    state: stateOf(definition, head.stoppedAt, ctx.now, clock),
    figures: figures.get(couponId) ?? noFigures,
    byStore,
    names,
    ...parts,
    links: parts.links.map((link) => ({ ...link, taken: byOrigin.get(link.linkId)?.issued ?? 0 })),
    shopSlug: clock.slug,
  };
}

const partsOf = (ctx: Ctx, couponId: string) =>
  read(ctx, async (tx) => ({
    words: await tx
      .select({ code: couponCodes.code, closedAt: couponCodes.closedAt })
      .from(couponCodes)
      .where(
        and(eq(couponCodes.tenantId, ctx.tenant), eq(couponCodes.couponId, couponId), eq(couponCodes.kind, "word")),
      )
      .orderBy(asc(couponCodes.code)),
    batches: await tx
      .select({
        batchId: couponBatches.id,
        name: couponBatches.name,
        wanted: couponBatches.wanted,
        made: couponBatches.made,
        state: couponBatches.state,
        createdAt: couponBatches.createdAt,
      })
      .from(couponBatches)
      .where(and(eq(couponBatches.tenantId, ctx.tenant), eq(couponBatches.couponId, couponId)))
      .orderBy(desc(couponBatches.id))
      .limit(50),
    links: await tx
      .select({
        linkId: couponLinks.id,
        name: couponLinks.name,
        token: couponLinks.token,
        storeName: stores.name,
        closedAt: couponLinks.closedAt,
      })
      .from(couponLinks)
      .leftJoin(stores, and(eq(stores.tenantId, couponLinks.tenantId), eq(stores.id, couponLinks.storeId)))
      .where(and(eq(couponLinks.tenantId, ctx.tenant), eq(couponLinks.couponId, couponId)))
      .orderBy(desc(couponLinks.id))
      .limit(100),
  }));

/** Unique codes of a coupon in their order; a word finds those that begin with it. */
export async function codesOf(ctx: Ctx, input: z.input<typeof codeList>) {
  demand(canEditCoupons(ctx.actor));
  const { couponId, q, cursor, limit } = parseInput(codeList, input);
  const [after = ""] = cursor === undefined ? [] : readCursor(cursor, 1);
  const begins = q === "" ? null : (readCode(q) ?? "");
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        code: couponCodes.code,
        used: couponCodes.used,
        takenAt: couponCodes.takenAt,
        usedAt: couponCodes.usedAt,
        memberId: couponCodes.memberId,
        heldUses: heldCoupons.uses,
        heldUsedAt: heldCoupons.lastUsedAt,
      })
      .from(couponCodes)
      .leftJoin(
        heldCoupons,
        and(
          eq(heldCoupons.tenantId, couponCodes.tenantId),
          eq(heldCoupons.memberId, couponCodes.memberId),
          eq(heldCoupons.id, couponCodes.heldId),
        ),
      )
      .where(
        and(
          eq(couponCodes.tenantId, ctx.tenant),
          eq(couponCodes.couponId, couponId),
          eq(couponCodes.kind, "unique"),
          cursor === undefined ? undefined : sql`${couponCodes.code} > ${after}`,
          begins === null
            ? undefined
            : and(gte(couponCodes.code, begins), sql`starts_with(${couponCodes.code}, ${begins})`),
        ),
      )
      .orderBy(asc(couponCodes.code))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ used, usedAt, heldUses, heldUsedAt, ...row }) => {
      const isUsed = used > 0 || (heldUses ?? 0) > 0;
      return {
        ...row,
        spoken: spokenCode(row.code),
        state: isUsed ? ("used" as const) : row.memberId ? ("taken" as const) : ("free" as const),
        usedAt: isUsed ? (usedAt ?? heldUsedAt) : null,
      };
    }),
    cursor: rows.length > limit && last ? cursorOf(last.code) : null,
  };
}
