import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { tenants } from "@/db/schema/tenancy";
import { defaultContent } from "@/server/contents/rules/default-content";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, type TestShop } from "@/server/kernel/testing";
import { createCampaign, publishCampaign } from "./service/edit-campaign";
import { runDueCampaigns } from "./service/run-due-campaigns";

async function family(ctx: Ctx, size: number): Promise<string[]> {
  const [householdId, ids] = [newId(), [] as string[]];
  for (let n = 0; n < size; n += 1) ids.push(await newTestMember(ctx, { mailOptIn: true }));
  await inTransaction(ctx, async (t) => {
    await t.tx.execute(
      sql`insert into households (tenant_id, id, created_at) values (${ctx.tenant}, ${householdId}, ${ctx.now})`,
    );
    for (const memberId of ids)
      await t.tx.execute(sql`insert into household_members (tenant_id, member_id, household_id, added_at)
        values (${ctx.tenant}, ${memberId}, ${householdId}, ${ctx.now})`);
  });
  return ids;
}

async function neighbours(ctx: Ctx, size: number): Promise<string[]> {
  const [mark, ids] = [newId(), [] as string[]];
  for (let n = 0; n < size; n += 1) ids.push(await newTestMember(ctx, { mailOptIn: true }));
  await inTransaction(ctx, async (t) => {
    for (const memberId of ids)
      await t.tx.execute(sql`insert into member_marks (tenant_id, kind, mark, member_id)
        values (${ctx.tenant}, 'address', ${mark}, ${memberId})`);
  });
  return ids;
}

async function launch(ctx: Ctx, messageClass: "marketing" | "service"): Promise<string> {
  const { campaignId } = await createCampaign(ctx, {
    name: messageClass,
    messageClass,
    draft: {
      target: { rule: { type: "everyone" } },
      offer: { showPoints: false, recommendations: 0 },
      timing: { kind: "cron", expression: "0 10 * * *", validHours: 12 },
      channel: { kind: "mail" },
      contents: { template: "news", texts: defaultContent("news").texts },
      holdoutPercent: 0,
      respectsQuietHours: false,
      isCapped: false,
    },
  });
  await publishCampaign(ctx, { campaignId, revision: 1 });
  return campaignId;
}

const verdictsOf = async (ctx: Ctx, campaignId: string, ids: readonly string[]) => {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ verdict: string; n: number }>(sql`select verdict, count(*) as n from candidates
      where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} and member_id = any (${sql.param([...ids])}::uuid[])
      group by verdict order by verdict`),
  );
  return Object.fromEntries(rows.map((row) => [row.verdict, row.n]));
};

const wish = (ctx: Ctx, householdMail: "each" | "household" | "address") =>
  inTransaction(ctx, (t) => t.tx.update(tenants).set({ householdMail }).where(sql`id = ${ctx.tenant}`));

/** Runs what is due on a day, by as many workers at once. */
async function day(shop: TestShop, n: number, workers = 1): Promise<void> {
  const at = new Date(shop.ctx.now.getTime() + n * 86_400_000);
  await Promise.all(Array.from({ length: workers }, () => runDueCampaigns(shop.batch(at))));
}

it("one of a household gets a campaign, whoever decides; service mail goes to everybody", async () => {
  const shop = await newTestShop();
  const { ctx } = shop;
  const together = await family(ctx, 5);
  const near = await neighbours(ctx, 3);
  const alone = [await newTestMember(ctx, { mailOptIn: true })];
  const news = await launch(ctx, "marketing");
  const notice = await launch(ctx, "service");

  await wish(ctx, "household");
  await day(shop, 1, 3);
  expect(await verdictsOf(ctx, news, together)).toEqual({ household: 4, send: 1 });
  expect(await verdictsOf(ctx, news, near)).toEqual({ send: 3 });
  expect(await verdictsOf(ctx, news, alone)).toEqual({ send: 1 });
  expect(await verdictsOf(ctx, notice, together)).toEqual({ send: 5 });

  // Each run by itself: the next day somebody of the household gets it again.
  await wish(ctx, "address");
  await day(shop, 2, 3);
  expect(await verdictsOf(ctx, news, together)).toEqual({ household: 8, send: 2 });
  expect(await verdictsOf(ctx, news, near)).toEqual({ household: 2, send: 4 });

  await wish(ctx, "each");
  await day(shop, 3);
  expect(await verdictsOf(ctx, news, together)).toEqual({ household: 8, send: 7 });
  const left = await read(ctx, (tx) => tx.execute(sql`select from household_turns where tenant_id = ${ctx.tenant}`));
  expect(left.rows).toEqual([]);
});
