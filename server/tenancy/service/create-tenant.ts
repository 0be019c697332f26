import { tenants } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import type { z } from "zod";
import { canCreateTenant, demand } from "../access";
import { tenantInput } from "../input";

/** Opens a shop under the id that `ctx.tenant` carries. Throws `conflict` when the address `/<slug>` is taken. */
export async function createTenant(ctx: Ctx, input: z.input<typeof tenantInput>): Promise<{ tenantId: string }> {
  demand(canCreateTenant(ctx.actor));
  const shop = parseInput(tenantInput, input);
  try {
    return await inTransaction(ctx, async (t) => {
      await t.tx.insert(tenants).values({ ...shop, id: t.tenant, createdAt: t.now });
      await audit(t, {
        action: "tenancy.create_tenant",
        subject: { kind: "tenant", id: t.tenant },
        after: { slug: shop.slug },
      });
      return { tenantId: t.tenant };
    });
  } catch (error) {
    if (violatedConstraint(error) === "tenants_slug_unique") throw new DomainError("conflict", "tenancy.slug_taken");
    throw error;
  }
}
