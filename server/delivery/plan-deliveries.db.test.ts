import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { defaultContent } from "@/server/contents/rules/default-content";
import { freezeContent } from "@/server/contents/service";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import type { DeliveryPlan } from "./input";
import { planDeliveries } from "./service/plan-deliveries";

async function planFor(count: number) {
  const shop = await newTestShop();
  const contentId = await freezeContent(shop.ctx, { template: "news", definition: defaultContent("news") });
  const members = await Promise.all(Array.from({ length: count }, () => newTestMember(shop.ctx)));
  const plan: DeliveryPlan = {
    sourceKind: "campaign",
    sourceId: newId(),
    campaignId: newId(),
    messageClass: "marketing",
    channel: "mail",
    contentId,
    rows: members.map((memberId) => ({
      memberId,
      occurrence: "once",
      dueAt: testNow,
      sendAt: testNow,
      locale: "ja",
      inputs: { name: "田中 花子" },
    })),
  };
  return { shop, plan };
}

describe("planDeliveries", () => {
  it("plans each message once, however often it is called", async () => {
    const { shop, plan } = await planFor(12);
    const first = await inTransaction(shop.ctx, (t) => planDeliveries(t, plan));
    expect(first).toEqual({ planned: 12, already: 0, chunks: 1 });
    const again = await inTransaction(shop.ctx, (t) => planDeliveries(t, plan));
    expect(again).toEqual({ planned: 0, already: 12, chunks: 0 });
    const rows = await read(shop.ctx, (tx) =>
      tx.execute(
        sql`select state, chunk_id, inputs->>'name' as name from deliveries where tenant_id = ${shop.ctx.tenant}`,
      ),
    );
    expect(rows.rows).toHaveLength(12);
    expect(rows.rows[0]).toMatchObject({ state: "planned", name: "田中 花子" });
  });

  it("makes a chunk per minute of sending, due when its latest message is", async () => {
    const { shop, plan } = await planFor(3);
    const later = new Date(testNow.getTime() + 3_600_000);
    plan.rows[2]!.sendAt = later;
    const counts = await inTransaction(shop.ctx, (t) => planDeliveries(t, plan));
    expect(counts.chunks).toBe(2);
    const chunks = await read(shop.ctx, (tx) => tx.execute(sql`select send_at from send_chunks order by send_at`));
    expect(chunks.rows.map((row) => new Date(String(row.send_at)))).toEqual([testNow, later]);
  });

  it("leaves nothing behind when the caller's transaction fails", async () => {
    const { shop, plan } = await planFor(2);
    const failing = inTransaction(shop.ctx, async (t) => {
      await planDeliveries(t, plan);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    const left = await read(shop.ctx, (tx) => tx.execute(sql`select count(*) as n from send_chunks`));
    expect(left.rows[0]).toEqual({ n: 0 });
  });
});
