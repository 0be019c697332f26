import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { couponLinks } from "@/db/schema/coupons";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { takeByLinkInput } from "../input";
import { stateOf } from "../rules/validity";
import { couponHeads, definitionsOf, versionName } from "./definitions";

/** What a poster offers: as much as stands on the poster. Throws not_found `coupons.link`. */
export async function linkPreview(ctx: Ctx, input: z.input<typeof takeByLinkInput>) {
  const { token } = parseInput(takeByLinkInput, input);
  const [link] = await read(ctx, (tx) =>
    tx
      .select({ couponId: couponLinks.couponId })
      .from(couponLinks)
      .where(and(eq(couponLinks.tenantId, ctx.tenant), eq(couponLinks.token, token), isNull(couponLinks.closedAt))),
  );
  const [head] = link ? await couponHeads(ctx, [link.couponId]) : [];
  const definition = head && (await definitionsOf(ctx, [head])).get(versionName(head));
  if (!head || !definition) throw new DomainError("not_found", "coupons.link");
  const { title, note, benefit, validity } = definition;
  const state = stateOf(definition, head.stoppedAt, ctx.now, await tenantOf(ctx));
  return { title, note, benefit, validity, state };
}
