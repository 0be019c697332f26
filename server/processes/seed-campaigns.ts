import { sql } from "drizzle-orm";
import { publishCampaign, createCampaign } from "@/server/campaigns/service/edit-campaign";
import { runDueCampaigns } from "@/server/campaigns/service/run-due-campaigns";
import type { CampaignDefinitionInput } from "@/server/campaigns/input";
import { defaultContent } from "@/server/contents/rules/default-content";
import type { MailChannel } from "@/server/delivery/channels/channel";
import type { LinkName } from "@/server/delivery/rules/tracking-token";
import { ingestHits } from "@/server/delivery/service/ingest-hits";
import { sendDueChunks } from "@/server/delivery/service/send-due-chunks";
import { recordHit } from "@/server/delivery/service/track";
import { type Ctx, read } from "@/server/kernel/ctx";

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15";
const scanner = "Barracuda Sentinel (EE)";

/** Takes every mail and keeps none: what was sent weeks ago must not fill today's mailbox. */
const gone: MailChannel = {
  name: "captured",
  markerSize: 500,
  repeatableForMs: null,
  send: (mails) => Promise.resolve(mails.map(() => ({ kind: "accepted", providerMessageId: null }) as const)),
  close: () => Promise.resolve(),
};

const autumnFair = (at: Date): CampaignDefinitionInput => {
  const { texts } = defaultContent("news");
  return {
    target: { rule: { type: "joined", period: { beforeLastDays: 30 } } },
    offer: { showPoints: true, recommendations: 3 },
    timing: { kind: "once", at: at.toISOString() },
    channel: { kind: "mail" },
    contents: {
      template: "news",
      texts: {
        ja: {
          ...texts.ja,
          subject: "{{name}}へ：新製品フェアのご案内",
          heading: "新製品フェアを開催します",
          body: [
            "いつも{{shop}}をご利用いただき、ありがとうございます。",
            "この秋の新製品を、店頭とオンラインストアでご覧いただけます。気になる商品は、スタッフがその場でご説明します。",
          ],
        },
        en: {
          ...texts.en,
          subject: "{{name}}: come and see what is new",
          heading: "Our new products fair",
          body: [
            "Thank you for shopping at {{shop}}.",
            "See this season's new products in our stores and online. Our staff will be happy to show you around.",
          ],
        },
      },
    },
    holdoutPercent: 20,
  };
};

/**
 * A campaign that is over, with what people did after it: it went the way of every campaign (found, decided, handed over, hits
 * folded), only weeks ago, to a channel that keeps nothing.
 */
export async function seedPastCampaign(ctx: Ctx): Promise<void> {
  const sentAt = new Date(ctx.now.getTime() - 20 * dayMs);
  const at = (minutes: number): Ctx => ({ ...ctx, now: new Date(sentAt.getTime() + minutes * minuteMs) });
  const { campaignId } = await createCampaign(at(-1_440), { name: "秋の新製品フェア", draft: autumnFair(sentAt) });
  await publishCampaign(at(-60), { campaignId, revision: 1 });
  await runDueCampaigns(at(1));
  await sendDueChunks(at(2).now, { channel: gone, tenant: ctx.tenant });
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ id: string; member_id: string; due_at: string }>(sql`
      select id, member_id, due_at from deliveries
      where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} and state = 'accepted' order by id`),
  );
  for (const [place, row] of rows.entries()) {
    const of = { tenant: ctx.tenant, memberId: row.member_id, deliveryId: row.id, dueAt: new Date(row.due_at) };
    const hit = (kind: "open" | "click", link: LinkName | null, minutes: number, userAgent: string) =>
      recordHit(at(minutes), { ...of, link, expiresAt: ctx.now }, kind, { method: "GET", userAgent });
    // Every fortieth passes a scanner first; two of five are opened, one of nine leads to the shop.
    if (place % 40 === 7) await hit("click", "main", 3, scanner);
    if (place % 5 < 2) await hit("open", null, 30 + (place % 700), phone);
    if (place % 9 === 1) await hit("click", place % 2 ? "main" : "home", 32 + (place % 700), phone);
  }
  while ((await ingestHits(at(2 * 1_440).now, { tenant: ctx.tenant })) > 0);
  // The look that finds nothing more to do, and ends it.
  await runDueCampaigns(at(3 * 1_440));
}
