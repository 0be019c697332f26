import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultContent } from "@/server/contents/rules/default-content";
import { inTransaction, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { type Candidacy, decide, isHeldOut, type Person } from "./rules/decide";
import { decideDue } from "./service/decide-due";
import { createCampaign, publishCampaign } from "./service/edit-campaign";

// Two implementations of one rule, each written from the sentence above `decide`: on generated shops they must agree.

const hourMs = 3_600_000;
const person = fc.record({
  hasConsent: fc.boolean().chain((isYes) => (isYes ? fc.constant(true) : fc.boolean())),
  hasAddress: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
  suppression: fc.option(fc.constantFrom("unsubscribed", "bounced", "complained", "manual"), { freq: 5 }),
  isFemale: fc.boolean(),
  /** Hours since each marketing message; some are outside of the seven days. */
  sentHoursAgo: fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 3 }),
  isLastCancelled: fc.boolean(),
  /** Somebody else of the household has had the mail of every run already. */
  isServed: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});
const campaign = fc.record({
  messageClass: fc.constantFrom("marketing" as const, "marketing" as const, "service" as const),
  priority: fc.integer({ min: 1, max: 3 }),
  holdoutPercent: fc.constantFrom(0, 25, 50),
  respectsQuietHours: fc.boolean(),
  isCapped: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  validHours: fc.constantFrom(2, 12, 48),
  isForWomen: fc.boolean(),
  startedHoursAgo: fc.constantFrom(0, 1, 6, 10, 30),
  occurrences: fc.integer({ min: 1, max: 2 }),
});
const world = fc.record({
  people: fc.array(person, { minLength: 6, maxLength: 12 }),
  campaigns: fc.array(campaign, { minLength: 1, maxLength: 6 }),
  cap: fc.integer({ min: 0, max: 4 }),
  isNight: fc.boolean(),
});

