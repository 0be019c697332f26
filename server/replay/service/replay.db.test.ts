import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { categories } from "@/db/schema/catalog";
import { replayMembers } from "@/db/schema/replay";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { saveRule } from "@/server/earning/service/edit-draft";
import { publishRules } from "@/server/earning/service/publish-rules";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { setProgram } from "@/server/points/service/set-program";
import { recordReturn } from "@/server/purchases/service/record-return";
import { recordSale } from "@/server/purchases/service/record-sale";
import { purchaseById } from "@/server/purchases/queries";
import { replayById, replays } from "../queries/runs";
import { runReplay } from "./run-replay";
import { deleteReplay, forgetInReplays, resumeReplay, startReplay, stopReplay } from "./start-replay";

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;
const period = { fromDay: "2026-11-01", untilDay: "2026-11-30" };
const rule = (over: Record<string, unknown>) => ({
  id: newId(),
  name: "2倍",
  when: {},
  gives: { kind: "multiply", timesHundredths: 200 },
  stacking: { kind: "sum" },
  precedence: 100,
  limits: {},
  life: {},
  ...over,
});

async function openShop() {
  const shop = await newTestShop();
  const [bags, storeId] = [newId(), newId()];
  await inTransaction(shop.ctx, async (t) => {
    await insertStore(t.tx, { tenantId: t.tenant, id: storeId });
    const head = { tenantId: t.tenant, id: bags, externalId: "BAGS", name: "バッグ", path: `/${bags}/` };
    await t.tx.insert(categories).values({ ...head, createdAt: testNow });
    await insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "BAG", categoryId: bags });
    await insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "SHOE" });
  });
  await setProgram(shop.ctx, { ...program, validFrom: new Date("2020-01-01") });
  const [a, b] = [await newTestMember(shop.ctx), await newTestMember(shop.ctx)];
  const sell = (memberId: string, productCode: string, unitPriceYen: number, quantity = 1) =>
    recordSale(shop.ctx, { memberId, storeId, externalId: newId(), lines: [{ productCode, quantity, unitPriceYen }] });
  return { ...shop, bags, storeId, a, b, sell };
}
const rowsOf = (ctx: Ctx) =>
  read(ctx, (tx) => tx.select().from(replayMembers).where(eq(replayMembers.tenantId, ctx.tenant)));

describe("a what-if", () => {
  it("tries the draft and what is in force on what was kept of past sales", async () => {
    const { ctx, bags, a, b, sell } = await openShop();
    const live = rule({ name: "全品", limits: { perSale: 10 } });
    const { revision } = await saveRule(ctx, { rule: live, revision: 0 });
    await publishRules(ctx, { revision });
    const kept = await sell(a, "BAG", 10_000, 3);
    await sell(a, "BAG", 20_000);
    await sell(b, "SHOE", 5_000);
    const { lines } = await purchaseById(ctx, { memberId: a, purchaseId: kept.purchaseId });
    await recordReturn(ctx, {
      memberId: a,
      purchaseId: kept.purchaseId,
      externalId: newId(),
      lines: [{ lineId: lines[0]?.lineId ?? "", quantity: 1 }],
    });
    const draft = rule({
      name: "バッグ2倍",
      when: { categoryIds: [bags] },
      limits: { perMember: { points: 250, period: "month" } },
    });
    const second = await saveRule(ctx, { rule: { ...live, limits: { perSale: 1 } }, revision: 0 });
    await saveRule(ctx, { rule: draft, revision: second.revision });
    const { runId } = await startReplay(ctx, { name: "11月", ...period });
    expect(await runReplay(ctx, runId)).toBe("done");
    const found = await replayById(ctx, { runId });
    // a: 20,000 kept and 20,000; b: 5,000. Now: base and 10 each. New: base, 1 each, and bags up to 250.
    expect(found.result).toMatchObject({
      yen: 45_000,
      pointsNow: 450 + 30,
      pointsNew: 450 + 3 + 250,
      members: 2,
      gain: 1,
      lose: 1,
    });
    expect(found.gaining.map(({ memberId, difference }) => [memberId, difference])).toEqual([[a, 250 - 18]]);
    expect(found.losing.map(({ memberId, difference }) => [memberId, difference])).toEqual([[b, -9]]);
    const of = (kind: string) => found.sums.filter((sum) => sum.kind === kind);
    expect(of("store")).toMatchObject([{ yen: 45_000, pointsNow: 480, pointsNew: 703 }]);
    expect(of("category").find(({ name }) => name === "バッグ")).toMatchObject({ pointsNow: 420, pointsNew: 652 });
    expect(of("expiry")).toMatchObject([{ key: "2027-11", pointsNew: 703 }]);
    expect(await runReplay(ctx, runId)).toBe("done");
    expect((await rowsOf(ctx)).length).toBe(2);
  });

  it("takes off what is above a budget, can be stopped and goes on, and is forgotten with its members", async () => {
    const shop = await openShop();
    const { ctx, a, b, sell } = shop;
    await saveRule(ctx, { rule: rule({ limits: { budget: { points: 60, period: "ever" } } }), revision: 0 });
    await sell(a, "SHOE", 5_000);
    await sell(b, "SHOE", 5_000);
    const { runId } = await startReplay(ctx, { name: "予算", ...period });
    await stopReplay(ctx, { runId });
    expect(await runReplay(ctx, runId)).toBe("stopped");
    await resumeReplay(ctx, { runId });
    expect(await runReplay(ctx, runId)).toBe("done");
    const [row] = (await replays(ctx)).rows;
    expect(row?.result).toMatchObject({ pointsNow: 100, pointsNew: 200, cutNew: 40, cutNow: 0 });
    await forgetInReplays(ctx, a);
    expect((await rowsOf(ctx)).map(({ memberId }) => memberId)).toEqual([b]);
    const analyst = shop.as(staffActor({ role: "analyst" }));
    expect((await replayById(analyst, { runId })).gaining[0]).toMatchObject({ memberNo: null, familyName: null });
    await expect(startReplay(analyst, { name: "x", ...period })).rejects.toMatchObject({ code: "forbidden" });
    await deleteReplay(ctx, { runId });
    await expect(replayById(ctx, { runId })).rejects.toMatchObject({ reason: "replay.run_unknown" });
  });
});
