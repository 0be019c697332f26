import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { outboxEvents } from "@/db/schema/kernel";
import { insertStore } from "@/db/testing/factories";
import { repairMailSteps } from "@/server/contents/input";
import { inTransaction, read, systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { domainEvents } from "@/server/kernel/domain-events";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, type TestShop } from "@/server/kernel/testing";
import { answerEstimate, estimateRepair } from "@/server/repairs/service/estimate-repair";
import { requestRepair } from "@/server/repairs/service/request-repair";
import { stepRepair } from "@/server/repairs/service/step-repair";
import { moduleJobs } from "./jobs";
import { deliveriesOf, renderDelivery } from "./queries/deliveries";

async function asked(overrides: Parameters<typeof newTestMember>[1] = {}) {
  const shop = await newTestShop();
  const memberId = await newTestMember(shop.ctx, overrides);
  const storeId = newId();
  await inTransaction(shop.ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId, name: "吉祥寺本店" }));
  const me = shop.as({ kind: "member", id: memberId });
  const { repairId, receiptNo } = await requestRepair(me, memberId, {
    key: newId(),
    product: { by: "other", name: "ラジオ <RX-1>" },
    symptom: "no_power",
    cause: "unknown",
    description: "電源が入りません",
    noticed: "today",
    handOver: { way: "store", storeId },
    contactWay: "mail",
  });
  return { ...shop, memberId, me, repairId, spoken: `${receiptNo.slice(0, 4)}-${receiptNo.slice(4)}` };
}

/** Hands every event that waits to its subscribers, as the worker does; twice, since it may. */
async function handOver(shop: TestShop) {
  const events = await read(shop.ctx, (tx) =>
    tx
      .select()
      .from(outboxEvents)
      .where(and(eq(outboxEvents.tenantId, shop.ctx.tenant)))
      .orderBy(outboxEvents.id),
  );
  const ctx = systemCtx(shop.ctx.tenant, "event", database("app"), shop.ctx.now);
  for (const { name, payload } of [...events, ...events])
    for (const subscription of moduleJobs.subscriptions.filter(({ event }) => event === name))
      await subscription.handle(ctx, domainEvents[name as "repair.done"].parse(payload));
}

const mailsOf = async (shop: TestShop, memberId: string) => {
  const { rows } = await deliveriesOf(shop.ctx, { memberId });
  return Promise.all(rows.map(({ deliveryId }) => renderDelivery(shop.ctx, { memberId, deliveryId })));
};

const lines = [{ kind: "parts" as const, description: "基板", amountYen: 8_800 }];

describe("mails about a repair", () => {
  it("tell each step that matters, once, and lead to the repair", async () => {
    const shop = await asked();
    const at = (hours: number) => ({ ...shop.ctx, now: new Date(shop.ctx.now.getTime() + hours * 3_600_000) });
    await handOver(shop);
    await estimateRepair(at(1), { repairId: shop.repairId, version: 1, lines });
    await handOver(shop);
    await answerEstimate(
      { ...shop.me, now: at(2).now },
      { repairId: shop.repairId, version: 2, estimateVersion: 1, answer: "approve" },
    );
    await stepRepair(at(3), { repairId: shop.repairId, version: 3, to: "in_repair" });
    await stepRepair(at(4), { repairId: shop.repairId, version: 4, to: "ready" });
    await stepRepair(at(5), { repairId: shop.repairId, version: 5, to: "done" });
    await handOver(shop);
    const mails = await mailsOf(shop, shop.memberId);
    expect(mails.map(({ subject }) => subject).toSorted()).toEqual(
      [
        `【試験商店】修理のご依頼を承りました（受付番号 ${shop.spoken}）`,
        "【試験商店】修理のお見積もりができました（￥8,800）",
        `【試験商店】修理が終わりました（受付番号 ${shop.spoken}）`,
        `【試験商店】修理のお品をお渡ししました（受付番号 ${shop.spoken}）`,
      ].toSorted(),
    );
    for (const { html, text } of mails) {
      expect(text).toContain(`/my/repairs/${shop.repairId}`);
      expect(html).toContain("ラジオ &lt;RX-1&gt;");
    }
  });

  it("say why a repair was refused, in the member's language", async () => {
    const shop = await asked({ locale: "en" });
    await stepRepair(shop.ctx, {
      repairId: shop.repairId,
      version: 1,
      to: "refused",
      note: "No parts are made any more",
    });
    await handOver(shop);
    const refused = (await mailsOf(shop, shop.memberId)).find(({ subject }) => subject.includes("about your repair"));
    expect(refused?.text).toContain("No parts are made any more");
    expect(refused?.text).toContain("We could not do this repair");
  });

  it("never speak of an estimate that has been replaced, nor to an address that nobody proved", async () => {
    const shop = await asked();
    await estimateRepair(shop.ctx, { repairId: shop.repairId, version: 1, lines });
    const later = { ...shop.ctx, now: new Date(shop.ctx.now.getTime() + 60_000) };
    await estimateRepair(later, { repairId: shop.repairId, version: 2, lines: [{ ...lines[0]!, amountYen: 5_500 }] });
    await handOver(shop);
    const subjects = (await mailsOf(shop, shop.memberId)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes("見積"))).toEqual([
      "【試験商店】修理のお見積もりができました（￥5,500）",
    ]);
    const silent = await asked({ emailVerifiedAt: null });
    await handOver(silent);
    expect(await mailsOf(silent, silent.memberId)).toEqual([]);
  });

  it("are subscribed to for every step that has words", () => {
    for (const step of repairMailSteps)
      expect(moduleJobs.subscriptions.filter(({ event }) => event === `repair.${step}`)).toHaveLength(1);
  });
});
