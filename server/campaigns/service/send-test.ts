import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { mailTexts } from "@/server/contents/input";
import { chosenMailChannel } from "@/server/delivery/channels/choose";
import type { OutgoingMail } from "@/server/delivery/channels/channel";
import { messageIdOf, senderOf } from "@/server/delivery/rules/outgoing";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { throttle } from "@/server/kernel/throttle";
import { canSeeMembers } from "@/server/members/access";
import { canEditCampaigns, ensure } from "../access";
import { campaignDraft, testSendInput } from "../input";
import { draftOf } from "../queries/approvals";
import { previewWords, requireMember } from "../queries/preview";

/** So many mails one person may send to colleagues in ten minutes. */
const perPerson = { name: "campaigns.test", points: 30, windowSeconds: 600 };
const mark = { ja: "【テスト】", en: "[Test] " } as const;

/**
 * Sends the draft, marked as a test, to colleagues whose address is proven, as a member (or an invented one) would get it. It is no
 * delivery: it counts nowhere, and its links count nothing. Throws `refused` (`campaigns.incomplete`), `conflict` where the draft
 * has been saved since, `not_found` (`campaigns.unknown_colleague`), `limited`.
 */
export async function sendTest(
  ctx: Ctx,
  input: z.input<typeof testSendInput>,
): Promise<{ sent: string[]; failed: string[] }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, revision, locales, membershipIds, memberId } = parseInput(testSendInput, input);
  if (memberId) ensure(canSeeMembers(ctx.actor));
  const row = await draftOf(ctx, campaignId);
  if (row.revision !== revision)
    throw new DomainError("conflict", "campaigns.changed_elsewhere", { revision: row.revision });
  if (memberId) await requireMember(ctx, memberId);
  const colleagues = await provenColleagues(ctx, membershipIds);
  const { contents, offer } = campaignDraft.parse(row.draft);
  if (!contents || !offer) throw new DomainError("refused", "campaigns.incomplete", { field: "contents" });
  const shop = await tenantOf(ctx);
  const mails: OutgoingMail[] = [];
  for (const locale of new Set(locales)) {
    const body = contents.texts[locale].body.map((paragraph) => paragraph.trim()).filter(Boolean);
    const texts = mailTexts.safeParse({ ...contents.texts[locale], body });
    if (!texts.success) throw new DomainError("refused", "campaigns.incomplete", { field: "contents" });
    const mail = await previewWords(ctx, { template: contents.template, texts: texts.data, offer }, locale, memberId);
    for (const colleague of colleagues) {
      const id = newId();
      mails.push({
        id,
        messageId: messageIdOf(id, shop.mailFromAddress),
        from: senderOf(shop),
        to: colleague.email,
        subject: `${mark[locale]}${mail.subject}`,
        html: mail.html,
        text: mail.text,
        headers: { "Auto-Submitted": "auto-generated", "X-Goen-Test": "yes" },
        date: ctx.now,
        shopId: shop.id,
        meta: { kind: "test", campaign: campaignId },
      });
    }
  }
  if (ctx.actor.kind === "staff")
    for (const _ of mails) await throttle(perPerson, `${ctx.tenant}:${ctx.actor.accountId}`);
  const outcomes = await handOver(mails);
  const sentTo = (isSent: boolean) => [
    ...new Set(mails.filter((_, at) => (outcomes[at]?.kind === "accepted") === isSent).map((mail) => mail.to)),
  ];
  await inTransaction(ctx, (t) =>
    audit(t, {
      action: "campaigns.send_test",
      subject: { kind: "campaign", id: campaignId },
      ...(memberId ? { memberId } : {}),
      after: { revision, locales, membershipIds, mails: mails.length },
    }),
  );
  return { sent: sentTo(true), failed: sentTo(false) };
}

async function handOver(mails: OutgoingMail[]) {
  const channel = chosenMailChannel();
  try {
    return await channel.send(mails, `test/${mails[0]?.id ?? newId()}`);
  } finally {
    await channel.close();
  }
}

/** Whoever has a password, or has signed in, has shown that the address is theirs. */
async function provenColleagues(ctx: Ctx, membershipIds: string[]) {
  const wanted = [...new Set(membershipIds)];
  const rows = await read(ctx, (tx) =>
    tx
      .select({ membershipId: staffMemberships.id, email: staffAccounts.emailNormalised, isProven })
      .from(staffMemberships)
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .where(
        and(
          eq(staffMemberships.tenantId, ctx.tenant),
          inArray(staffMemberships.id, wanted),
          isNull(staffMemberships.removedAt),
        ),
      ),
  );
  if (rows.length < wanted.length) throw new DomainError("not_found", "campaigns.unknown_colleague");
  const unproven = rows.find((row) => !row.isProven);
  if (unproven) throw new DomainError("refused", "campaigns.unproven_colleague", { email: unproven.email });
  return rows;
}

const isProven = sql<boolean>`(${staffAccounts.passwordSetAt} is not null or exists (select from staff_sessions s
  where s.account_id = ${staffAccounts.id}))`;
