import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { campaignNumbers } from "@/server/results/queries/numbers";
import { campaignReactions } from "@/server/results/queries/reactions";
import { seedPastCampaign } from "./seed-campaigns";

it("leaves the demo shop a campaign that is over, with what people did after it, and nothing on its way", async () => {
  const shop = await newTestShop({ quietStartMinutes: 0, quietEndMinutes: 0 });
  for (let n = 0; n < 50; n += 1) await newTestMember(shop.ctx, { joinedAt: new Date("2025-01-05T01:00:00Z") });
  await seedPastCampaign(shop.batch());
  const { rows } = await read(shop.ctx, (tx) =>
    tx.execute<{ id: string; state: string; waiting: number }>(sql`
      select id, state, (select count(*) from send_chunks where state <> 'done') as waiting from campaigns`),
  );
  expect(rows).toMatchObject([{ state: "finished", waiting: 0 }]);
  const campaignId = rows[0]?.id ?? "";
  const { verdicts, deliveries, undecided } = await campaignNumbers(shop.ctx, { campaignId });
  expect(undecided).toBe(0);
  expect(verdicts.send + verdicts.holdout).toBe(50);
  expect(deliveries.byState).toEqual({ accepted: verdicts.send });
  expect(deliveries.opened).toBeGreaterThan(deliveries.clicked);
  const { visits, machines } = await campaignReactions(shop.ctx, { campaignId });
  expect(visits).toBe(deliveries.clicked);
  expect(machines.clicked).toBeGreaterThan(0);
});
