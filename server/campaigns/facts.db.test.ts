import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { setProgram } from "@/server/points/service/set-program";
import { setRankByHand } from "@/server/ranks/service/set-by-hand";
import { publishTestRanks } from "@/server/ranks/service/testing";
import type { DateOfFact } from "./input";
import { runDueCampaigns } from "./service/run-due-campaigns";

const on = (fact: DateOfFact["fact"], offsetDays: number) =>
  newsDraft({ timing: { kind: "date_of_fact", fact, offsetDays, atMinutes: 600, windowDays: 0 } });
const found = async (ctx: Ctx, campaignId: string) =>
  (
    await read(ctx, (tx) =>
      tx.execute<{ member_id: string; occurrence: string; verdict: string; facts: Record<string, unknown> }>(
        sql`select member_id, occurrence, verdict, facts from candidates where campaign_id = ${campaignId} order by due_at`,
      ),
    )
  ).rows;
const noon = (day: string) => new Date(`${day}T03:00:00Z`);
const buys = async (ctx: Ctx, memberId: string, at: Date) => {
  const id = newId();
  await inTransaction(ctx, (t) =>
    t.tx.execute(sql`insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
      values (${ctx.tenant}, ${memberId}, ${id}, 'sale', ${id}, ${at}, ${at}, '2026-11-22', 1000, 'x')`),
  );
  return id;
};

describe("dates that a campaign can count from", () => {
  it("a birthday, each year anew, and the 29th of February on the 28th", async () => {
    const shop = await newTestShop({ quietStartMinutes: 0, quietEndMinutes: 0 });
    const [leap, next] = [
      await newTestMember(shop.ctx, { birthday: "2000-02-29" }),
      await newTestMember(shop.ctx, { birthday: "1990-03-01" }),
    ];
    const campaignId = await launchCampaign(shop.ctx, on("birthday", 0));
    for (const day of ["2027-02-27", "2027-02-28", "2027-03-01", "2028-02-28", "2028-02-29"])
      await runDueCampaigns(shop.batch(noon(day)));
    expect((await found(shop.ctx, campaignId)).map((c) => [c.member_id, c.occurrence])).toEqual([
      [leap, "2027"],
      [next, "2027"],
      [leap, "2028"],
    ]);
  });

  it("the day of joining, once", async () => {
    const shop = await newTestShop();
    const joinedAt = new Date("2026-11-20T15:30:00Z"); // the 21st in Tokyo
    const memberId = await newTestMember(shop.ctx, { joinedAt });
    const campaignId = await launchCampaign(shop.ctx, on("joined", 2));
    for (const day of ["2026-11-22", "2026-11-23", "2026-11-24"]) await runDueCampaigns(shop.batch(noon(day)));
    expect(await found(shop.ctx, campaignId)).toMatchObject([
      { member_id: memberId, occurrence: "joined", verdict: "send" },
    ]);
  });

  it("the last purchase, which a newer one puts off", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx);
    await buys(shop.ctx, memberId, noon("2026-11-20"));
    const campaignId = await launchCampaign(shop.ctx, on("last_purchase", 3));
    const newer = await buys(shop.ctx, memberId, noon("2026-11-22"));
    for (const day of ["2026-11-23", "2026-11-24", "2026-11-25"]) await runDueCampaigns(shop.batch(noon(day)));
    expect(await found(shop.ctx, campaignId)).toMatchObject([
      { member_id: memberId, occurrence: newer, verdict: "send" },
    ]);
  });

  it("a rise in rank, while it lasts; the mail says the new rank", async () => {
    const shop = await newTestShop();
    const { levels } = await publishTestRanks(shop.ctx);
    const [risen, fallen] = [await newTestMember(shop.ctx), await newTestMember(shop.ctx)];
    const raise = (memberId: string, at: number) =>
      setRankByHand(shop.ctx, {
        memberId,
        rankId: levels[at]?.id ?? "",
        untilOn: "2027-12-31",
        reason: "長年のご愛顧",
      });
    await raise(risen, 2);
    await raise(fallen, 2);
    await raise(fallen, 1);
    const campaignId = await launchCampaign(shop.ctx, on("rank_up", 1));
    await runDueCampaigns(shop.batch(noon("2026-11-23")));
    const all = await found(shop.ctx, campaignId);
    expect(all.filter(({ verdict }) => verdict === "send")).toMatchObject([{ member_id: risen, occurrence: "1" }]);
    const { rows } = await read(shop.ctx, (tx) =>
      tx.execute<{ rank: string }>(sql`select inputs ->> 'rank' as rank from deliveries where member_id = ${risen}`),
    );
    expect(rows).toEqual([{ rank: "ゴールド" }]);
  });

  it("the last day of points, as the wallet shows it", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await setProgram(ctx, {
      ratePoints: 1,
      rateYen: 100,
      rounding: "down",
      pendingDays: 0,
      expiryMonths: 1,
      returnGraceDays: 30,
    });
    const memberId = await newTestMember(ctx);
    await adjustPoints(ctx, { memberId, key: newId(), points: 300, reason: "お詫びのポイント" });
    const lastDay = (await walletOf(ctx, memberId)).nextExpiry?.lastDay ?? "";
    const campaignId = await launchCampaign(ctx, on("points_expiry", 0));
    await runDueCampaigns(shop.batch(noon(lastDay)));
    expect(await found(ctx, campaignId)).toMatchObject([
      { member_id: memberId, occurrence: lastDay, verdict: "send", facts: { points: 300, lastDay } },
    ]);
  });
});
