import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { categories, products } from "@/db/schema/catalog";
import { members } from "@/db/schema/members";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canSeeRules, forbidUnless } from "../access";
import { type BasketLine, dryRunInput } from "../input";
import { draftOf } from "./draft";
import { rulesAt } from "./in-force";
import { quoteEarning } from "./quote-earning";

/** Nobody: has bought nothing, has no birthday. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** "How much would this basket earn": with the draft or with what is published, for a member or for anybody, at any moment. */
export async function dryRun(ctx: Ctx, input: z.input<typeof dryRunInput>) {
  forbidUnless(canSeeRules(ctx.actor));
  const asked = parseInput(dryRunInput, input);
  const at = asked.at ?? ctx.now;
  const storeKind = await demandOwn(ctx, asked);
  const lines = await linesOf(ctx, asked.lines);
  const published = await rulesAt(ctx, at);
  const draft = await draftOf(ctx);
  const rules =
    asked.rules === "published"
      ? published
      : { version: 0, validFrom: at, rules: draft.rules, pausedRuleIds: published?.pausedRuleIds ?? new Set<string>() };
  const quote = await quoteEarning(
    ctx,
    {
      memberId: asked.memberId ?? nobody,
      storeId: asked.storeId,
      channel: asked.channel ?? storeKind,
      payment: asked.payment,
      occurredAt: at,
      lines: lines.map(({ name: _name, ...line }) => line),
      pointsSpent: 0,
      isFirstPurchase: asked.isFirstPurchase,
      couponMultipliers: [],
    },
    { rules, ...(asked.rankId === undefined ? {} : { rankId: asked.rankId }) },
  );
  const { points, parts, passed, businessDate } = quote;
  return {
    points,
    parts,
    passed,
    businessDate,
    lines: lines.map(({ lineId, name, amountYen }) => ({ lineId, name, amountYen })),
  };
}

async function demandOwn(ctx: Ctx, asked: z.output<typeof dryRunInput>): Promise<string | null> {
  return read(ctx, async (tx) => {
    if (asked.memberId !== null) {
      const found = await tx
        .select({ id: members.memberId })
        .from(members)
        .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, asked.memberId)));
      if (found.length === 0) throw new DomainError("not_found", "earning.named_unknown");
    }
    if (asked.storeId === null) return null;
    const [store] = await tx
      .select({ kind: stores.kind })
      .from(stores)
      .where(and(eq(stores.tenantId, ctx.tenant), eq(stores.id, asked.storeId)));
    if (!store) throw new DomainError("not_found", "earning.named_unknown");
    return store.kind;
  });
}

async function linesOf(
  ctx: Ctx,
  wanted: z.output<typeof dryRunInput>["lines"],
): Promise<(BasketLine & { name: string })[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        id: products.id,
        name: products.name,
        brand: products.brand,
        taxPercent: products.taxPercent,
        path: categories.path,
      })
      .from(products)
      .leftJoin(categories, and(eq(categories.tenantId, products.tenantId), eq(categories.id, products.categoryId)))
      .where(
        and(
          eq(products.tenantId, ctx.tenant),
          inArray(
            products.id,
            wanted.map(({ productId }) => productId),
          ),
        ),
      ),
  );
  return wanted.map(({ productId, quantity, unitPriceYen }, index) => {
    const product = rows.find(({ id }) => id === productId);
    if (!product) throw new DomainError("not_found", "earning.named_unknown");
    return {
      lineId: String(index + 1),
      productId,
      categoryIds: (product.path ?? "").split("/").filter(Boolean),
      brand: product.brand,
      quantity,
      amountYen: quantity * unitPriceYen,
      taxPercent: product.taxPercent,
      name: product.name,
    };
  });
}
