import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/server/kernel/ctx";
import { isDomainError } from "@/server/kernel/errors";
import type { TenantRow } from "@/server/kernel/gate";
import { compileSegment } from "@/server/segments/queries/compile";
import { asEngine } from "@/server/segments/queries/count";
import type { CampaignDefinition, CampaignDraft, CampaignTiming } from "../input";
import { type Audience, runnableTiming } from "../rules/checklist";
import { nextRunAt } from "../rules/timing";
import { dayIn } from "@/server/kernel/time";
import { foundBy } from "../service/extract";

/** Looking up each person's messages of the week takes its time: beyond so many, one in 256 is asked and the rest reckoned. */
const allAskedUpTo = 50_000;

export interface AudienceOf {
  campaignId: string;
  draft: CampaignDraft;
  messageClass: "marketing" | "service";
  hasRun: boolean;
}

/**
 * Who the next run would find, and what the verdicts would be, by the order of `decide` as far as it can be known beforehand. Null
 * while there is no target, and where counting took too long.
 */
export async function audienceOf(ctx: Ctx, shop: TenantRow, of: AudienceOf): Promise<Audience | null> {
  const { target, holdoutPercent = 10, isCapped = true } = of.draft;
  if (!target) return null;
  const isMarketing = of.messageClass === "marketing";
  const source = sourceOf(ctx, shop, of, target.rule);
  const stopped = sql`select s.member_id from suppressions s where s.tenant_id = ${ctx.tenant}::uuid and s.channel = 'mail'
    and s.lifted_at is null ${isMarketing ? sql`` : sql`and s.reason in ('bounced', 'complained')`}`;
  const verdict = sql`case
    when ${isMarketing}::boolean and not m.mail_opt_in then 'noConsent'
    when m.member_id in (${stopped}) then 'suppressed'
    when m.email_normalised is null then 'noAddress'
    when ('x' || left(md5(${of.campaignId}::text || ':' || m.member_id), 8))::bit(32)::bigint % 10000 < ${holdoutPercent}::integer * 100
      then 'heldOut'
    else 'sent' end`;
  try {
    return await asEngine(ctx, async (tx) => {
      const { rows } = await tx.execute<{ verdict: keyof Audience; n: number }>(
        sql`select ${verdict} as verdict, count(*) as n from ${source} group by 1`,
      );
      const counts: Audience = {
        candidates: rows.reduce((sum, row) => sum + row.n, 0),
        noConsent: 0,
        suppressed: 0,
        noAddress: 0,
        heldOut: 0,
        capped: 0,
        sent: 0,
      };
      for (const row of rows) counts[row.verdict] = row.n;
      if (!isMarketing || !isCapped || counts.sent === 0) return counts;
      const some = counts.sent > allAskedUpTo ? sql`and get_byte(uuid_send(m.member_id), 15) = 0` : sql``;
      const asked = await tx.execute<{ n: number; capped: number }>(sql`
        select count(*) as n, count(*) filter (where (select count(*) from deliveries d
            where d.tenant_id = ${ctx.tenant}::uuid and d.member_id = x.member_id and d.message_class = 'marketing'
              and d.state not in ('cancelled', 'failed') and d.send_at > ${ctx.now.toISOString()}::timestamptz - interval '7 days')
          >= ${shop.marketingCapPerWeek}::bigint) as capped
        from (select m.member_id from ${source} and ${verdict} = 'sent' ${some}) x`);
      const [{ n, capped } = { n: 0, capped: 0 }] = asked.rows;
      counts.capped = n > 0 ? Math.round((capped / n) * counts.sent) : 0;
      counts.sent -= counts.capped;
      return counts;
    });
  } catch (error) {
    if (isDomainError(error) && error.reason === "segments.too_slow") return null;
    throw error;
  }
}

/** `members m` in the target, as a FROM and an open WHERE: once each, or once per occurrence that the next run finds. */
function sourceOf(ctx: Ctx, shop: TenantRow, of: AudienceOf, rule: CampaignDefinition["target"]["rule"]): SQL {
  const { timeZone } = shop;
  const predicate = compileSegment(rule, { tenant: ctx.tenant, now: ctx.now, timeZone, isWholeShop: true });
  const timing: CampaignTiming | null = runnableTiming(of.draft.timing);
  if (timing?.kind !== "date_of_fact") return sql`members m where ${predicate}`;
  const dueAt = of.hasRun ? (nextRunAt(timing, { now: ctx.now, timeZone }) ?? ctx.now) : ctx.now;
  const found = foundBy(ctx.tenant, {
    timing,
    timeZone,
    run: { runKey: dayIn(dueAt, timeZone), dueAt },
    isFirstRun: !of.hasRun,
  });
  return sql`(${found}) f join members m on m.tenant_id = ${ctx.tenant}::uuid and m.member_id = f.member_id
    where ${predicate} and not exists (select from candidates c where c.tenant_id = ${ctx.tenant}::uuid
      and c.member_id = f.member_id and c.campaign_id = ${of.campaignId}::uuid and c.step = 0 and c.occurrence = f.occurrence)`;
}
