import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { runDueCampaigns } from "./service/run-due-campaigns";
import { cancelCampaign, pauseCampaign } from "./service/steer-campaign";

const tally = async (ctx: Ctx) =>
  (
    await read(ctx, (tx) =>
      tx.execute<{
        runs: number;
        candidates: number;
        undecided: number;
        sends: number;
        deliveries: number;
        most: number;
      }>(sql`
        select (select count(*) from campaign_runs where tenant_id = ${ctx.tenant}) as runs,
          (select count(*) from candidates where tenant_id = ${ctx.tenant}) as candidates,
          (select count(*) from candidates where tenant_id = ${ctx.tenant} and verdict is null) as undecided,
          (select count(*) from candidates where tenant_id = ${ctx.tenant} and verdict = 'send' and delivery_id is not null) as sends,
          (select count(*) from deliveries where tenant_id = ${ctx.tenant}) as deliveries,
          (select coalesce(max(n), 0) from (select count(*) as n from deliveries where tenant_id = ${ctx.tenant} group by member_id) x) as most`),
    )
  ).rows[0];

async function crowd(ctx: Ctx, size: number) {
  await Promise.all(Array.from({ length: size }, () => newTestMember(ctx)));
}

describe("two at once", () => {
  // Negative control: without the unique run key (campaign_runs_once) there are more than four runs.
  it("a worker and the cron route run what is due once, and never pass the cap together", async () => {
    const shop = await newTestShop({ marketingCapPerWeek: 1 });
    await crowd(shop.ctx, 120);
    for (let n = 0; n < 4; n += 1)
      await launchCampaign(shop.ctx, newsDraft({ offer: { showPoints: false, recommendations: 0 } }));
    await Promise.all(Array.from({ length: 4 }, () => runDueCampaigns(shop.batch())));
    // Whatever a worker left to another that was at it is done by now or at the next tick.
    await runDueCampaigns(shop.batch());
    expect(await tally(shop.ctx)).toEqual({
      runs: 4,
      candidates: 480,
      undecided: 0,
      sends: 120,
      deliveries: 120,
      most: 1,
    });
  });

  // Negative control: without the lease in decide-due.ts the second worker looks at the member while the first one's message
  // cannot be seen yet; it then waits for the first to commit, which here waits for it, and the test does not end.
  it("two programs cannot both take the last place of a member", async () => {
    const shop = await newTestShop({ marketingCapPerWeek: 1 });
    await crowd(shop.ctx, 1);
    await launchCampaign(shop.ctx, newsDraft());
    const planned = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const ctx = shop.batch();
    const slow: Ctx = {
      ...ctx,
      db: {
        role: ctx.db.role,
        transaction: (tenant, mode, work) =>
          ctx.db.transaction(tenant, mode, async (tx) => {
            const result = await work(tx);
            const mine = await tx.execute(sql`select 1 from deliveries where tenant_id = ${ctx.tenant} limit 1`);
            if (mine.rowCount === 1) {
              planned.resolve();
              await mayCommit.promise;
            }
            return result;
          }),
      },
    };
    const first = runDueCampaigns(slow);
    await planned.promise;
    await launchCampaign(shop.ctx, newsDraft());
    await runDueCampaigns(ctx);
    mayCommit.resolve();
    await first;
    await runDueCampaigns(ctx);
    expect(await tally(shop.ctx)).toEqual({ runs: 2, candidates: 2, undecided: 0, sends: 1, deliveries: 1, most: 1 });
  });

  it("pausing or cancelling in the middle leaves no message that can still be planned", async () => {
    const shop = await newTestShop();
    await crowd(shop.ctx, 60);
    const campaignId = await launchCampaign(shop.ctx, newsDraft());
    await Promise.all([runDueCampaigns(shop.batch()), pauseCampaign(shop.ctx, { campaignId })]);
    const paused = await tally(shop.ctx);
    await runDueCampaigns(shop.batch());
    expect(await tally(shop.ctx)).toEqual(paused);
    await Promise.all([runDueCampaigns(shop.batch()), cancelCampaign(shop.ctx, { campaignId })]);
    const open = await read(shop.ctx, (tx) =>
      tx.execute(sql`select 1 from send_chunks where tenant_id = ${shop.ctx.tenant} and state <> 'cancelled'`),
    );
    expect([open.rowCount, (await tally(shop.ctx))?.undecided]).toEqual([0, 0]);
  });

  it("a crash after finding people is made good by the next tick", async () => {
    const shop = await newTestShop();
    await crowd(shop.ctx, 5);
    await launchCampaign(shop.ctx, newsDraft());
    const ctx = shop.batch();
    let transactions = 0;
    // Reading the shop and the versions is two, finding people the third; the connection is lost in the first decision.
    const dying: Ctx = {
      ...ctx,
      db: {
        role: ctx.db.role,
        transaction: (tenant, mode, work) => {
          transactions += 1;
          if (transactions > 3) throw new Error("killed");
          return ctx.db.transaction(tenant, mode, work);
        },
      },
    };
    await expect(runDueCampaigns(dying)).rejects.toThrow("killed");
    expect(await tally(shop.ctx)).toMatchObject({ runs: 1, candidates: 5, undecided: 5, deliveries: 0 });
    expect(await runDueCampaigns(ctx)).toEqual({ runs: 0, candidates: 0, failed: 0 });
    expect(await tally(shop.ctx)).toMatchObject({ runs: 1, candidates: 5, undecided: 0, sends: 5, deliveries: 5 });
  });
});
