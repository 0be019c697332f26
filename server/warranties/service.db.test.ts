import { describe, expect, it } from "vitest";
import { insertProduct } from "@/db/testing/factories";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { warrantiesOf, warrantyById } from "./queries";
import { beginWarranties, voidWarranties } from "./service";

async function bought(ctx: Ctx, overrides: { quantity?: number; startsOn?: string } = {}) {
  const memberId = await newTestMember(ctx);
  const [productId, purchaseLineId] = [newId(), newId()];
  await inTransaction(ctx, (t) => insertProduct(t.tx, { tenantId: t.tenant, id: productId, warrantyMonths: 12 }));
  const row = {
    memberId,
    purchaseLineId,
    productId,
    quantity: 1,
    startsOn: "2025-12-01",
    warrantyMonths: 12,
    ...overrides,
  };
  return { row, memberId, purchaseLineId, begun: await beginWarranties(ctx, [row]) };
}

describe("beginWarranties", () => {
  it("begins one per piece, once", async () => {
    const { ctx } = await newTestShop();
    const { row, memberId, begun } = await bought(ctx, { quantity: 3 });
    expect(begun).toBe(3);
    expect(await beginWarranties(ctx, [row])).toBe(0);
    const rows = await warrantiesOf(ctx, memberId);
    expect(rows.map((w) => w.endsOn)).toEqual(["2026-11-30", "2026-11-30", "2026-11-30"]);
    expect(rows[0]).toMatchObject({ daysLeft: 8, state: "active", productName: "試験用の冷蔵庫" });
  });

  it("counts the days in the shop's zone", async () => {
    const tokyo = await newTestShop();
    const honolulu = await newTestShop({ timeZone: "Pacific/Honolulu" });
    const daysLeft = async ({ ctx, as }: typeof tokyo) => {
      const { memberId } = await bought(ctx);
      return (await warrantiesOf(as(ctx.actor, new Date("2026-11-22T15:30:00Z")), memberId))[0]?.daysLeft;
    };
    expect(await daysLeft(tokyo)).toBe(7);
    expect(await daysLeft(honolulu)).toBe(8);
  });

  it("refuses what is no warranty", async () => {
    const { ctx } = await newTestShop();
    const { row } = await bought(ctx);
    for (const wrong of [{ warrantyMonths: 0 }, { quantity: -1 }, { startsOn: "2025-02-30" }])
      await expect(beginWarranties(ctx, [{ ...row, ...wrong }])).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("voidWarranties", () => {
  it("voids the last pieces and keeps the rows", async () => {
    const { ctx } = await newTestShop();
    const { memberId, purchaseLineId } = await bought(ctx, { quantity: 3 });
    expect(await voidWarranties(ctx, { memberId, purchaseLineId, pieces: 2 })).toBe(2);
    expect(await voidWarranties(ctx, { memberId, purchaseLineId, pieces: 2 })).toBe(1);
    expect((await warrantiesOf(ctx, memberId)).map((w) => w.state)).toEqual(["voided", "voided", "voided"]);
  });
});

describe("who sees a warranty", () => {
  it("is staff, the member and the holder of their link; others get 403, another shop 404", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { memberId } = await bought(shop.ctx);
    const warrantyId = (await warrantiesOf(shop.ctx, memberId))[0]?.warrantyId ?? "";
    const key = { memberId, warrantyId };
    expect(await warrantyById(shop.as({ kind: "member", id: memberId }), key)).toMatchObject({ warrantyId });
    expect(await warrantyById(shop.as({ kind: "link", memberId }), key)).toMatchObject({ warrantyId });
    const neighbour = shop.as({ kind: "member", id: await newTestMember(shop.ctx) });
    await expect(warrantyById(neighbour, key)).rejects.toMatchObject({ code: "forbidden" });
    await expect(warrantyById(other.ctx, key)).rejects.toMatchObject({ code: "not_found" });
    await expect(warrantiesOf(other.ctx, memberId)).rejects.toMatchObject({ code: "not_found" });
  });
});
