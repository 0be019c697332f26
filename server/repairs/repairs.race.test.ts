import { describe, expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { repairById } from "./queries/repair";
import { answerEstimate, estimateRepair } from "./service/estimate-repair";
import { requestRepair } from "./service/request-repair";
import { cancelRepair, stepRepair } from "./service/step-repair";

async function quoted() {
  const shop = await newTestShop();
  const memberId = await newTestMember(shop.ctx);
  const storeId = newId();
  await inTransaction(shop.ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId }));
  const me = shop.as({ kind: "member", id: memberId });
  const { repairId } = await requestRepair(me, memberId, {
    key: newId(),
    product: { by: "other", name: "ラジオ" },
    symptom: "no_power",
    cause: "unknown",
    description: "電源が入りません",
    noticed: "today",
    handOver: { way: "store", storeId },
    contactWay: "mail",
  });
  const lines = [{ kind: "parts" as const, description: "基板", amountYen: 8_800 }];
  await estimateRepair(shop.ctx, { repairId, version: 1, lines });
  return { staff: shop.ctx, me, repairId, lines };
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string; reason?: string }) => `${error.code} ${error.reason}`,
  );

// Each fails when the `for update` of lockRepair is taken away: both then see the same version and both are written.
describe("two who act at the same moment", () => {
  it("yes and withdrawal of one member: one counts, the other is told", async () => {
    for (let round = 0; round < 8; round++) {
      const { me, staff, repairId } = await quoted();
      const results = await Promise.all([
        outcome(answerEstimate(me, { repairId, version: 2, estimateVersion: 1, answer: "approve" })),
        outcome(cancelRepair(me, { repairId, version: 2 })),
      ]);
      expect(results.toSorted()).toEqual(["conflict repairs.changed_meanwhile", "done"]);
      const { state, version, events } = await repairById(staff, repairId);
      expect(state).toBe(results[0] === "done" ? "approved" : "cancelled");
      expect(version).toBe(3);
      expect(events.filter(({ kind }) => kind === "state")).toHaveLength(3);
    }
  });

  it("two clerks, and a clerk's new estimate against the member's yes", async () => {
    for (let round = 0; round < 8; round++) {
      const { me, staff, repairId, lines } = await quoted();
      const results = await Promise.all([
        outcome(estimateRepair(staff, { repairId, version: 2, lines })),
        outcome(stepRepair(staff, { repairId, version: 2, to: "refused", note: "部品がありません" })),
        outcome(answerEstimate(me, { repairId, version: 2, estimateVersion: 1, answer: "approve" })),
      ]);
      expect(results.toSorted()).toEqual([
        "conflict repairs.changed_meanwhile",
        "conflict repairs.changed_meanwhile",
        "done",
      ]);
      const { estimates } = await repairById(staff, repairId);
      expect(estimates.filter(({ state }) => state === "sent" || state === "approved").length).toBeLessThanOrEqual(1);
    }
  });
});
