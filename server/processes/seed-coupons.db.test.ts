import { expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { listCoupons } from "@/server/coupons/queries/list";
import { couponProofs } from "@/server/coupons/queries/proofs";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { listReceiptCoupons } from "@/server/pos/queries/receipt-coupons";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { listRewards } from "@/server/rewards/queries/catalogue";
import { seedCoupons } from "./seed-coupons";

it("leaves the demo shop coupons that were given, seen to be used, and rewards to be had", async () => {
  const shop = await newTestShop();
  await inTransaction(shop.ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: newId(), externalId: "S1" }));
  for (let n = 0; n < 8; n += 1)
    await newTestMember(shop.ctx, { joinedAt: new Date("2025-01-05T01:00:00Z"), givenName: "次郎" });
  await seedCoupons(shop.batch(), "test");
  const { rows } = await listCoupons(shop.ctx, {});
  expect(rows).toHaveLength(6);
  expect((await listReceiptCoupons(shop.ctx)).map(({ figures }) => figures.issued)).toEqual([1, 0]);
  expect(rows.some(({ issued, used, costYen }) => issued === 8 && used > 0 && costYen === used * 500)).toBe(true);
  expect((await listRewards(shop.ctx, {})).map(({ kind }) => kind).sort()).toEqual([
    "coupon",
    "goods",
    "goods",
    "goods",
  ]);
  expect((await proveAll(shop.ctx, couponProofs)).filter(({ violations }) => violations > 0)).toEqual([]);
});