async function playOut(given: typeof world extends fc.Arbitrary<infer W> ? W : never) {
  const shop = await newTestShop({
    marketingCapPerWeek: given.cap,
    householdMail: "household",
    ...(given.isNight
      ? { quietStartMinutes: 0, quietEndMinutes: 1_200 }
      : { quietStartMinutes: 0, quietEndMinutes: 0 }),
  });
  const { ctx } = shop;
  const quietUntil = given.isNight ? testNow.getTime() + 8 * hourMs : null;
  const members: string[] = [];
  const served = new Map<string, string>();
  for (const who of given.people) {
    const memberId = await newTestMember(ctx, {
      mailOptIn: who.hasConsent,
      gender: who.isFemale ? "female" : "male",
      ...(who.hasAddress ? {} : { emailNormalised: null }),
    });
    members.push(memberId);
    await inTransaction(ctx, async (t) => {
      if (who.isServed) {
        const householdId = newId();
        served.set(memberId, householdId);
        await t.tx.execute(
          sql`insert into households (tenant_id, id, created_at) values (${ctx.tenant}, ${householdId}, now())`,
        );
        await t.tx.execute(sql`insert into household_members (tenant_id, member_id, household_id, added_at)
          values (${ctx.tenant}, ${memberId}, ${householdId}, now())`);
      }
      if (who.suppression)
        await t.tx.execute(sql`insert into suppressions (tenant_id, member_id, id, channel, reason, at)
          values (${ctx.tenant}, ${memberId}, ${newId()}, 'mail', ${who.suppression}, '2026-01-01')`);
      for (const [place, hours] of who.sentHoursAgo.entries())
        await t.tx.execute(sql`insert into deliveries (tenant_id, member_id, id, due_at, source_kind, source_id, content_id, occurrence,
            message_class, channel, locale, state, send_at, inputs, planned_at)
          values (${ctx.tenant}, ${memberId}, ${newId()}, '2026-11-01', 'campaign', ${newId()}, ${newId()}, 'x', 'marketing', 'mail', 'ja',
            ${place === 0 && who.isLastCancelled ? "cancelled" : "delivered"}, ${new Date(testNow.getTime() - hours * hourMs)}, '{}', '2026-11-01')`);
    });
  }
  const candidacies = new Map<string, Candidacy[]>(members.map((id) => [id, []]));
  for (const one of given.campaigns) {
    const { campaignId } = await createCampaign(ctx, {
      name: "x",
      messageClass: one.messageClass,
      priority: one.priority,
      draft: {
        target: { rule: one.isForWomen ? { type: "gender", in: ["female"] } : { type: "everyone" } },
        offer: { showPoints: false, recommendations: 0 },
        timing: { kind: "cron", expression: "0 9 1 1 *", validHours: one.validHours },
        channel: { kind: "mail" },
        contents: { template: "news", texts: defaultContent("news").texts },
        holdoutPercent: one.holdoutPercent,
        respectsQuietHours: one.respectsQuietHours,
        isCapped: one.isCapped,
      },
    });
    const { versionId } = await publishCampaign(ctx, { campaignId, revision: 1 });
    const startedAt = new Date(testNow.getTime() - one.startedHoursAgo * hourMs);
    const runId = newId();
    await inTransaction(ctx, async (t) => {
      await t.tx.execute(sql`insert into campaign_runs (tenant_id, id, campaign_id, campaign_version_id, run_key, due_at, started_at, extracted_at)
        values (${ctx.tenant}, ${runId}, ${campaignId}, ${versionId}, 'r', ${startedAt}, ${startedAt}, ${startedAt})`);
      for (const householdId of served.values())
        await t.tx.execute(sql`insert into household_turns (tenant_id, run_id, household, member_id)
          values (${ctx.tenant}, ${runId}, ${householdId}, ${newId()})`);
      for (const [place, memberId] of members.entries())
        for (let n = 0; n < one.occurrences; n += 1) {
          await t.tx.execute(sql`insert into candidates (tenant_id, member_id, campaign_version_id, occurrence, campaign_id, run_id, due_at, facts)
            values (${ctx.tenant}, ${memberId}, ${versionId}, ${`o${n}`}, ${campaignId}, ${runId}, ${startedAt}, '{}')`);
          candidacies.get(memberId)?.push({
            key: `${versionId}:o${n}`,
            campaignId,
            messageClass: one.messageClass,
            priority: one.priority,
            dueAt: startedAt.getTime(),
            isHeldOut: isHeldOut(
              createHash("md5").update(`${campaignId}:${memberId}`).digest("hex"),
              one.holdoutPercent,
            ),
            stillMatches: !one.isForWomen || given.people[place]?.isFemale === true,
            validUntil: startedAt.getTime() + one.validHours * hourMs,
            respectsQuietHours: one.respectsQuietHours,
            isCapped: one.isCapped,
            isHouseholdServed: served.has(memberId),
          });
        }
    });
  }
  await decideDue(shop.batch(), await tenantOf(ctx));
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string; key: string; verdict: string; lost_to: string | null; send_at: string | null }>(sql`
    select c.member_id, c.campaign_version_id || ':' || c.occurrence as key, c.verdict, c.verdict_campaign_id as lost_to, d.send_at
    from candidates c
    left join deliveries d on d.tenant_id = c.tenant_id and d.member_id = c.member_id and d.id = c.delivery_id
    where c.tenant_id = ${ctx.tenant}`),
  );
  const ours = new Map(
    rows.map((row) => [
      `${row.member_id} ${row.key}`,
      {
        verdict: row.verdict,
        ...(row.send_at ? { sendAt: new Date(row.send_at).getTime() } : {}),
        ...(row.lost_to ? { lostTo: row.lost_to } : {}),
      },
    ]),
  );
  const theirs = new Map<string, unknown>();
  for (const [place, memberId] of members.entries()) {
    const who = given.people[place];
    if (!who) continue;
    const known: Person = {
      hasConsent: who.hasConsent,
      hasAddress: who.hasAddress,
      isUnsubscribed: who.suppression === "unsubscribed" || who.suppression === "manual",
      isBlocked: who.suppression === "bounced" || who.suppression === "complained",
      sentInWindow: who.sentHoursAgo.filter((hours, n) => hours < 168 && !(n === 0 && who.isLastCancelled)).length,
    };
    for (const [key, decision] of decide(known, candidacies.get(memberId) ?? [], {
      now: testNow.getTime(),
      quietUntil,
      cap: given.cap,
    }))
      theirs.set(`${memberId} ${key}`, decision);
  }
  return { ours, theirs };
}

describe("the decision in SQL", () => {
  it("is the decision of the pure rule, candidate by candidate, and every verdict occurs", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { ours, theirs } = await playOut(given);
        expect(ours).toEqual(theirs);
        for (const { verdict } of ours.values()) seen.add(verdict);
      }),
      { numRuns: 90 },
    );
    expect([...seen].sort()).toEqual([
      "capped",
      "exited",
      "holdout",
      "household",
      "lost_to",
      "no_address",
      "no_consent",
      "quiet_hours",
      "send",
      "suppressed",
    ]);
  }, 60_000);
});
