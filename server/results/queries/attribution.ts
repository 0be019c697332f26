import { sql } from "drizzle-orm";
import { frozenDefinition } from "@/server/campaigns/input";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";

/** Days after the verdict in which a purchase counts as a campaign's result. Throws `not_found`. */
export async function attributionDaysOf(tx: Tx, ctx: Ctx, campaignId: string): Promise<number> {
  const { rows } = await tx.execute<{ definition: unknown }>(sql`
    select v.definition from campaigns p
    left join campaign_versions v on v.tenant_id = p.tenant_id and v.id = p.current_version_id
    where p.tenant_id = ${ctx.tenant} and p.id = ${campaignId}`);
  if (!rows[0]) throw new DomainError("not_found", "campaigns.not_found");
  const published = frozenDefinition.safeParse(rows[0].definition);
  return published.success ? published.data.attributionDays : 14;
}
