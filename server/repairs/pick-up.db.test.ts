import { describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { insertStore } from "@/db/testing/factories";
import { ask, codeOf, newRepairWorld, other, type RepairWorld } from "@/db/testing/repair-world";
import { stores } from "@/db/schema/tenancy";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { repairsOf } from "./queries/find-repair";
import { policyOf } from "./queries/policy";
import { repairById } from "./queries/repair";
import { moduleJobs } from "./jobs";
import { eraseContacts } from "./service/erase-contact";
import { moveItem } from "./service/note-repair";
import { saveRepairPolicy } from "./service/save-policy";
import { cancelRepair, stepRepair } from "./service/step-repair";

const pickUp = {
  handOver: {
    way: "pick_up" as const,
    postalCode: "810-0001",
    prefecture: "福岡県",
    city: "福岡市中央区",
    addressLine: "天神1-1",
    on: "2026-12-01",
    window: "morning" as const,
  },
  phone: "090-1234-5678",
};

async function newStore(world: RepairWorld, name: string, postalCode: string | null): Promise<string> {
  const id = newId();
  await inTransaction(world.ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id, name, postalCode }));
  return id;
}

describe("the store that looks after what is collected", () => {
  it("is the nearest by postal code, at once and on the board", async () => {
    const world = await newRepairWorld();
    const fukuoka = await newStore(world, "天神店", "810-0021");
    const { repairId } = await ask(world, { ...other, ...pickUp });
    expect(await repairById(world.ctx, repairId)).toMatchObject({ storeId: fukuoka, storeName: "天神店" });
  });

  it("is the one the shop has chosen, until that one closes", async () => {
    const world = await newRepairWorld();
    const [workshop, near] = [await newStore(world, "修理センター", null), await newStore(world, "天神店", "8100021")];
    const { policy } = await policyOf(world.ctx);
    await saveRepairPolicy(world.ctx, { revision: 0, policy: { ...policy, pickUpStoreId: workshop } });
    const first = await ask(world, { ...other, ...pickUp });
    expect((await repairById(world.ctx, first.repairId)).storeId).toBe(workshop);
    await inTransaction(world.ctx, (t) => t.tx.update(stores).set({ closedAt: t.now }).where(eq(stores.id, workshop)));
    const second = await ask(world, { ...other, ...pickUp });
    expect((await repairById(world.ctx, second.repairId)).storeId).toBe(near);
  });

  it("cannot be another shop's", async () => {
    const [world, stranger] = [await newRepairWorld(), await newRepairWorld()];
    const { policy } = await policyOf(world.ctx);
    const saving = saveRepairPolicy(world.ctx, { revision: 0, policy: { ...policy, pickUpStoreId: stranger.storeId } });
    expect(await codeOf(saving)).toBe("not_found tenancy.store");
  });
});

describe("address and phone of a member who leaves", () => {
  const heldOf = async (world: RepairWorld, repairId: string) => {
    const { postalCode, prefecture, city, addressLine, contactPhone } = await repairById(world.ctx, repairId);
    return [postalCode, prefecture, city, addressLine, contactPhone];
  };
  const nothing = [null, null, null, null, null];
  const leave = async (world: RepairWorld) => {
    await withdrawMember(world.ctx, { memberId: world.memberId });
    const told = moduleJobs.subscriptions.find(({ event }) => event === "member.withdrawn");
    await told?.handle(world.ctx, { memberId: world.memberId });
  };

  it("go from closed repairs; open ones keep them until they are over", async () => {
    const world = await newRepairWorld();
    const [closed, open] = [await ask(world, { ...other, ...pickUp }), await ask(world, { ...other, ...pickUp })];
    await cancelRepair(world.me, { repairId: closed.repairId, version: 1 });
    await leave(world);
    expect(await heldOf(world, closed.repairId)).toEqual(nothing);
    expect(await heldOf(world, open.repairId)).toEqual([
      "8100001",
      "福岡県",
      "福岡市中央区",
      "天神1-1",
      "+819012345678",
    ]);
    await stepRepair(world.ctx, { repairId: open.repairId, version: 1, to: "cancelled" });
    expect(await heldOf(world, open.repairId)).toEqual(nothing);
    expect(await repairsOf(world.ctx, world.memberId)).toHaveLength(2);
  });

  it("stay while the product is in the shop, and go with it", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world, { ...other, ...pickUp });
    await moveItem(world.ctx, { repairId, version: 1, place: "shop" });
    await stepRepair(world.ctx, { repairId, version: 2, to: "refused", note: "部品がありません" });
    await leave(world);
    expect((await heldOf(world, repairId))[0]).toBe("8100001");
    await moveItem(world.ctx, { repairId, version: 3, place: "customer" });
    expect(await heldOf(world, repairId)).toEqual(nothing);
  });

  it("are erased once, and only of that member", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world, { ...other, ...pickUp });
    await cancelRepair(world.me, { repairId, version: 1 });
    expect((await heldOf(world, repairId))[0]).toBe("8100001");
    expect(await eraseContacts(world.ctx, newId())).toBe(0);
    expect(await eraseContacts(world.ctx, world.memberId)).toBe(1);
    expect(await eraseContacts(world.ctx, world.memberId)).toBe(0);
  });
});
